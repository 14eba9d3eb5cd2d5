package io.tokentally.aggregation.rollup.tree;

import io.tokentally.TracedCall;
import io.tokentally.value.CodePoints;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What the records of one call have in common, besides the id, where it was logged again in another
 * trace: docs/semantics.md rule 53.
 */
public record CallRecord(@Nullable Instant startedAt, @Nullable Instant endedAt, String usage)
    implements Comparable<CallRecord> {

  /** A trace that has the call. It counts in the first of them. */
  public record In(@Nullable Instant traceStart, TraceKey trace) implements Comparable<In> {

    private static final Comparator<In> ORDER =
        Comparator.comparing(
                In::traceStart, Comparator.<Instant>nullsLast(Comparator.naturalOrder()))
            .thenComparing(In::trace);

    @Override
    public int compareTo(In other) {
      return ORDER.compare(this, other);
    }
  }

  private static final Comparator<@Nullable Instant> BY_TIME =
      Comparator.nullsFirst(Comparator.naturalOrder());

  private static final Comparator<CallRecord> ORDER =
      Comparator.comparing(CallRecord::startedAt, BY_TIME)
          .thenComparing(CallRecord::endedAt, BY_TIME)
          .thenComparing(CallRecord::usage, CodePoints::compare);

  public static CallRecord of(TracedCall call) {
    return new CallRecord(call.startedAt(), call.endedAt(), DuplicateOrder.usageText(call));
  }

  @Override
  public int compareTo(CallRecord other) {
    return ORDER.compare(this, other);
  }
}
