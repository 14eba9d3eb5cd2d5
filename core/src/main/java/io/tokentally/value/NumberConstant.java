package io.tokentally.value;

/**
 * A number that others are compared with, exactly as {@link Numbers#compare} does, but mostly
 * without making a decimal of the other. Immutable and thread-safe.
 *
 * <p>Rounding to the nearest double keeps the order. So where the nearest doubles of two numbers
 * differ, their order is that of the numbers; only where they are the same must more be known.
 */
public final class NumberConstant {

  private final Number exact;
  private final double nearest;

  /** The order of the decimal that the nearest double stands for, beside this number. */
  private final int nearestOrder;

  private NumberConstant(Number exact) {
    this.exact = exact;
    this.nearest = exact.doubleValue();
    Number decimal = Numbers.exact(nearest); // none if the number is greater than all doubles
    this.nearestOrder = decimal == null ? 0 : Numbers.compare(decimal, exact);
  }

  /**
   * {@return the number, prepared}
   *
   * @param exact in one of the forms that {@link Numbers#exact} gives
   */
  public static NumberConstant of(Number exact) {
    return new NumberConstant(exact);
  }

  /** {@return the order of an exact number beside this one} */
  public int compareFrom(Number other) {
    return other instanceof Long value
        ? compareFrom(value.longValue())
        : Numbers.compare(other, exact);
  }

  /** {@return the order of a whole number beside this one} */
  public int compareFrom(long other) {
    if (exact instanceof Long mine) {
      return Long.compare(other, mine);
    }
    if (other != nearest) {
      return other < nearest ? -1 : 1;
    }
    return Numbers.compare(other, exact);
  }

  /**
   * {@return the order of the shortest decimal that reads back as a double, beside this number}
   *
   * @param other finite
   */
  public int compareFrom(double other) {
    if (other != nearest) {
      return other < nearest ? -1 : 1;
    }
    return nearestOrder;
  }
}
