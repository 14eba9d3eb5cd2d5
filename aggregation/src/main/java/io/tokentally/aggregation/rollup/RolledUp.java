package io.tokentally.aggregation.rollup;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.CostExplanation;
import io.tokentally.aggregation.LeftOut;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.PricedModel;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.rollup.UsageTables.Part;
import io.tokentally.aggregation.rollup.pricing.Unpriced;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.rollup.tree.CallGraph.Which;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.value.Numbers;
import io.tokentally.value.Texts;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A report over lists of cells; usage by model is made of them when it is asked for. */
final class RolledUp implements UsageReport {

  private final List<Forest> forests;
  private final TallyOptions options;
  private final UsageTables tables;
  private final List<UnpricedModel> unpriced;
  private final Map<String, String> units;
  private final Findings read;
  private final Findings all;

  /**
   * A report.
   *
   * @param read what was found on reading
   * @param units the unit of each priced model
   */
  RolledUp(List<Forest> forests, TallyOptions options, Findings read, Map<String, String> units) {
    this.forests = forests;
    this.options = options;
    this.tables = new UsageTables(options);
    this.units = Collections.unmodifiableMap(units);
    this.read = read;
    this.all = new Findings(options);
    Unpriced withoutPrice = new Unpriced(options.maxFindings());
    all.addAll(read);
    for (Forest forest : forests) {
      all.addAll(forest.priced());
      withoutPrice.addAll(forest.unpriced());
    }
    this.unpriced = withoutPrice.models(options.usageScope());
  }

  List<Forest> forests() {
    return forests;
  }

  TallyOptions options() {
    return options;
  }

  /** {@return what was found on reading, whatever the prices} */
  Findings read() {
    return read;
  }

  @Override
  public List<String> callIds() {
    return ids(CallGraph::isPicked);
  }

  @Override
  public List<String> rootIds() {
    return ids(CallGraph::isTop);
  }

  private List<String> ids(Which which) {
    return calls(which).sorted(CallGraph.BY_START).map(TracedCall::id).toList();
  }

  private Stream<TracedCall> calls(Which which) {
    return forests.stream().map(Forest::graph).flatMap(graph -> graph.calls(which));
  }

  @Override
  public Map<String, LLMAggregatedUsage> usage(String callId) {
    return table(callId, Forest::sum, Part.ALL);
  }

  @Override
  public Map<String, LLMAggregatedUsage> pricedPart(String callId) {
    return table(callId, Forest::sum, Part.PRICED);
  }

  @Override
  public Map<String, LLMAggregatedUsage> ownUsage(String callId) {
    return table(callId, Forest::own, Part.ALL);
  }

  @Override
  public @Nullable String parentId(String callId) {
    requireNonNull(callId, "callId");
    for (Forest forest : forests) {
      CallGraph graph = forest.graph();
      int call = graph.indexOf(callId);
      if (call != CallGraph.NONE) {
        int parent = graph.parentOfMember(call);
        return parent == CallGraph.NONE ? null : graph.call(parent).id();
      }
    }
    return null;
  }

  @Override
  public List<String> childIds(String callId) {
    requireNonNull(callId, "callId");
    for (Forest forest : forests) {
      CallGraph graph = forest.graph();
      int call = graph.indexOf(callId);
      if (call != CallGraph.NONE) {
        return graph.children(call).stream().map(TracedCall::id).toList();
      }
    }
    return List.of();
  }

  private Map<String, LLMAggregatedUsage> table(
      String callId, ToIntBiFunction<Forest, Integer> lists, Part part) {
    requireNonNull(callId, "callId");
    for (Forest forest : forests) {
      int call = forest.graph().indexOf(callId);
      if (call != CallGraph.NONE) {
        return tables.of(forest.cells(), forest.keys(), lists.applyAsInt(forest, call), part);
      }
    }
    return Map.of();
  }

  @Override
  public Map<String, Map<String, LLMAggregatedUsage>> usageByCall() {
    Map<String, Map<String, LLMAggregatedUsage>> usage = new LinkedHashMap<>();
    callIds().forEach(id -> usage.put(id, usage(id)));
    return Collections.unmodifiableMap(usage);
  }

  @Override
  public Map<String, LLMAggregatedUsage> totals() {
    return tables.of(forests, Part.ALL);
  }

  @Override
  public Map<String, LLMAggregatedUsage> pricedPartOfTotals() {
    return tables.of(forests, Part.PRICED);
  }

  @Override
  public Map<String, BigDecimal> pricedCostByUnit() {
    Map<String, BigDecimal> costs = new TreeMap<>(Texts::compare);
    pricedPartOfTotals()
        .forEach(
            (model, usage) -> {
              BigDecimal cost = requireNonNull(usage.totalCost());
              costs.merge(requireNonNull(units.get(model)), cost, BigDecimal::add);
            });
    costs.replaceAll((unit, cost) -> Numbers.plain(cost));
    return Collections.unmodifiableMap(costs);
  }

  @Override
  public Map<String, String> unitByModel() {
    return units;
  }

  @Override
  public List<UnpricedModel> unpricedModels() {
    return unpriced;
  }

  @Override
  public List<UnpricedKind> unpricedKinds() {
    return all.unpricedKinds();
  }

  @Override
  public List<PricedModel> pricedModels() {
    return all.pricedModels();
  }

  @Override
  public CostExplanation explain(String callId, String model) {
    return explanation(model, graph -> graph.numbers(callId), usage(callId));
  }

  @Override
  public CostExplanation explainTotals(String model) {
    return explanation(model, graph -> graph.numbers(CallGraph::isTop), totals());
  }

  private CostExplanation explanation(
      String model, Function<CallGraph, IntStream> calls, Map<String, LLMAggregatedUsage> usage) {
    requireNonNull(model, "model");
    LineItems items = new LineItems(options, model);
    forests.forEach(forest -> items.add(forest, calls.apply(forest.graph())));
    LLMAggregatedUsage explained = usage.get(model);
    BigDecimal cost = explained == null ? null : explained.totalCost();
    return new CostExplanation(model, items.items(), cost);
  }

  @Override
  public UsageReport repriced(PriceTable prices, Map<String, String> models) {
    requireNonNull(prices, "prices");
    requireNonNull(models, "models");
    return Rollup.repriced(this, prices, model -> models.getOrDefault(model, model));
  }

  @Override
  public List<Anomaly> anomalies() {
    return all.anomalies();
  }

  @Override
  public List<UsageNote> notes() {
    return all.notes();
  }

  @Override
  public List<UnrecognisedUsage> unrecognised() {
    return all.unrecognised();
  }

  @Override
  public LeftOut leftOut() {
    return all.leftOut();
  }

  @Override
  public List<String> unfinishedCallIds() {
    return calls(CallGraph::isMember)
        .filter(call -> call.endedAt() == null)
        .map(TracedCall::id)
        .sorted(Texts::compare)
        .toList();
  }
}
