package io.tokentally.report.table;

import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.Report;
import io.tokentally.report.table.UsageRows.Row;
import io.tokentally.report.text.UsageSum;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.List;

/** What a table of usage shows: the root calls, the rest of them in one row, the totals. */
final class UsageGroups {

  private static final int MOST_ROOTS = 50;

  private UsageGroups() {}

  /**
   * {@return the groups, the totals last}
   *
   * @param roots the root calls that have usage, at least one
   * @param all whether to show every root call
   */
  static List<RowGroup> of(Report report, List<String> roots, boolean all) {
    UsageReport usage = report.usage();
    int shown = all ? roots.size() : Math.min(MOST_ROOTS, roots.size());
    List<RowGroup> groups = new ArrayList<>();
    for (String id : roots.subList(0, shown)) {
      List<Row> rows =
          UsageRows.byModel(usage.usage(id), usage.pricedPart(id), usage.unitByModel());
      if (usage.usage(id).size() > 1 && roots.size() > 1) {
        rows.addAll(UsageRows.of("subtotal", UsageSum.ofCall(usage, id)));
      }
      groups.add(new RowGroup(Words.clean(id), report.source().name(id), rows));
    }
    if (shown < roots.size()) {
      groups.add(rest(usage, roots.subList(shown, roots.size())));
    }
    groups.add(totals(usage, roots.size() > 1));
    return groups;
  }

  private static RowGroup rest(UsageReport usage, List<String> roots) {
    UsageSum sum = new UsageSum();
    for (String id : roots) {
      sum.addAll(usage.usage(id), usage.pricedPart(id), usage.unitByModel());
    }
    String title = "and " + Words.count(roots.size(), "more root");
    return new RowGroup(title, "(--all shows them)", UsageRows.of("all models", sum));
  }

  private static RowGroup totals(UsageReport usage, boolean byModel) {
    List<Row> rows = new ArrayList<>();
    if (byModel) {
      rows.addAll(
          UsageRows.byModel(usage.totals(), usage.pricedPartOfTotals(), usage.unitByModel()));
    }
    UsageSum sum = new UsageSum();
    sum.addAll(usage.totals(), usage.pricedPartOfTotals(), usage.unitByModel());
    rows.addAll(UsageRows.of("total", sum));
    return new RowGroup("all roots", "", rows);
  }
}
