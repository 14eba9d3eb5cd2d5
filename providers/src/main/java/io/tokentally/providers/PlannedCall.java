package io.tokentally.providers;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.RecordedUsage;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call of one model as it is expected to be. */
record PlannedCall(String model, RecordedUsage expected, Instant startedAt) implements TracedCall {
  @Override
  public String id() {
    return "planned";
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
  public Instant endedAt() {
    return startedAt;
  }

  @Override
  public Object usage() {
    return Map.of(model, expected);
  }
}
