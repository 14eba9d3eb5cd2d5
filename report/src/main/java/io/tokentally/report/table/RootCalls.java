package io.tokentally.report.table;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.text.CallTitles;
import io.tokentally.report.text.UsageSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The root calls of a report.
 *
 * @param withUsage those that have usage, the most expensive first
 * @param sums the usage of each of them
 * @param withoutUsage those that have none, in the order of the report
 * @param titles what they are called
 */
record RootCalls(
    List<CallKey> withUsage, List<UsageSum> sums, List<CallKey> withoutUsage, CallTitles titles) {

  static RootCalls of(UsageReport report) {
    List<Map.Entry<CallKey, UsageSum>> sums = new ArrayList<>();
    List<CallKey> without = new ArrayList<>();
    List<CallKey> roots = report.roots();
    for (CallKey root : roots) {
      Map<String, LLMAggregatedUsage> usage = report.usage(root);
      if (usage.isEmpty()) {
        without.add(root);
      } else {
        UsageSum sum = new UsageSum();
        sum.addAll(usage, report.pricedPart(root), report.unitByModel());
        sums.add(Map.entry(root, sum));
      }
    }
    List<String> units = List.copyOf(new TreeSet<>(report.unitByModel().values()));
    sums.sort(Map.Entry.comparingByValue(UsageSum.mostExpensiveFirst(units)));
    return new RootCalls(
        sums.stream().map(Map.Entry::getKey).toList(),
        sums.stream().map(Map.Entry::getValue).toList(),
        without,
        new CallTitles(roots));
  }
}
