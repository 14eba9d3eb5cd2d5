package io.tokentally.aggregation.rollup.tree;

import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The sum of all counts in some usage, in whatever form it was recorded: streamed counts only grow,
 * so the greater sum is the later one. docs/semantics.md rule 54.
 */
final class RecordedCounts {

  /** Deeper than any usage; a caller's own maps may even hold themselves. */
  private static final int MOST_LEVELS = 8;

  private static final int MOST_DIGITS = 40;

  private RecordedCounts() {}

  static BigDecimal sum(@Nullable Object usage) {
    return sum(usage, MOST_LEVELS);
  }

  private static BigDecimal sum(@Nullable Object value, int levels) {
    BigDecimal sum = BigDecimal.ZERO;
    if (value instanceof Number number) {
      Number exact = Numbers.exact(number);
      return exact == null ? BigDecimal.ZERO : count(Numbers.decimal(exact));
    }
    if (value instanceof String text) {
      return isInteger(text) ? count(new BigDecimal(text)) : BigDecimal.ZERO;
    }
    if (value instanceof RecordedUsage recorded) {
      for (long count :
          new long[] {
            recorded.requests(),
            recorded.promptTokens(),
            recorded.completionTokens(),
            recorded.totalTokens(),
            recorded.cacheReadInputTokens(),
            recorded.cacheCreationInputTokens()
          }) {
        sum = sum.add(BigDecimal.valueOf(count));
      }
      return sum;
    }
    if (levels > 0 && value instanceof Map<?, ?> members) {
      for (Object member : members.values()) {
        sum = sum.add(sum(member, levels - 1));
      }
    } else if (levels > 0 && value instanceof List<?> elements) {
      for (Object element : elements) {
        sum = sum.add(sum(element, levels - 1));
      }
    }
    return sum;
  }

  /** {@return the number, unless it is no count of anything, and too long to be added to others} */
  private static BigDecimal count(BigDecimal number) {
    return number.signum() > 0
            && (long) number.precision() - number.scale() < MOST_DIGITS
            && number.scale() < MOST_DIGITS
        ? number
        : BigDecimal.ZERO;
  }

  private static boolean isInteger(String text) {
    return !text.isEmpty()
        && text.length() < MOST_DIGITS
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
