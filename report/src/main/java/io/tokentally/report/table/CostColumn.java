package io.tokentally.report.table;

import io.tokentally.report.table.UsageRows.Row;
import io.tokentally.report.text.Money;
import java.math.BigDecimal;
import java.util.List;

/** The costs of a table, rounded. */
final class CostColumn {

  private final AmountColumn amounts = new AmountColumn();
  private boolean rounded;

  CostColumn(List<Row> rows) {
    for (Row row : rows) {
      if (row.cost() != null) {
        BigDecimal shown = Money.rounded(row.cost());
        amounts.add(shown, row.unit());
        rounded |= shown.compareTo(row.cost()) != 0;
      }
    }
  }

  /** {@return whether some cost is shown rounded} */
  boolean isRounded() {
    return rounded;
  }

  String cell(Row row) {
    return row.cost() == null ? row.unit() : amounts.cell(Money.rounded(row.cost()), row.unit());
  }
}
