package io.tokentally.aggregation.rollup.tree;

import io.tokentally.TracedCall;
import io.tokentally.dsl.eval.CompactText;
import io.tokentally.json.JsonText;
import io.tokentally.json.ResponseMembers;
import io.tokentally.value.CodePoints;
import io.tokentally.value.SortedValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of several records with one id counts, in whatever order they come: docs/semantics.md rule
 * 41. Not thread-safe.
 */
public final class DuplicateOrder {

  private static final Comparator<TracedCall> BY_DATES =
      Comparator.comparing(TracedCall::endedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(TracedCall::startedAt, Comparator.nullsFirst(Comparator.naturalOrder()));

  /** What the records that count say, by call: it may be large, and compared with many. */
  private final Map<Integer, Contents> known = new HashMap<>();

  /** What is compared where the dates are equal. */
  private record Contents(BigDecimal counts, String text) implements Comparable<Contents> {

    private static final Comparator<Contents> ORDER =
        Comparator.comparing(Contents::counts).thenComparing(Contents::text, CodePoints::compare);

    static Contents of(TracedCall call) {
      return new Contents(RecordedCounts.sum(call.usage()), DuplicateOrder.text(call));
    }

    @Override
    public int compareTo(Contents other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * {@return above 0 if a record is to count instead of the one that does so far, 0 if both say the
   * same}
   *
   * @param call the number of their call; the answer is taken to be followed
   */
  int compare(TracedCall record, TracedCall counting, int call) {
    int byDates = BY_DATES.compare(record, counting);
    if (byDates != 0) {
      if (byDates > 0) {
        known.remove(call);
      }
      return byDates;
    }
    Contents contents = Contents.of(record);
    int order = contents.compareTo(known.computeIfAbsent(call, unused -> Contents.of(counting)));
    if (order > 0) {
      known.put(call, contents);
    }
    return order;
  }

  public static boolean isGreater(TracedCall record, TracedCall known) {
    return new DuplicateOrder().compare(record, known, 0) > 0;
  }

  /** {@return the JSON of what else a rollup reads, keys sorted and numbers plain} */
  private static String text(TracedCall call) {
    if (call.usage() == null) {
      return text(Arrays.asList(call.parentId()));
    }
    Object usage = new SortedValue().of(call.usage());
    Object response = new SortedValue().of(ResponseMembers.of(call.response()));
    return text(Arrays.asList(call.parentId(), usage, call.operation(), response, call.failed()));
  }

  /** {@return the JSON of a call's usage, in the same form} */
  static String usageText(TracedCall call) {
    return text(Arrays.asList(new SortedValue().of(call.usage())));
  }

  private static String text(List<@Nullable Object> values) {
    String plain = CompactText.of(values);
    // Numbers too long to write out keep their exponents.
    return plain == null ? JsonText.of(values) : plain;
  }
}
