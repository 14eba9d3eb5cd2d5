package io.tokentally.spring;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.SettledTotal;
import io.tokentally.aggregation.SettledTotals;
import io.tokentally.recorder.BudgetStatus;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.RecorderStatus;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * {@code /actuator/tokentally}: what was spent by day, keys and model, the budgets, the recorder.
 */
@Endpoint(id = "tokentally")
final class TokentallyEndpoint {

  private final CallRecorder recorder;
  private final LiveRollup rollup;
  private final Budgets budgets;

  TokentallyEndpoint(CallRecorder recorder, LiveRollup rollup, Budgets budgets) {
    this.recorder = recorder;
    this.rollup = rollup;
    this.budgets = budgets;
  }

  /** {@return the figures now; amounts are exact decimals in strings, null where not known} */
  @ReadOperation
  Map<String, Object> figures() {
    recorder.flush();
    SettledTotals all = rollup.settledAndLive();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("pricedCostByUnit", pricedCost(all));
    figures.put("incompleteTraces", all.incompleteTraces());
    figures.put("totals", all.totals().stream().map(TokentallyEndpoint::total).toList());
    figures.put("unpriced", unpriced(all));
    figures.put("anomalies", new TreeMap<>(all.anomalies()));
    figures.put("budgets", budgets.all().stream().map(TokentallyEndpoint::budget).toList());
    figures.put("recorder", recorder(recorder.status()));
    return figures;
  }

  private static Map<String, String> pricedCost(SettledTotals all) {
    Map<String, BigDecimal> costs = new TreeMap<>();
    for (SettledTotal total : all.totals()) {
      BigDecimal cost = total.pricedPart().totalCost();
      if (total.unit() != null && cost != null) {
        costs.merge(total.unit(), cost, BigDecimal::add);
      }
    }
    Map<String, String> texts = new TreeMap<>();
    costs.forEach((unit, cost) -> texts.put(unit, cost.toPlainString()));
    return texts;
  }

  private static Map<String, @Nullable Object> total(SettledTotal total) {
    LLMAggregatedUsage usage = total.usage();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("day", total.day() == null ? null : total.day().toString());
    json.put("keys", total.keys());
    json.put("model", total.model());
    json.put("requests", usage.requests());
    json.put("promptTokens", usage.promptTokens());
    json.put("cacheReadInputTokens", usage.cacheReadInputTokens());
    json.put("cacheCreationInputTokens", usage.cacheCreationInputTokens());
    json.put("completionTokens", usage.completionTokens());
    json.put("unit", total.unit());
    json.put("cost", text(usage.totalCost()));
    json.put("pricedCost", text(total.pricedPart().totalCost()));
    return json;
  }

  /** {@return the models some of whose usage has no price} */
  private static List<String> unpriced(SettledTotals all) {
    return all.totals().stream()
        .filter(total -> total.usage().totalCost() == null)
        .map(SettledTotal::model)
        .distinct()
        .toList();
  }

  private static Map<String, @Nullable Object> budget(BudgetStatus status) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("scope", status.limit().scope());
    json.put("key", status.key());
    json.put("period", status.limit().period().toString());
    json.put("from", status.from() == null ? null : status.from().toString());
    json.put("unit", status.limit().unit());
    json.put("amount", text(status.limit().amount()));
    json.put("spent", text(status.spent()));
    json.put("held", text(status.held()));
    json.put("remaining", text(status.remaining()));
    json.put("unpricedCalls", status.unpricedCalls());
    return json;
  }

  private static Map<String, Object> recorder(RecorderStatus status) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("started", status.started());
    json.put("ended", status.ended());
    json.put("handedOver", status.handedOver());
    json.put("dropped", status.dropped());
    json.put("waiting", status.waiting());
    json.put("errors", status.errors().stream().map(Object::toString).toList());
    return json;
  }

  private static @Nullable String text(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.toPlainString();
  }
}
