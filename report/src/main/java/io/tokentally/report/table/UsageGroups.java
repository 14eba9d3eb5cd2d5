package io.tokentally.report.table;

import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageTotals;
import io.tokentally.report.Groups;
import io.tokentally.report.Report;
import io.tokentally.report.table.UsageRows.Row;
import io.tokentally.report.text.UsageSum;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a table of usage shows: the root calls, the rest of them in one row, the totals. */
final class UsageGroups {

  private static final int MOST_ROOTS = 50;

  private UsageGroups() {}

  /**
   * {@return the groups, the totals last}
   *
   * @param calls the root calls, of which at least one has usage
   * @param all whether to show every root call
   */
  static List<RowGroup> of(Report report, RootCalls calls, boolean all) {
    UsageReport usage = report.usage();
    List<CallKey> roots = calls.withUsage();
    int shown = all ? roots.size() : Math.min(MOST_ROOTS, roots.size());
    List<RowGroup> groups = new ArrayList<>();
    for (CallKey root : roots.subList(0, shown)) {
      List<Row> rows =
          UsageRows.byModel(usage.usage(root), usage.pricedPart(root), usage.unitByModel());
      if (usage.usage(root).size() > 1 && roots.size() > 1) {
        rows.addAll(UsageRows.of("subtotal", UsageSum.ofCall(usage, root)));
      }
      groups.add(new RowGroup(calls.titles().of(root), report.source().name(root.id()), rows));
    }
    if (shown < roots.size()) {
      groups.add(rest(calls.sums().subList(shown, roots.size())));
    }
    groups.add(totals(usage, roots.size() > 1, "all roots"));
    return groups;
  }

  /** {@return groups of totals, what is not shown of them, and the totals of all} */
  static List<RowGroup> of(Report report, Groups by) {
    UsageReport usage = report.usage();
    List<RowGroup> groups = new ArrayList<>();
    int shownGaps = 0;
    Map<Integer, Groups.Gap> gaps =
        by.gaps().stream().collect(Collectors.toMap(Groups.Gap::before, Function.identity()));
    for (Groups.Group group : by.groups()) {
      Groups.Gap gap = gaps.get(groups.size() - shownGaps);
      if (gap != null) {
        shownGaps++;
        String until = "no usage for " + Words.count(gap.count(), by.names().get(0));
        groups.add(new RowGroup(gap.first(), "", List.of(UsageRows.label(until))));
      }
      List<String> keys = group.keys().stream().map(Words::clean).toList();
      String name = String.join("  ", keys.subList(Math.min(1, keys.size()), keys.size()));
      groups.add(
          new RowGroup(keys.isEmpty() ? "all" : keys.get(0), name, rows(usage, group.totals())));
    }
    UsageTotals rest = by.rest();
    if (rest != null) {
      String title = "and " + Words.number(by.restCount()) + " more";
      UsageSum sum = new UsageSum();
      sum.addAll(rest.usage(), rest.pricedPart(), usage.unitByModel());
      groups.add(new RowGroup(title, "", UsageRows.of("all models", sum)));
    }
    groups.add(totals(usage, by.groups().size() > 1, "all"));
    return groups;
  }

  private static List<Row> rows(UsageReport usage, UsageTotals totals) {
    List<Row> rows = UsageRows.byModel(totals.usage(), totals.pricedPart(), usage.unitByModel());
    if (rows.isEmpty()) {
      rows.add(UsageRows.label("no usage"));
    }
    if (totals.usage().size() > 1) {
      UsageSum sum = new UsageSum();
      sum.addAll(totals.usage(), totals.pricedPart(), usage.unitByModel());
      rows.addAll(UsageRows.of("subtotal", sum));
    }
    return rows;
  }

  private static RowGroup rest(List<UsageSum> roots) {
    UsageSum sum = new UsageSum();
    roots.forEach(sum::add);
    String title = "and " + Words.count(roots.size(), "more root");
    return new RowGroup(title, "(--all shows them)", UsageRows.of("all models", sum));
  }

  private static RowGroup totals(UsageReport usage, boolean byModel, String title) {
    List<Row> rows = new ArrayList<>();
    if (byModel) {
      rows.addAll(
          UsageRows.byModel(usage.totals(), usage.pricedPartOfTotals(), usage.unitByModel()));
    }
    UsageSum sum = new UsageSum();
    sum.addAll(usage.totals(), usage.pricedPartOfTotals(), usage.unitByModel());
    rows.addAll(UsageRows.of("total", sum));
    return new RowGroup(title, "", rows);
  }
}
