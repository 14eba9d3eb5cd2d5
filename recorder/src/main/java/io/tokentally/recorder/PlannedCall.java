package io.tokentally.recorder;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.RecordedUsage;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call that is to be made, with what it may use. */
record PlannedCall(
    String model, RecordedUsage estimate, @Nullable String projectId, Instant startedAt)
    implements TracedCall {
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
  public Instant endedAt() {
    return startedAt;
  }

  @Override
  public Object usage() {
    return Map.of(model, estimate);
  }
}
