package io.tokentally.aggregation;

import io.tokentally.TracedCall;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A call as light as can be, for tests with many of them or with odd usage. */
public record Span(
    @Nullable String traceId, String id, @Nullable String parentId, @Nullable Object usage)
    implements TracedCall {

  private static final Instant START = Instant.parse("2024-06-15T10:00:00Z");

  /** A call of no trace. */
  public Span(String id, @Nullable String parentId, @Nullable Object usage) {
    this(null, id, parentId, usage);
  }

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
