package io.tokentally.report.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Amounts as a table shows them: with at most six significant decimals, which are counted from the
 * first that is not zero where the amount is below one.
 */
public final class Money {

  private static final int MOST_DECIMALS = 6;

  private Money() {}

  /** {@return the amount, rounded} */
  public static BigDecimal rounded(BigDecimal amount) {
    int zerosAfterPoint = amount.signum() == 0 ? 0 : amount.scale() - amount.precision();
    int decimals = MOST_DECIMALS + Math.max(0, zerosAfterPoint);
    return amount.scale() <= decimals ? amount : amount.setScale(decimals, RoundingMode.HALF_UP);
  }

  /**
   * {@return the amount as one reads it at a glance: two decimals, or where it is below one the
   * first three digits}
   */
  public static String brief(BigDecimal amount) {
    if (amount.abs().compareTo(BigDecimal.ONE) < 0) {
      return text(amount.round(new MathContext(3, RoundingMode.HALF_UP)));
    }
    String plain = text(amount.setScale(2, RoundingMode.HALF_UP));
    int decimals = plain.indexOf('.') < 0 ? 0 : plain.length() - plain.indexOf('.') - 1;
    return decimals == 1 ? plain + "0" : plain;
  }

  /** {@return the amount in plain form, thousands apart, without zeros at its end} */
  public static String text(BigDecimal amount) {
    String plain = amount.signum() == 0 ? "0" : amount.stripTrailingZeros().toPlainString();
    int point = plain.indexOf('.');
    int first = plain.startsWith("-") ? 1 : 0;
    StringBuilder text = new StringBuilder(plain);
    for (int i = (point < 0 ? plain.length() : point) - 3; i > first; i -= 3) {
      text.insert(i, ',');
    }
    return text.toString();
  }
}
