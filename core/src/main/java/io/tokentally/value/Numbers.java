package io.tokentally.value;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of any size as one kind: compared by value, never through binary floating point.
 * docs/semantics.md section 2, rules 15, 19 and 20.
 */
public final class Numbers {

  /** How many digits before or after the point a number is ever written out with. */
  public static final int MAX_PLAIN_DIGITS = 1_000;

  /** How many characters the text of a number may have. */
  public static final int MAX_TEXT_LENGTH = 10_000;

  /** So many decimal digits always make a long. */
  public static final int LONG_DIGITS = 18;

  private Numbers() {}

  /** {@return the number in the smallest of our forms: long where it fits} */
  public static Number compact(BigInteger value) {
    return value.bitLength() < Long.SIZE ? value.longValue() : (Number) value;
  }

  /** {@return the decimal, or null if its exponent is out of range} */
  public static @Nullable BigDecimal parseDecimal(String text) {
    BigDecimal small = parseSmall(text);
    if (small != null) {
      return small;
    }
    try {
      BigDecimal decimal = new BigDecimal(text);
      // BigDecimal compares and scales in ints; a scale at the edge would overflow there.
      long magnitude = (long) decimal.precision() - decimal.scale();
      return Math.abs(magnitude) < Integer.MAX_VALUE ? decimal : null;
    } catch (NumberFormatException | ArithmeticException e) {
      return null;
    }
  }

