package io.tokentally.aggregation.rollup;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.CacheSavings;
import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.Charge;
import io.tokentally.aggregation.CostComparison;
import io.tokentally.aggregation.CostExplanation;
import io.tokentally.aggregation.ImpossibleRate;
import io.tokentally.aggregation.LeftOut;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.PricedModel;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UnrecognisedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.UsageTotals;
import io.tokentally.aggregation.rollup.UsageTables.Part;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.pricing.Unpriced;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.rollup.tree.CallGraph.Which;
import io.tokentally.aggregation.rollup.tree.TraceKey;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.value.CodePoints;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
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
  private final Unpriced withoutPrice;
  private final Map<String, String> units;
  private final boolean sharesIds;
  private final Findings read;
  private final Findings all;
  private @Nullable List<UnpricedModel> unpriced;
  private @Nullable Findings withPreAggregated;

  /** The key that was given last, by whichever thread. */
  private @Nullable Numbered lastKey;

  /**
   * A report.
   *
   * @param sharesIds whether several calls have one id
   * @param read what was found on reading
   * @param units the unit of each priced model
   */
  RolledUp(
      List<Forest> forests,
      TallyOptions options,
      boolean sharesIds,
      Findings read,
      Map<String, String> units) {
    this.forests = forests;
    this.sharesIds = sharesIds;
    this.options = options;
    this.tables = new UsageTables(options);
    this.units = Collections.unmodifiableMap(units);
    this.read = read;
    this.all = new Findings(options);
    this.withoutPrice = new Unpriced(options.maxFindings());
    all.addAll(read);
    for (Forest forest : forests) {
      all.addAll(forest.priced());
      withoutPrice.addAll(forest.unpriced());
    }
  }

  List<Forest> forests() {
    return forests;
  }

  TallyOptions options() {
    return options;
  }

  boolean sharesIds() {
    return sharesIds;
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
    Stream<String> ids = new CallOrder(forests, which).calls().map(TracedCall::id);
    return (sharesIds ? ids.distinct() : ids).toList();
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
  public Map<String, LLMAggregatedUsage> rootUsage(String rootId) {
    requireNonNull(rootId, "rootId");
    UsageTables.Sum sum = tables.sum(Part.ALL);
    for (Forest forest : forests) {
      forest
          .graph()
          .numbers(rootId)
          .filter(forest.graph()::isTop)
          .forEach(call -> sum.add(forest.cells(), forest.keys(), forest.sum(call)));
    }
    return sum.build();
  }

  @Override
  public Map<String, LLMAggregatedUsage> ownUsage(String callId) {
    return table(callId, Forest::own, Part.ALL);
  }

  @Override
  public @Nullable String parentId(String callId) {
    return keys(callId)
        .map(this::parent)
        .filter(Objects::nonNull)
        .map(CallKey::id)
        .findFirst()
        .orElse(null);
  }

  @Override
  public List<String> childIds(String callId) {
    return keys(callId).flatMap(key -> children(key).stream()).map(CallKey::id).distinct().toList();
  }

  /** {@return the calls with the id, by start, then trace} */
  private Stream<CallKey> keys(String callId) {
    requireNonNull(callId, "callId");
    return forests.stream()
        .map(Forest::graph)
        .flatMap(graph -> graph.numbers(callId).mapToObj(graph::call))
        .sorted(CallGraph.BY_START.thenComparing(TraceKey::of))
        .map(CallKey::of);
  }

  @Override
  public List<CallKey> calls() {
    return sortedKeys(CallGraph::isPicked);
  }

  @Override
  public List<CallKey> roots() {
    return sortedKeys(CallGraph::isTop);
  }

  private List<CallKey> sortedKeys(Which which) {
    return Collections.unmodifiableList(new OrderedKeys(new CallOrder(forests, which)));
  }

  /** Keys of calls, made as they are looked at: who goes through them asks about each at once. */
  private final class OrderedKeys extends AbstractList<CallKey> implements RandomAccess {

    private final CallOrder order;

    private OrderedKeys(CallOrder order) {
      this.order = order;
    }

    @Override
    public CallKey get(int place) {
      CallKey key = CallKey.of(order.call(Objects.checkIndex(place, size())));
      lastKey = new Numbered(key, order.forest(place), order.numberAt(place));
      return key;
    }

    @Override
    public int size() {
      return order.size();
    }
  }

  /** Where a call is found that has a key. */
  private record Numbered(CallKey key, Forest forest, int number) {}

  @Override
  public @Nullable CallKey parent(CallKey call) {
    return of(
        call,
        null,
        (forest, number) -> {
          int parent = forest.graph().parentOfMember(number);
          return parent == CallGraph.NONE ? null : CallKey.of(forest.graph().call(parent));
        });
  }

  @Override
  public List<CallKey> children(CallKey call) {
    List<CallKey> children =
        of(
            call,
            List.of(),
            (forest, number) -> forest.graph().children(number).stream().map(CallKey::of).toList());
    return requireNonNull(children);
  }

  @Override
  public Map<String, LLMAggregatedUsage> usage(CallKey call) {
    return table(call, Forest::sum, Part.ALL);
  }

  @Override
  public Map<String, LLMAggregatedUsage> pricedPart(CallKey call) {
    return table(call, Forest::sum, Part.PRICED);
  }

  @Override
  public Map<String, LLMAggregatedUsage> ownUsage(CallKey call) {
    return table(call, Forest::own, Part.ALL);
  }

  private Map<String, LLMAggregatedUsage> table(
      CallKey call, ToIntBiFunction<Forest, Integer> lists, Part part) {
    Map<String, LLMAggregatedUsage> usage =
        of(
            call,
            Map.of(),
            (forest, number) ->
                tables.of(forest.cells(), forest.keys(), lists.applyAsInt(forest, number), part));
    return requireNonNull(usage);
  }

  @SuppressWarnings("ReferenceEquality") // another key is looked for, which gives the same
  private <T> @Nullable T of(
      CallKey call, @Nullable T none, BiFunction<Forest, Integer, @Nullable T> answer) {
    requireNonNull(call, "call");
    Numbered last = lastKey;
    if (last != null && last.key == call) {
      return answer.apply(last.forest, last.number);
    }
    for (Forest forest : forests) {
      int number = forest.graph().number(call);
      if (number != CallGraph.NONE) {
        return answer.apply(forest, number);
      }
    }
    return none;
  }

  private Map<String, LLMAggregatedUsage> table(
      String callId, ToIntBiFunction<Forest, Integer> lists, Part part) {
    requireNonNull(callId, "callId");
    UsageTables.Sum sum = tables.sum(part);
    for (Forest forest : forests) {
      forest
          .graph()
          .numbers(callId)
          .forEach(call -> sum.add(forest.cells(), forest.keys(), lists.applyAsInt(forest, call)));
    }
    return sum.build();
  }

  @Override
  public Map<String, Map<String, LLMAggregatedUsage>> usageByCall() {
    if (!sharesIds) {
      CallOrder order = new CallOrder(forests, CallGraph::isPicked);
      return Collections.unmodifiableMap(new UsageById(forests, order, tables));
    }
    Map<String, Map<String, LLMAggregatedUsage>> usage = new LinkedHashMap<>();
    callIds().forEach(id -> usage.put(id, usage(id)));
    return Collections.unmodifiableMap(usage);
  }

  @Override
  public Map<String, LLMAggregatedUsage> totals() {
    return tables.of(forests, Part.ALL);
  }

  @Override
  public <K> Map<@Nullable K, UsageTotals> totalsBy(
      Function<? super TracedCall, ? extends @Nullable K> key) {
    KeyedTotals<K> totals = new KeyedTotals<>(tables, requireNonNull(key, "key"));
    forests.forEach(totals::add);
    return totals.build();
  }

  @Override
  public <K> Map<@Nullable K, List<Charge>> chargesBy(
      Function<? super TracedCall, ? extends @Nullable K> key) {
    KeyedCharges<K> charges = new KeyedCharges<>(options, requireNonNull(key, "key"));
    forests.forEach(charges::add);
    return charges.build();
  }

  @Override
  public List<CacheSavings> cacheSavings() {
    KeyedCharges<Boolean> charges = new KeyedCharges<>(options, call -> true);
    forests.forEach(charges::addTotals);
    return CacheSavings.of(charges.build().getOrDefault(null, List.of()));
  }

  @Override
  public Map<String, LLMAggregatedUsage> pricedPartOfTotals() {
    return tables.of(forests, Part.PRICED);
  }

  @Override
  public Map<String, BigDecimal> pricedCostByUnit() {
    Map<String, BigDecimal> costs = new TreeMap<>(CodePoints::compare);
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
  public synchronized List<UnpricedModel> unpricedModels() {
    if (unpriced == null) {
      unpriced = withoutPrice.models(options.usageScope());
    }
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
  public List<ImpossibleRate> impossibleRates() {
    return ImpossibleRatesUsed.in(forests);
  }

  @Override
  public List<CostComparison> costDiff() {
    List<CostComparison> comparisons = new ArrayList<>();
    for (String model : totals().keySet()) {
      RecordedCosts costs = new RecordedCosts(options, tables, model, units.get(model));
      forests.forEach(costs::add);
      comparisons.addAll(costs.comparisons());
    }
    return List.copyOf(comparisons);
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
  public List<CallKey> failedCalls() {
    return forests.stream()
        .flatMap(
            forest ->
                forest
                    .graph()
                    .calls((graph, call) -> forest.counted(call) != Cells.END)
                    .filter(TracedCall::failed))
        .sorted(CallGraph.BY_START.thenComparing(TraceKey::of))
        .map(CallKey::of)
        .toList();
  }

  @Override
  public Map<String, LLMAggregatedUsage> shareOfTotals(Collection<CallKey> calls) {
    return share(calls, Part.ALL);
  }

  @Override
  public Map<String, LLMAggregatedUsage> pricedShareOfTotals(Collection<CallKey> calls) {
    return share(calls, Part.PRICED);
  }

  private Map<String, LLMAggregatedUsage> share(Collection<CallKey> calls, Part part) {
    Set<CallKey> each = new LinkedHashSet<>(calls);
    UsageTables.Sum sum = tables.sum(part);
    for (Forest forest : forests) {
      CountedAbove above = forest.countedAbove();
      for (CallKey key : each) {
        int call = forest.graph().number(key);
        if (call != CallGraph.NONE) {
          sum.add(forest.cells(), forest.keys(), forest.counted(call), above.of(call));
        }
      }
    }
    return sum.build();
  }

  /** {@return what was found, with what is looked for only when somebody asks} */
  private synchronized Findings findings() {
    if (withPreAggregated == null) {
      Findings found = new Findings(options);
      found.addAll(all);
      forests.forEach(forest -> found.addAll(forest.preAggregated()));
      withPreAggregated = found;
    }
    return withPreAggregated;
  }

  @Override
  public List<Anomaly> anomalies() {
    return findings().anomalies();
  }

  @Override
  public List<ScopeDecision> scopeDecisions() {
    return all.scopeDecisions();
  }

  @Override
  public UsageScope usageScope() {
    return options.usageScope();
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
    return findings().leftOut();
  }

  @Override
  public List<String> unfinishedCallIds() {
    Set<String> ids = new TreeSet<>(CodePoints::compare);
    for (Forest forest : forests) {
      CallGraph graph = forest.graph();
      for (int i = 0; i < graph.size(); i++) {
        if (graph.isMember(i) && graph.call(i).endedAt() == null) {
          ids.add(graph.call(i).id());
        }
      }
    }
    return List.copyOf(ids);
  }

  @Override
  public String toJson() {
    return new ReportSummary(this).json();
  }

  @Override
  public String toString() {
    return new ReportSummary(this).text();
  }
}
