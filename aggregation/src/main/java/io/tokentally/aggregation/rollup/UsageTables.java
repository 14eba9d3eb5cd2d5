package io.tokentally.aggregation.rollup;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.rollup.ledger.AppliedRates;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.Costs;
import io.tokentally.aggregation.rollup.ledger.KindSums;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.value.CodePoints;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes usage by model out of lists of {@link Cells}, and money out of tokens: docs/semantics.md
 * section 7, rule 40.
 */
final class UsageTables {

  /** Which cells of the lists count. */
  enum Part {
    ALL,
    PRICED
  }

  private final TallyOptions options;

  UsageTables(TallyOptions options) {
    this.options = options;
  }

  /** {@return a sum of nothing, to which lists can be added} */
  Sum sum(Part part) {
    return new Sum(part);
  }

  /** The usage of several lists, by model. */
  final class Sum {
    private final Map<String, OfModel> sums = new TreeMap<>(CodePoints::compare);
    private final Part part;

    private Sum(Part part) {
      this.part = part;
    }

    void add(Cells cells, CellKeys keys, int list) {
      add(cells, keys, list, Set.of());
    }

    /** Adds a list, without some models. */
    void add(Cells cells, CellKeys keys, int list, Set<String> without) {
      UsageTables.this.add(cells, keys, list, part, without, sums);
    }

    Map<String, LLMAggregatedUsage> build() {
      return UsageTables.this.build(sums);
    }
  }

  /** {@return the usage of one list, by model} */
  Map<String, LLMAggregatedUsage> of(Cells cells, CellKeys keys, int list, Part part) {
    Map<String, OfModel> sums = new TreeMap<>(CodePoints::compare);
    add(cells, keys, list, part, Set.of(), sums);
    return build(sums);
  }

  /** {@return the usage of all that forests sum up to, by model} */
  Map<String, LLMAggregatedUsage> of(List<Forest> forests, Part part) {
    Map<String, OfModel> sums = new TreeMap<>(CodePoints::compare);
    for (Forest forest : forests) {
      // Tokens first: they are priced once for each key, not for each tree.
      Cells totals = new Cells();
      for (int list : totals(forest, part, totals)) {
        add(totals, forest.keys(), list, part, Set.of(), sums);
      }
    }
    return build(sums);
  }

  /** {@return for each key a list of one cell with the sum of all trees, or none} */
  static int[] totals(Forest forest, Part part, Cells totals) {
    CellKeys keys = forest.keys();
    Cells cells = forest.cells();
    CallGraph graph = forest.graph();
    int[] total = new int[keys.size()];
    Arrays.fill(total, Cells.END);
    for (int root = 0; root < graph.size(); root++) {
      int list = graph.isTop(root) ? forest.sum(root) : Cells.END;
      for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
        int key = cells.key(cell);
        if (part == Part.PRICED && keys.applied(key) == null) {
          continue;
        }
        if (total[key] == Cells.END) {
          total[key] = totals.create(cells, cell);
        } else if (!totals.addExact(total[key], cells, cell)) {
          throw new TokenOverflowException(keys.model(key), null);
        }
      }
    }
    return total;
  }

  private void add(
      Cells cells,
      CellKeys keys,
      int list,
      Part part,
      Set<String> without,
      Map<String, OfModel> sums) {
    for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
      CellKeys.Key key = keys.key(cells.key(cell));
      String model = key.name().recorded();
      if ((part == Part.ALL || key.applied() != null) && !without.contains(model)) {
        sums.computeIfAbsent(model, unused -> new OfModel(model, options)).add(cells, cell, key);
      }
    }
  }

  private Map<String, LLMAggregatedUsage> build(Map<String, OfModel> sums) {
    Map<String, LLMAggregatedUsage> usage = new LinkedHashMap<>();
    sums.forEach((model, sum) -> usage.put(model, sum.build()));
    return Collections.unmodifiableMap(usage);
  }

  /** The sum of one model's cells. */
  private static final class OfModel {

    private final String model;
    private final TallyRules rules;
    private final long[] counts = new long[Cells.COUNTS];
    private @Nullable Costs costs;

    /** Null as long as there are none. */
    private @Nullable KindSums kinds;

    OfModel(String model, TallyOptions options) {
      this.model = model;
      this.rules = TallyRules.of(options.dialect());
      this.costs = options.includeCosts() ? new Costs() : null;
    }

    void add(Cells cells, int cell, CellKeys.Key key) {
      try {
        for (int i = 0; i < counts.length; i++) {
          counts[i] = Math.addExact(counts[i], cells.count(cell, i));
        }
      } catch (ArithmeticException e) {
        throw new TokenOverflowException(model, null);
      }
      if (KindSums.has(key)) {
        kinds = kinds == null ? new KindSums(model, rules) : kinds;
        kinds.add(cells, cell, key);
      }
      AppliedRates applied = key.applied();
      if (applied == null && !rules.unpricedIsFree()) {
        costs = null;
      } else if (applied != null && costs != null) {
        costs.add(cells, cell, key, rules);
      }
    }

    LLMAggregatedUsage build() {
      LLMAggregatedUsage.Builder usage = LLMAggregatedUsage.builder();
      usage.requests(counts[Cells.REQUESTS]);
      usage.promptTokens(counts[Cells.PROMPT]);
      usage.completionTokens(counts[Cells.COMPLETION]);
      usage.totalTokens(counts[Cells.TOTAL]);
      usage.cacheReadInputTokens(counts[Cells.CACHE_READ]);
      usage.cacheCreationInputTokens(counts[Cells.CACHE_CREATION]);
      if (costs != null) {
        usage.promptTokensTotalCost(costs.of(Within.PROMPT));
        usage.completionTokensTotalCost(costs.of(Within.COMPLETION));
        usage.cacheReadInputTokensTotalCost(costs.of(Within.CACHE_READ));
        usage.cacheCreationInputTokensTotalCost(costs.of(Within.CACHE_CREATION));
        usage.otherCosts(costs.others());
      }
      if (kinds != null) {
        usage.kinds(kinds.build());
      }
      return usage.build();
    }
  }
}
