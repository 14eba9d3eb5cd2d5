package io.tokentally.report.table;

import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.text.UsageSum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The root calls of a report.
 *
 * @param withUsage those that have usage, the most expensive first
 * @param withoutUsage those that have none, in the order of the report
 */
record RootCalls(List<String> withUsage, List<String> withoutUsage) {

  static RootCalls of(UsageReport report) {
    List<Map.Entry<String, UsageSum>> sums = new ArrayList<>();
    List<String> without = new ArrayList<>();
    for (String id : report.rootIds()) {
      if (report.usage(id).isEmpty()) {
        without.add(id);
      } else {
        sums.add(Map.entry(id, UsageSum.ofCall(report, id)));
      }
    }
    List<String> units = List.copyOf(new TreeSet<>(report.unitByModel().values()));
    sums.sort(Map.Entry.comparingByValue(UsageSum.mostExpensiveFirst(units)));
    return new RootCalls(sums.stream().map(Map.Entry::getKey).toList(), without);
  }
}
