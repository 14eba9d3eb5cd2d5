package io.tokentally.dsl.weave;

import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.dsl.eval.Order;
import io.tokentally.value.CodePoints;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of the dialect and how two of them compare: docs/weave.md sections 6 and 8. Null is
 * unknown; integers are {@link Long} or {@link java.math.BigInteger}, all other numbers {@link
 * Double}.
 */
final class WeaveValues {

  private WeaveValues() {}

  /**
   * {@return a plain value as the server holds it: decimals are doubles, timestamps have
   * microseconds}
   */
  static @Nullable Object of(@Nullable Object plain) {
    if (plain instanceof BigDecimal decimal) {
      return decimal.doubleValue();
    }
    return plain instanceof Instant moment ? moment.truncatedTo(ChronoUnit.MICROS) : plain;
  }

  /** {@return the elements of a list, the bytes of a string in UTF-8; null for any other value} */
  static @Nullable Long size(@Nullable Object value) {
    if (value instanceof List<?> list) {
      return (long) list.size();
    }
    return value instanceof String text
        ? text.codePoints().mapToLong(WeaveValues::bytes).sum()
        : null;
  }

  private static long bytes(int codePoint) {
    if (codePoint < 0x80) {
      return 1;
    }
    return codePoint < 0x800 ? 2 : Character.charCount(codePoint) + 2L;
  }

  /** {@return whether a condition with this value holds} */
  static boolean truthy(@Nullable Object value) {
    if (value instanceof Boolean bool) {
      return bool;
    }
    if (value instanceof Double number) {
      return number != 0; // nan, too
    }
    if (value instanceof Number number) {
      return !Numbers.isZero(number);
    }
    if (value instanceof String text) {
      return !text.isEmpty();
    }
    return value instanceof List<?> list ? !list.isEmpty() : value != null;
  }

  /**
   * {@return whether the left stands to the right as the operator says; null if that is unknown}
   */
  static @Nullable Boolean compare(
      Operator operator, @Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return null;
    }
    Object a = left instanceof Boolean bool ? (Object) (bool ? 1L : 0L) : left;
    Object b = right instanceof Boolean bool ? (Object) (bool ? 1L : 0L) : right;
    if (a instanceof Number x && b instanceof Number y) {
      return !isNan(x) && !isNan(y) && Order.holds(operator, compareNumbers(x, y));
    }
    if (a instanceof Number || b instanceof Number) {
      return null;
    }
    if (a instanceof String x && b instanceof String y) {
      return Order.holds(operator, CodePoints.compare(x, y));
    }
    if (a instanceof Instant x && b instanceof Instant y) {
      return Order.holds(operator, x.compareTo(y));
    }
    // A date with text, a list with anything: unequal, and without an order.
    return operator == Operator.EQ ? false : null;
  }

  private static boolean isNan(Number number) {
    return number instanceof Double value && value.isNaN();
  }

  private static int compareNumbers(Number a, Number b) {
    if (isInfinite(a) || isInfinite(b)) {
      return Double.compare(a.doubleValue(), b.doubleValue());
    }
    return Numbers.compare(exact(a), exact(b));
  }

  private static boolean isInfinite(Number number) {
    return number instanceof Double value && value.isInfinite();
  }

  /** {@return the exact value of the double, not the shortest decimal that reads back} */
  private static Number exact(Number number) {
    return number instanceof Double value ? new BigDecimal(value) : number;
  }
}
