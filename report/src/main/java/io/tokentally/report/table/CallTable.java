package io.tokentally.report.table;

import io.tokentally.aggregation.LineItem;
import io.tokentally.report.ReportSource;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a bill by call: the id of a call stands beside its first line, the name of its
 * operation beside the second.
 *
 * @param items the lines; those of a call stand together
 * @param input knows the names
 */
record CallTable(List<LineItem> items, ReportSource input) {

  private static final int LONGEST_NAME = 36;

  /** {@return the lines of the table, prices by number} */
  List<String> table(PriceNumbers numbers) {
    PricedCells cells = new PricedCells(numbers);
    items.forEach(item -> cells.add(item.price(), item.amount()));
    List<List<String>> rows = new ArrayList<>();
    int ofCall = 0;
    for (int i = 0; i < items.size(); i++) {
      LineItem item = items.get(i);
      ofCall = i > 0 && items.get(i - 1).callId().equals(item.callId()) ? ofCall + 1 : 0;
      List<String> row = new ArrayList<>();
      row.add(beside(item.callId(), ofCall));
      row.add(PricedCells.kind(item.kind()));
      row.add(Words.number(item.count()));
      row.addAll(cells.of(item.price(), item.amount()));
      rows.add(row);
    }
    return PricedCells.columns(new TextTable().left("call").left("kind").right("count"))
        .lines(rows);
  }

  private String beside(String callId, int line) {
    return switch (line) {
      case 0 -> Words.clean(callId);
      case 1 -> "  " + Words.shortened(Words.clean(input.name(callId)), LONGEST_NAME);
      default -> "";
    };
  }
}
