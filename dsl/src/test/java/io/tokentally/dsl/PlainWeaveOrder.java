package io.tokentally.dsl;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;

/** How two values of the WEAVE dialect compare, plainly: docs/weave.md section 6. */
final class PlainWeaveOrder {

  private PlainWeaveOrder() {}

  /** {@return true, false or, for unknown, null} */
  static Boolean compare(String operator, Object left, Object right) {
    if (left == null || right == null) {
      return null;
    }
    Object a = asNumber(left);
    Object b = asNumber(right);
    if (a instanceof Number x && b instanceof Number y) {
      boolean nan = x.equals(Double.NaN) || y.equals(Double.NaN);
      return !nan && holds(operator, compareNumbers(x, y));
    }
    if (a instanceof Number || b instanceof Number) {
      return null;
    }
    if (a instanceof String x && b instanceof String y) {
      int order = Arrays.compare(x.codePoints().toArray(), y.codePoints().toArray());
      return holds(operator, order);
    }
    if (a instanceof Instant x && b instanceof Instant y) {
      return holds(operator, x.compareTo(y));
    }
    return operator.equals("$eq") ? Boolean.FALSE : null;
  }

  private static Object asNumber(Object value) {
    return value instanceof Boolean bool ? (bool ? BigInteger.ONE : BigInteger.ZERO) : value;
  }

  private static int compareNumbers(Number a, Number b) {
    boolean infinite = Double.isInfinite(finite(a)) || Double.isInfinite(finite(b));
    return infinite ? Double.compare(finite(a), finite(b)) : exact(a).compareTo(exact(b));
  }

  /** {@return a double as it is; any integer as 0, which lies between the infinities} */
  private static double finite(Number number) {
    return number instanceof Double value ? value : 0;
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Double value
        ? new BigDecimal(value)
        : new BigDecimal((BigInteger) number);
  }

  private static boolean holds(String operator, int order) {
    return switch (operator) {
      case "$eq" -> order == 0;
      case "$gt" -> order > 0;
      case "$gte" -> order >= 0;
      case "$lt" -> order < 0;
      default -> order <= 0;
    };
  }
}
