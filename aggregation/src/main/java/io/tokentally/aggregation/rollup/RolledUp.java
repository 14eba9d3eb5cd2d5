package io.tokentally.aggregation.rollup;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.CostExplanation;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.PricedModel;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.rollup.UsageTables.Part;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.value.Numbers;
import io.tokentally.value.Texts;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A report over lists of cells; usage by model is made of them when it is asked for. */
final class RolledUp implements UsageReport {

  private final CallGraph graph;
  private final TallyOptions options;
  private final Cells cells;
  private final CellKeys keys;
  private final UsageTables tables;
  private final int[] own;
  private final int[] sums;
  private final List<UnpricedModel> unpriced;
  private final Map<String, String> units;
  private final Findings read;
  private final Findings all;

  RolledUp(
      CallGraph graph,
      TallyOptions options,
      Cells cells,
      CellKeys keys,
      int[] own,
      int[] sums,
      Findings read,
      Findings priced,
      List<UnpricedModel> unpriced,
      Map<String, String> units) {
    this.graph = graph;
    this.options = options;
    this.cells = cells;
    this.keys = keys;
    this.tables = new UsageTables(cells, keys, options);
    this.own = own;
    this.sums = sums;
    this.unpriced = List.copyOf(unpriced);
    this.units = Collections.unmodifiableMap(units);
    this.read = read;
    this.all = read.and(priced);
  }

  CallGraph graph() {
    return graph;
  }

  TallyOptions options() {
    return options;
  }

  /** {@return what was found on reading, whatever the prices} */
  Findings read() {
    return read;
  }

  /** {@return a call's own usage, to be priced anew} */
  Collection<Entry> entries(int call, UnaryOperator<String> models) {
    return Entry.of(cells, own[call], keys, models);
  }

  @Override
  public List<String> callIds() {
    return ids(graph::isPicked);
  }

  @Override
  public List<String> rootIds() {
    return ids(graph::isTop);
  }

  private List<String> ids(IntPredicate which) {
    return IntStream.range(0, graph.size())
        .filter(which)
        .mapToObj(graph::call)
        .sorted(CallGraph.BY_START)
        .map(TracedCall::id)
        .toList();
  }

  @Override
  public Map<String, LLMAggregatedUsage> usage(String callId) {
    return table(callId, sums, Part.ALL);
  }

  @Override
  public Map<String, LLMAggregatedUsage> pricedPart(String callId) {
    return table(callId, sums, Part.PRICED);
  }

  @Override
  public Map<String, LLMAggregatedUsage> ownUsage(String callId) {
    return table(callId, own, Part.ALL);
  }

  private Map<String, LLMAggregatedUsage> table(String callId, int[] lists, Part part) {
    int call = graph.indexOf(callId);
    return tables.of(call == CallGraph.NONE ? Cells.END : lists[call], part);
  }

  @Override
  public Map<String, Map<String, LLMAggregatedUsage>> usageByCall() {
    Map<String, Map<String, LLMAggregatedUsage>> usage = new LinkedHashMap<>();
    callIds().forEach(id -> usage.put(id, usage(id)));
    return Collections.unmodifiableMap(usage);
  }

  @Override
  public Map<String, LLMAggregatedUsage> totals() {
    return tables.of(rootLists(), Part.ALL);
  }

  @Override
  public Map<String, LLMAggregatedUsage> pricedPartOfTotals() {
    return tables.of(rootLists(), Part.PRICED);
  }

  private int[] rootLists() {
    return IntStream.range(0, graph.size()).filter(graph::isTop).map(i -> sums[i]).toArray();
  }

  @Override
  public Map<String, BigDecimal> pricedCostByUnit() {
    Map<String, BigDecimal> costs = new TreeMap<>(Texts::compare);
    pricedPartOfTotals()
        .forEach(
            (model, usage) -> {
              BigDecimal cost = Objects.requireNonNull(usage.totalCost());
              costs.merge(Objects.requireNonNull(units.get(model)), cost, BigDecimal::add);
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
    int call = graph.indexOf(callId);
    IntStream calls = call == CallGraph.NONE ? IntStream.empty() : IntStream.of(call);
    return explanation(model, calls, usage(callId));
  }

  @Override
  public CostExplanation explainTotals(String model) {
    return explanation(model, IntStream.range(0, graph.size()).filter(graph::isTop), totals());
  }

  private CostExplanation explanation(
      String model, IntStream calls, Map<String, LLMAggregatedUsage> usage) {
    LineItems items = new LineItems(graph, options, cells, keys, own, all.unpricedKinds());
    LLMAggregatedUsage explained = usage.get(model);
    BigDecimal cost = explained == null ? null : explained.totalCost();
    return new CostExplanation(model, items.of(model, calls), cost);
  }

  @Override
  public UsageReport repriced(PriceTable prices, Map<String, String> models) {
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
  public List<String> unfinishedCallIds() {
    return IntStream.range(0, graph.size())
        .filter(graph::isMember)
        .mapToObj(graph::call)
        .filter(call -> call.endedAt() == null)
        .map(TracedCall::id)
        .sorted(Texts::compare)
        .toList();
  }
}
