package io.tokentally.aggregation;

import io.tokentally.TracedCall;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Usage of one model by itself, as a call. */
record OneUsage(String model, Object recorded, @Nullable Instant startedAt) implements TracedCall {
  @Override
  public String id() {
    return "usage";
  }

  @Override
  public @Nullable String parentId() {
    return null;
  }

  @Override
  public @Nullable String traceId() {
    return null;
  }

  @Override
  public @Nullable String projectId() {
    return null;
  }

  @Override
  public @Nullable Instant endedAt() {
    return startedAt;
  }

  @Override
  public Object usage() {
    return Map.of(model, recorded);
  }
}