  /** {@return the same decimal, made with less work, where it has few digits; else null} */
  private static @Nullable BigDecimal parseSmall(String text) {
    boolean negative = text.startsWith("-");
    int start = negative || text.startsWith("+") ? 1 : 0;
    int point = -1;
    long digits = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && point < 0) {
        point = i;
      } else if (c >= '0' && c <= '9' && i - start < LONG_DIGITS) {
        digits = digits * 10 + (c - '0');
      } else {
        return null;
      }
    }
    boolean none = text.length() - start == (point < 0 ? 0 : 1);
    int scale = point < 0 ? 0 : text.length() - point - 1;
    return none ? null : BigDecimal.valueOf(negative ? -digits : digits, scale);
  }

  /**
   * {@return the number in one of our four forms ({@link Long}, {@link BigInteger}, {@link
   * BigDecimal}), or null if it is not a number (NaN, infinite)}
   */
  public static @Nullable Number exact(Number number) {
    if (number instanceof Long || number instanceof BigDecimal) {
      return number;
    }
    if (number instanceof BigInteger integer) {
      return compact(integer);
    }
    if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
      return number.longValue();
    }
    // Doubles and floats by the shortest decimal that reads back; other kinds by their text.
    return parseDecimal(number.toString());
  }

  /** {@return the order of two exact numbers} */
  public static int compare(Number a, Number b) {
    if (a instanceof Long x && b instanceof Long y) {
      return Long.compare(x, y);
    }
    return decimal(a).compareTo(decimal(b));
  }

  /** {@return the exact number as a decimal} */
  public static BigDecimal decimal(Number exact) {
    if (exact instanceof BigDecimal decimal) {
      return decimal;
    }
    return exact instanceof BigInteger integer
        ? new BigDecimal(integer)
        : BigDecimal.valueOf(exact.longValue());
  }

  /** {@return whether the exact number is zero} */
  public static boolean isZero(Number exact) {
    return exact instanceof Long value ? value == 0 : decimal(exact).signum() == 0;
  }

  /**
   * {@return the exact number cut toward zero, or null if it has more than {@value
   * #MAX_PLAIN_DIGITS} digits before or after the point}
   */
  public static @Nullable Number truncate(Number exact) {
    if (exact instanceof Long) {
      return exact;
    }
    // A zero can have any scale, which would be written out.
    return isPlain(exact) ? compact(plain(decimal(exact)).toBigInteger()) : null;
  }

  /**
   * {@return the shortest decimal form without exponent, or null if it has more than {@value
   * #MAX_PLAIN_DIGITS} digits before or after the point}
   */
  public static @Nullable String plainText(Number exact) {
    if (exact instanceof Long) {
      return exact.toString();
    }
    return isPlain(exact) ? plain(decimal(exact)).toPlainString() : null;
  }

  /**
   * {@return the decimal in JSON, in at most {@value #MAX_TEXT_LENGTH} characters if it was read
   * from so many} It keeps its scale.
   */
  public static String text(BigDecimal decimal) {
    String text = decimal.toString();
    if (text.length() <= MAX_TEXT_LENGTH) {
      return text;
    }
    String digits = decimal.unscaledValue().toString();
    String whole = digits + "E" + -(long) decimal.scale();
    if (whole.length() <= MAX_TEXT_LENGTH) {
      return whole;
    }
    int first = decimal.signum() < 0 ? 2 : 1;
    long exponent = digits.length() - first - (long) decimal.scale();
    return digits.substring(0, first) + "." + digits.substring(first) + "E" + exponent;
  }

  /**
   * {@return an equal decimal without trailing zeros and, unless it is absurdly large, without a
   * negative scale}
   */
  public static BigDecimal plain(BigDecimal decimal) {
    if (decimal.scale() == 0) {
      return decimal;
    }
    BigDecimal stripped = stripped(decimal);
    boolean writable = stripped.scale() < 0 && stripped.scale() >= -MAX_TEXT_LENGTH;
    return writable ? stripped.setScale(0) : stripped;
  }

  /**
   * {@return the same of a number that is divided by ten to the power of a scale}
   *
   * @param scale not negative
   */
  public static BigDecimal plain(long digits, int scale) {
    if (digits == 0) {
      return BigDecimal.ZERO;
    }
    long rest = digits;
    int left = scale;
    while (left >= 4 && rest % 10_000 == 0) {
      rest /= 10_000;
      left -= 4;
    }
    while (left > 0 && rest % 10 == 0) {
      rest /= 10;
      left--;
    }
    return BigDecimal.valueOf(rest, left);
  }

  /**
   * {@return what {@link BigDecimal#stripTrailingZeros} gives} That divides by ten once for every
   * zero, of which a hostile number has thousands.
   */
  public static BigDecimal stripped(BigDecimal decimal) {
    BigInteger digits = decimal.unscaledValue();
    int most = digits.getLowestSetBit(); // a zero at the end is a factor of ten, and so of two
    if (most < LONG_DIGITS) {
      return decimal.stripTrailingZeros();
    }
    int scale = decimal.scale();
    for (int zeros = Integer.highestOneBit(most); zeros > 0; zeros /= 2) {
      BigInteger[] parts = digits.divideAndRemainder(BigInteger.TEN.pow(zeros));
      if (parts[1].signum() == 0) {
        digits = parts[0];
        scale -= zeros;
      }
    }
    return new BigDecimal(digits, scale);
  }

  /** {@return as {@link #plain}; null for null} */
  public static @Nullable BigDecimal plainOrNull(@Nullable BigDecimal decimal) {
    return decimal == null ? null : plain(decimal);
  }

  /** {@return whether {@link #plain} gives the decimal back as it is; true for null} */
  public static boolean hasPlainScale(@Nullable BigDecimal decimal) {
    return decimal == null || plain(decimal).scale() == decimal.scale();
  }

  /**
   * {@return whether the exact number can be written out within {@value #MAX_PLAIN_DIGITS} digits}
   */
  public static boolean isPlain(Number exact) {
    if (exact instanceof Long) {
      return true;
    }
    BigDecimal decimal = decimal(exact);
    if (decimal.signum() == 0) {
      return true;
    }
    long before = (long) decimal.precision() - decimal.scale();
    if (before > MAX_PLAIN_DIGITS) {
      return false;
    }
    return decimal.scale() <= MAX_PLAIN_DIGITS || stripped(decimal).scale() <= MAX_PLAIN_DIGITS;
  }
}
