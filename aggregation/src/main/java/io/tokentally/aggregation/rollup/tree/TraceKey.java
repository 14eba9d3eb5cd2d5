package io.tokentally.aggregation.rollup.tree;

import io.tokentally.TracedCall;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A trace of a project. In an order, so that a map stays fast when the hashes of many collide. */
public record TraceKey(@Nullable String project, @Nullable String trace)
    implements Comparable<TraceKey> {

  private static final Comparator<@Nullable String> BY_TEXT =
      Comparator.nullsFirst(Comparator.naturalOrder());

  private static final Comparator<TraceKey> ORDER =
      Comparator.comparing(TraceKey::trace, BY_TEXT).thenComparing(TraceKey::project, BY_TEXT);

  public static TraceKey of(TracedCall call) {
    return new TraceKey(call.projectId(), call.traceId());
  }

  @Override
  public int compareTo(TraceKey other) {
    return ORDER.compare(this, other);
  }
}
