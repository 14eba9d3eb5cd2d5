package io.tokentally.report.table;

import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.Failures;
import io.tokentally.report.table.UsageRows.Row;
import io.tokentally.report.text.UsageSum;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.List;

/** What failed calls used and cost, and those of them that were made again, by model. */
final class FailedTable {

  private FailedTable() {}

  /** {@return the lines, the first of them empty} */
  static List<String> lines(UsageReport report, Failures failures, int width) {
    if (failures.failed().isEmpty()) {
      return List.of("", "No call that failed has usage that counts.");
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("Usage of calls that failed, which was charged and is part of the totals:");
    List<RowGroup> groups = new ArrayList<>();
    groups.add(group("failed", report, failures.failed()));
    if (!failures.retried().isEmpty()) {
      groups.add(group("retried", report, failures.retried()));
    }
    lines.addAll(new UsageTable("calls", groups, width).lines());
    lines.add(
        failures.retried().isEmpty()
            ? "No later call of the same parent with the same inputs shows that one was retried."
            : "Retried: a later call of the same parent with the same inputs succeeded.");
    return lines;
  }

  private static RowGroup group(String title, UsageReport report, List<CallKey> calls) {
    var usage = report.shareOfTotals(calls);
    var priced = report.pricedShareOfTotals(calls);
    List<Row> rows = UsageRows.byModel(usage, priced, report.unitByModel());
    if (usage.size() > 1) {
      UsageSum sum = new UsageSum();
      sum.addAll(usage, priced, report.unitByModel());
      rows.addAll(UsageRows.of("subtotal", sum));
    }
    return new RowGroup(title, Words.count(calls.size(), "call"), rows);
  }
}
