package io.tokentally.aggregation.rollup;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.UsageCost;
import io.tokentally.UsageCount;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UnpricedReason;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.json.JsonText;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report in short: as JSON for programs, and as lines for people. */
final class ReportSummary {

  private final UsageReport report;

  ReportSummary(UsageReport report) {
    this.report = report;
  }

  /** {@return the report as JSON} The names are those of the program's JSON. */
  String json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("complete", report.isComplete());
    json.put("scope", report.usageScope().name().toLowerCase(Locale.ROOT));
    json.put("priced_cost_by_unit", new LinkedHashMap<>(report.pricedCostByUnit()));
    json.put("unit_by_model", new LinkedHashMap<>(report.unitByModel()));
    json.put("totals", usage(report.totals()));
    Map<String, Object> calls = new LinkedHashMap<>();
    report.rootIds().forEach(id -> calls.put(id, usage(report.usage(id))));
    json.put("call_usage", calls);
    json.put("unpriced", report.unpricedModels().stream().map(ReportSummary::unpriced).toList());
    json.put("unpriced_kinds", report.unpricedKinds().stream().map(ReportSummary::kind).toList());
    json.put("anomalies", report.anomalies().stream().map(ReportSummary::anomaly).toList());
    json.put("notes", report.notes().stream().map(ReportSummary::note).toList());
    json.put("unfinished_call_ids", report.unfinishedCallIds());
    return JsonText.of(json);
  }

  private static Map<String, Object> usage(Map<String, LLMAggregatedUsage> byModel) {
    Map<String, Object> json = new LinkedHashMap<>();
    byModel.forEach((model, usage) -> json.put(model, usage(usage)));
    return json;
  }

  private static Map<String, @Nullable Object> usage(LLMAggregatedUsage usage) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    for (UsageCount count : UsageCount.values()) {
      json.put(count.wireName(), count.of(usage));
    }
    for (UsageCost cost : UsageCost.values()) {
      json.put(cost.wireName(), cost.of(usage));
    }
    json.put("kinds", kinds(usage));
    json.put("other_costs", new LinkedHashMap<>(usage.otherCosts()));
    json.put("total_cost", usage.totalCost());
    return json;
  }

  private static Map<String, Object> kinds(LLMAggregatedUsage usage) {
    Map<String, Object> kinds = new LinkedHashMap<>();
    usage
        .kinds()
        .forEach(
            (kind, each) -> {
              Map<String, @Nullable Object> json = new LinkedHashMap<>();
              json.put("count", each.count());
              json.put("cost", each.cost());
              kinds.put(kind, json);
            });
    return kinds;
  }

  private static Map<String, @Nullable Object> unpriced(UnpricedModel model) {
    List<Object> reasons = new ArrayList<>();
    for (UnpricedReason reason : model.reasons()) {
      Map<String, @Nullable Object> why = new LinkedHashMap<>();
      why.put("kind", reason.kind().name());
      why.put("nearest", reason.nearest());
      why.put("detail", reason.detail());
      reasons.add(why);
    }
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("model", model.model());
    json.put("call_ids", model.callIds());
    json.put("total_tokens", model.totalTokens());
    json.put("call_count", model.callCount());
    json.put("reasons", reasons);
    return json;
  }

  private static Map<String, @Nullable Object> kind(UnpricedKind kind) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("call_id", kind.callId());
    json.put("model", kind.model());
    json.put("kind", kind.kind());
    json.put("count", kind.count());
    return json;
  }

  private static Map<String, @Nullable Object> anomaly(Anomaly anomaly) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kind", anomaly.kind().name());
    json.put("call_ids", anomaly.callIds());
    json.put("model", anomaly.model());
    json.put("field", anomaly.field());
    json.put("value", anomaly.value());
    return json;
  }

  private static Map<String, @Nullable Object> note(UsageNote note) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("kind", note.kind().name());
    json.put("call_id", note.callId());
    json.put("model", note.model());
    json.put("field", note.field());
    json.put("value", note.value());
    return json;
  }

  /** {@return the cost, then one line for each model} */
  String text() {
    Cost cost = report.cost();
    List<String> lines = new ArrayList<>();
    lines.add(report.calls().size() + " calls, cost " + cost);
    report
        .totals()
        .forEach(
            (model, usage) ->
                lines.add(model + ": " + line(usage, report.unitByModel().get(model))));
    if (!report.anomalies().isEmpty() || !report.notes().isEmpty()) {
      lines.add(report.anomalies().size() + " anomalies, " + report.notes().size() + " notes");
    }
    return String.join("\n", lines);
  }

  private static String line(LLMAggregatedUsage usage, @Nullable String unit) {
    BigDecimal cost = usage.totalCost();
    String price = cost == null ? "cost not known" : Numbers.plainText(cost) + " " + unit;
    return "%d requests, %d prompt tokens (%d from and %d to a cache), %d completion tokens, %s"
        .formatted(
            usage.requests(),
            usage.promptTokens(),
            usage.cacheReadInputTokens(),
            usage.cacheCreationInputTokens(),
            usage.completionTokens(),
            price);
  }
}
