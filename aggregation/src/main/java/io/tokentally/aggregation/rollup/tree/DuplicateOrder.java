package io.tokentally.aggregation.rollup.tree;

import io.tokentally.TracedCall;
import io.tokentally.dsl.eval.CompactText;
import io.tokentally.json.JsonText;
import io.tokentally.value.Texts;
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

  /** The strings of records that count, by call: one may be large, and compared with many. */
  private final Map<Integer, String> texts = new HashMap<>();

  /**
   * {@return above 0 if a record is to count instead of the one that does so far, 0 if both say the
   * same}
   *
   * @param call the number of their call; the answer is taken to be followed
   */
  int compare(TracedCall record, TracedCall known, int call) {
    int byDates = BY_DATES.compare(record, known);
    if (byDates != 0) {
      if (byDates > 0) {
        texts.remove(call);
      }
      return byDates;
    }
    String text = text(record);
    int byText = Texts.compare(text, texts.computeIfAbsent(call, unused -> text(known)));
    if (byText > 0) {
      texts.put(call, text);
    }
    return byText;
  }

  public static boolean isGreater(TracedCall record, TracedCall known) {
    return new DuplicateOrder().compare(record, known, 0) > 0;
  }

  /** {@return the JSON of what else a rollup reads, keys sorted and numbers plain} */
  private static String text(TracedCall call) {
    Object usage = new SortedValue().of(call.usage());
    List<@Nullable Object> rest = Arrays.asList(call.parentId(), usage);
    String plain = CompactText.of(rest);
    // Numbers too long to write out keep their exponents.
    return plain == null ? JsonText.of(rest) : plain;
  }
}
