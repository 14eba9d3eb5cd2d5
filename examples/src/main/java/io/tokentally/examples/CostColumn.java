package io.tokentally.examples;

import io.tokentally.examples.UsageRows.Row;
import java.math.BigDecimal;
import java.util.List;

/** The costs of a table, rounded, one decimal point below the other. */
final class CostColumn {

  private int decimals;
  private int unitWidth;
  private boolean rounded;

  CostColumn(List<Row> rows) {
    for (Row row : rows) {
      if (row.cost() != null) {
        String amount = Money.text(Money.rounded(row.cost()));
        decimals = Math.max(decimals, decimals(amount));
        unitWidth = Math.max(unitWidth, row.unit().length());
        rounded |= Money.rounded(row.cost()).compareTo(row.cost()) != 0;
      }
    }
  }

  /** {@return whether some cost is shown rounded} */
  boolean isRounded() {
    return rounded;
  }

  String cell(Row row) {
    BigDecimal cost = row.cost();
    if (cost == null) {
      return row.unit();
    }
    String amount = Money.text(Money.rounded(cost));
    int missing = decimals - decimals(amount);
    String unit = row.unit() + " ".repeat(unitWidth - row.unit().length());
    return amount + " ".repeat(missing) + " " + unit;
  }

  /** {@return how many characters stand from the decimal point on} */
  private static int decimals(String amount) {
    int point = amount.indexOf('.');
    return point < 0 ? 0 : amount.length() - point;
  }
}
