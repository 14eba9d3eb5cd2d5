package io.tokentally.quarkus;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.RecordedUsage;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A call of which a model and two counts are known. */
record EstimatedCall(String model, RecordedUsage tokens, Instant startedAt) implements TracedCall {
  @Override
  public String id() {
    return "estimated";
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
    return Map.of(model, tokens);
  }
}
