package io.tokentally.report.table;

import io.tokentally.report.text.Money;
import java.math.BigDecimal;

/** Amounts below each other, one decimal point below the other. Not thread-safe. */
final class AmountColumn {

  private int decimals;
  private int unitWidth;

  /** Makes room for an amount. */
  void add(BigDecimal amount, String unit) {
    decimals = Math.max(decimals, decimals(Money.text(amount)));
    unitWidth = Math.max(unitWidth, unit.length());
  }

  /** {@return an amount for which there is room, as text that ends where the others end} */
  String cell(BigDecimal amount, String unit) {
    String text = Money.text(amount);
    String zeros = " ".repeat(decimals - decimals(text));
    return text + zeros + " " + unit + " ".repeat(unitWidth - unit.length());
  }

  /** {@return how many characters stand from the decimal point on} */
  private static int decimals(String amount) {
    int point = amount.indexOf('.');
    return point < 0 ? 0 : amount.length() - point;
  }
}
