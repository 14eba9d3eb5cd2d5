package io.tokentally.aggregation.rollup;

import io.tokentally.KindUsage;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.Costs;
import io.tokentally.aggregation.rollup.ledger.KindSums;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.json.FixedPointUsage;
import io.tokentally.value.CodePoints;
import java.util.Arrays;
import java.util.Collections;
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

  private final TallyRules rules;

  UsageTables(TallyOptions options) {
    this.options = options;
    this.rules = TallyRules.of(options.dialect());
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
      return UsageTables.build(sums);
    }
  }

  /** {@return the usage of one list, by model} */
  Map<String, LLMAggregatedUsage> of(Cells cells, CellKeys keys, int list, Part part) {
    return new OfList(part).of(cells, keys, list);
  }

  /**
   * Makes usage of one list after the other; where a call shares the list of the one before it, as
   * that of the only call below it, it is made once for both. Not thread-safe.
   */
  final class OfList {

    private final OfModel sum = new OfModel();
    private final Part part;

    private @Nullable Cells lastCells;
    private int lastList = Cells.END;
    private Map<String, LLMAggregatedUsage> last = UsageByModel.NOTHING;

    OfList(Part part) {
      this.part = part;
    }

    /** {@return the usage of the list, by model} */
    Map<String, LLMAggregatedUsage> of(Cells cells, CellKeys keys, int list) {
      if (list == Cells.END) {
        return UsageByModel.NOTHING; // as most calls of most traces
      }
      if (list != lastList || cells != lastCells) {
        last = make(cells, keys, list);
        lastList = list;
        lastCells = cells;
      }
      return last;
    }

    private Map<String, LLMAggregatedUsage> make(Cells cells, CellKeys keys, int list) {
      if (part == Part.ALL && cells.next(list) == Cells.END) {
        sum.clear();
        sum.add(cells, list, keys);
        return Collections.singletonMap(keys.model(cells.key(list)), sum.build());
      }
      long[] ordered = byModel(cells, keys, list, part);
      String[] models = new String[ordered.length];
      LLMAggregatedUsage[] usages = new LLMAggregatedUsage[ordered.length];
      int size = 0;
      for (int at = 0; at < ordered.length; size++) {
        long place = ordered[at] >>> Integer.SIZE;
        String model = keys.model(cells.key((int) ordered[at]));
        sum.clear();
        for (; at < ordered.length && ordered[at] >>> Integer.SIZE == place; at++) {
          sum.add(cells, (int) ordered[at], keys);
        }
        models[size] = model;
        usages[size] = sum.build();
      }
      return size == ordered.length
          ? UsageByModel.of(models, usages)
          : UsageByModel.of(Arrays.copyOf(models, size), Arrays.copyOf(usages, size));
    }
  }

  /** {@return the cells that count, in the order of models, behind the place of its model each} */
  private static long[] byModel(Cells cells, CellKeys keys, int list, Part part) {
    int[] places = keys.modelPlaces();
    long[] ordered = new long[cells.length(list)];
    int size = 0;
    boolean isSorted = true;
    for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
      int key = cells.key(cell);
      if (part == Part.ALL || keys.applied(key) != null) {
        ordered[size] = (long) places[key] << Integer.SIZE | cell;
        isSorted &= size == 0 || ordered[size - 1] <= ordered[size];
        size++;
      }
    }
    long[] counting = size == ordered.length ? ordered : Arrays.copyOf(ordered, size);
    if (!isSorted) {
      Arrays.sort(counting);
    }
    return counting;
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
      int key = cells.key(cell);
      String model = keys.model(key);
      if ((part == Part.ALL || keys.applied(key) != null) && !without.contains(model)) {
        sums.computeIfAbsent(model, unused -> new OfModel()).add(cells, cell, keys);
      }
    }
  }

  private static Map<String, LLMAggregatedUsage> build(Map<String, OfModel> sums) {
    LLMAggregatedUsage[] usage = new LLMAggregatedUsage[sums.size()];
    int at = 0;
    for (OfModel sum : sums.values()) {
      usage[at++] = sum.build();
    }
    return UsageByModel.of(sums.keySet().toArray(String[]::new), usage);
  }

  /** The sum of one model's cells. */
  private final class OfModel {

    private final long[] counts = new long[Cells.COUNTS];
    private final Costs costs = new Costs(rules);
    private boolean isPriced = options.includeCosts();

    /** Null as long as there are none. */
    private @Nullable KindSums kinds;

    void clear() {
      Arrays.fill(counts, 0);
      costs.clear();
      isPriced = options.includeCosts();
      kinds = null;
    }

    void add(Cells cells, int cell, CellKeys keys) {
      int key = cells.key(cell);
      try {
        for (int i = 0; i < Cells.COUNTS; i++) {
          counts[i] = Math.addExact(counts[i], cells.count(cell, i));
        }
      } catch (ArithmeticException e) {
        throw new TokenOverflowException(keys.model(key), null);
      }
      if (KindSums.has(keys.key(key))) {
        kinds = kinds == null ? new KindSums(keys.model(key), rules) : kinds;
        kinds.add(cells, cell, keys.key(key));
      }
      if (keys.applied(key) == null) {
        isPriced &= rules.unpricedIsFree();
      } else if (isPriced) {
        costs.add(cells, cell, keys);
      }
    }

    LLMAggregatedUsage build() {
      Map<String, KindUsage> byKind = kinds == null ? Map.of() : kinds.build();
      return isPriced ? costs.usage(counts, byKind) : FixedPointUsage.withoutCosts(counts, byKind);
    }
  }
}
