package io.tokentally.aggregation.laws;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.CostExplanation;
import io.tokentally.aggregation.UsageReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** All that a report says, to compare one report with another. */
final class Everything {

  private Everything() {}

  static List<Object> of(UsageReport report, List<? extends TracedCall> calls) {
    List<Object> everything = new ArrayList<>();
    everything.add(report.callIds());
    everything.add(report.rootIds());
    everything.add(report.usageByCall());
    everything.add(List.copyOf(report.usageByCall().keySet()));
    Set<String> ids = new TreeSet<>();
    calls.forEach(call -> ids.add(call.id()));
    for (String id : ids) {
      everything.add(report.pricedPart(id));
      everything.add(report.ownUsage(id));
      everything.add(explanations(report, id));
    }
    everything.add(report.totals());
    everything.add(report.pricedPartOfTotals());
    everything.add(report.pricedCostByUnit());
    everything.add(report.unitByModel());
    everything.add(report.unpricedModels());
    everything.add(report.unpricedKinds());
    everything.add(report.pricedModels());
    everything.add(report.anomalies());
    everything.add(report.scopeDecisions());
    everything.add(report.roots());
    everything.add(report.failedCalls());
    everything.add(report.shareOfTotals(report.failedCalls()));
    everything.add(report.pricedShareOfTotals(report.failedCalls()));
    everything.add(report.notes());
    everything.add(report.unrecognised());
    everything.add(report.leftOut());
    everything.add(report.unfinishedCallIds());
    return everything;
  }

  private static List<CostExplanation> explanations(UsageReport report, String id) {
    Map<String, LLMAggregatedUsage> usage = report.usage(id);
    return usage.keySet().stream().map(model -> report.explain(id, model)).toList();
  }
}
