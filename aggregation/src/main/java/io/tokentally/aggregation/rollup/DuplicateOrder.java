package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.dsl.eval.CompactText;
import io.tokentally.json.JsonText;
import io.tokentally.value.Numbers;
import io.tokentally.value.Texts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which of several records with one id counts, in whatever order they come: SEMANTICS.md section
 * 10, rule 41.
 */
final class DuplicateOrder {

  private static final Comparator<TracedCall> ORDER =
      Comparator.comparing(TracedCall::endedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(TracedCall::startedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(DuplicateOrder::text, Texts::compare);

  private DuplicateOrder() {}

  static <T extends TracedCall> T greater(T a, T b) {
    return isGreater(b, a) ? b : a;
  }

  static boolean isGreater(TracedCall a, TracedCall b) {
    return ORDER.compare(a, b) > 0;
  }

  /** {@return the JSON of what else a rollup reads, keys sorted and numbers plain} */
  private static String text(TracedCall call) {
    List<@Nullable Object> rest = Arrays.asList(call.parentId(), sorted(call.usage()));
    String plain = CompactText.of(rest);
    // Numbers too long to write out keep their exponents.
    return plain == null ? JsonText.of(rest) : plain;
  }

  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> members = new TreeMap<>(Texts::compare);
      map.forEach((key, member) -> members.put(String.valueOf(key), sorted(member)));
      return members;
    }
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(sorted(element)));
      return elements;
    }
    if (value instanceof Number number) {
      Number exact = Numbers.exact(number);
      return exact == null ? null : Numbers.plain(Numbers.decimal(exact));
    }
    return value == null || value instanceof Boolean ? value : value.toString();
  }
}
