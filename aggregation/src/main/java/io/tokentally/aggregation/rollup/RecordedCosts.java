package io.tokentally.aggregation.rollup;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.CostComparison;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.rollup.UsageTables.Part;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.aggregation.usage.UsageReader;
import io.tokentally.value.CodePoints;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sets the costs of one model that calls recorded beside ours of the same calls. The calls are read
 * once more: nothing is kept of recorded costs until somebody asks for them.
 */
final class RecordedCosts {

  /** Both costs of the calls that record one in a currency. */
  private static final class Both {
    private BigDecimal recorded = BigDecimal.ZERO;
    private @Nullable BigDecimal ours = BigDecimal.ZERO;
    private long calls;

    void add(BigDecimal amount, @Nullable BigDecimal cost) {
      recorded = recorded.add(amount);
      ours = ours == null || cost == null ? null : ours.add(cost);
      calls++;
    }
  }

  private final TallyOptions options;
  private final UsageTables tables;
  private final String model;
  private final @Nullable String unit;
  private final Map<String, Both> byUnit = new TreeMap<>(CodePoints::compare);
  private long otherCalls;

  RecordedCosts(TallyOptions options, UsageTables tables, String model, @Nullable String unit) {
    this.options = options;
    this.tables = tables;
    this.model = model;
    this.unit = unit;
  }

  /** Adds the calls of a forest whose usage of the model counts. */
  void add(Forest forest) {
    LineItems.counting(forest, forest.graph().numbers(CallGraph::isTop), options, model).stream()
        .forEach(call -> add(forest, call));
  }

  private void add(Forest forest, int call) {
    List<RecordedUsage> usages = new ArrayList<>();
    UsageReader reader = new UsageReader(options, new Findings(options));
    reader.read(
        forest.graph().call(call),
        (name, usage) -> {
          if (name.equals(model)) {
            usages.add(usage);
          }
        });
    Map<String, BigDecimal> recorded = new TreeMap<>(CodePoints::compare);
    for (RecordedUsage usage : usages) {
      usage.recordedCostByUnit().forEach((of, cost) -> recorded.merge(of, cost, BigDecimal::add));
    }
    if (recorded.isEmpty()) {
      otherCalls++;
    } else {
      BigDecimal cost = cost(forest, call, usages);
      recorded.forEach(
          (of, amount) -> byUnit.computeIfAbsent(of, unused -> new Both()).add(amount, cost));
    }
  }

  /**
   * {@return our cost of the call; that of further models is in what was recorded for the first}
   */
  private @Nullable BigDecimal cost(Forest forest, int call, List<RecordedUsage> usages) {
    Map<String, LLMAggregatedUsage> own =
        tables.of(forest.cells(), forest.keys(), forest.own(call), Part.ALL);
    BigDecimal cost = costOf(own.get(model));
    for (RecordedUsage usage : usages) {
      for (Map.Entry<String, RecordedUsage> other : usage.otherModels().entrySet()) {
        if (other.getValue().recordedCostByUnit().isEmpty() && !other.getKey().equals(model)) {
          BigDecimal more = costOf(own.get(other.getKey()));
          cost = cost == null || more == null ? null : cost.add(more);
        }
      }
    }
    return cost;
  }

  private static @Nullable BigDecimal costOf(@Nullable LLMAggregatedUsage usage) {
    return usage == null ? BigDecimal.ZERO : usage.totalCost();
  }

  /** {@return a comparison for each currency; one without a recorded cost if there is none} */
  List<CostComparison> comparisons() {
    List<CostComparison> comparisons = new ArrayList<>();
    byUnit.forEach(
        (of, both) ->
            comparisons.add(
                new CostComparison(
                    model,
                    Numbers.plain(both.recorded),
                    of,
                    both.ours == null ? null : Numbers.plain(both.ours),
                    unit,
                    both.calls,
                    otherCalls)));
    return byUnit.isEmpty()
        ? List.of(new CostComparison(model, null, null, null, unit, 0, otherCalls))
        : comparisons;
  }
}
