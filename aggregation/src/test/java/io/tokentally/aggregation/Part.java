package io.tokentally.aggregation;

import io.tokentally.TracedCall;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A {@link Span} of a trace. */
record Part(String traceId, String id, @Nullable String parentId, @Nullable Object usage)
    implements TracedCall {

  private static final Instant START = Instant.parse("2024-06-15T10:00:00Z");

  @Override
  public @Nullable String projectId() {
    return null;
  }

  @Override
  public Instant startedAt() {
    return START;
  }

  @Override
  public Instant endedAt() {
    return START;
  }
}
