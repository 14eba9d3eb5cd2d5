package io.tokentally.dsl.eval;

import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.value.CodePoints;
import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code $gt $gte $lt $lte}, and the order that rows are sorted by: docs/semantics.md section 4,
 * rules 16, 17, 24 and 48.
 */
public final class Order {

  /** Two values that have no order between them. */
  static final int NONE = Integer.MIN_VALUE;

  private Order() {}

  /** {@return whether the left stands to the right as the operator says; false without an order} */
  static boolean holds(Operator operator, @Nullable Object left, @Nullable Object right) {
    return holds(operator, compare(left, right));
  }

  /** {@return whether an order of two values is the one that the operator asks for} */
  public static boolean holds(Operator operator, int order) {
    if (order == NONE) {
      return false;
    }
    return switch (operator) {
      case EQ -> order == 0;
      case GT -> order > 0;
      case GTE -> order >= 0;
      case LT -> order < 0;
      case LTE -> order <= 0;
    };
  }

  /** {@return the order of two plain values: -1, 0, 1, or {@link #NONE}} */
  static int compare(@Nullable Object a, @Nullable Object b) {
    if (a instanceof Number x && b instanceof Number y) {
      return Numbers.compare(x, y);
    }
    if (a instanceof String x && b instanceof String y) {
      return CodePoints.compare(x, y);
    }
    if (a instanceof Boolean x && b instanceof Boolean y) {
      return x.compareTo(y);
    }
    if (a instanceof Instant moment) {
      return compareMoment(moment, b);
    }
    if (b instanceof Instant moment) {
      int order = compareMoment(moment, a);
      return order == NONE ? NONE : -order;
    }
    return NONE;
  }

  private static int compareMoment(Instant moment, @Nullable Object other) {
    if (other instanceof Number seconds) {
      BigDecimal mine = Timestamps.epochSeconds(moment);
      return Numbers.compare(mine, seconds);
    }
    Object instant = other instanceof String text ? Timestamps.parse(text) : other;
    return instant instanceof Instant theirs ? Integer.signum(moment.compareTo(theirs)) : NONE;
  }

  /**
   * {@return the ascending order of two values of rows, nulls apart: by kind, then by value; lists
   * and objects are equal among themselves}
   */
  public static int compareForSorting(Object a, Object b) {
    int kinds = Integer.compare(kind(a), kind(b));
    if (kinds != 0) {
      return kinds;
    }
    int order = compare(a, b);
    return order == NONE ? 0 : order;
  }

  private static int kind(Object value) {
    if (value instanceof Boolean) {
      return 0;
    }
    if (value instanceof Number) {
      return 1;
    }
    if (value instanceof Instant) {
      return 2;
    }
    if (value instanceof String) {
      return 3;
    }
    return value instanceof Map ? 5 : 4;
  }
}
