package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.LineItem;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.rollup.ledger.AppliedRates;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.PricedCell;
import io.tokentally.aggregation.rollup.scope.InclusiveModels;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.rollup.tree.TraceKey;
import io.tokentally.aggregation.rules.TallyRules;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Takes a cost apart again, down to the tokens of each call. */
final class LineItems {

  private record Counting(Forest forest, int call) {
    TracedCall record() {
      return forest.graph().call(call);
    }
  }

  private static final Comparator<CellKeys.Key> BY_PORTION =
      Comparator.comparing(CellKeys.Key::portion)
          .thenComparing(
              CellKeys.Key::applied,
              Comparator.nullsFirst(Comparator.comparingInt(AppliedRates::place)));

  private final TallyOptions options;
  private final String model;
  private final TallyRules rules;
  private final List<Counting> counting = new ArrayList<>();
  private final List<LineItem> items = new ArrayList<>();

  LineItems(TallyOptions options, String model) {
    this.options = options;
    this.model = model;
    this.rules = TallyRules.of(options.dialect());
  }

  /** Adds what the usage in some calls and everything below them is made of. */
  void add(Forest forest, IntStream calls) {
    counting(forest, calls, options, model).stream()
        .forEach(call -> counting.add(new Counting(forest, call)));
  }

  /** {@return what was added, by the start of the calls} */
  List<LineItem> items() {
    counting.sort(
        Comparator.comparing(Counting::record, CallGraph.BY_START.thenComparing(TraceKey::of)));
    counting.forEach(each -> add(each.forest, each.call));
    return items;
  }

  /** {@return the calls, of some and those below them, whose own usage of the model counts} */
  static BitSet counting(Forest forest, IntStream calls, TallyOptions options, String model) {
    CallGraph graph = forest.graph();
    BitSet below = new BitSet();
    calls.forEach(below::set);
    InclusiveModels held = new InclusiveModels(options.usageScope(), forest.keys());
    BitSet counting = new BitSet();
    int[] childrenFirst = graph.childrenFirst();
    for (int at = childrenFirst.length - 1; at >= 0; at--) {
      int call = childrenFirst[at];
      int parent = graph.parent(call);
      if (parent != CallGraph.NONE
          && below.get(parent)
          && !held.of(forest.cells(), forest.counted(parent)).contains(model)) {
        below.set(call);
      }
      if (below.get(call) && forest.keys().hasModel(forest.cells(), forest.counted(call), model)) {
        counting.set(call);
      }
    }
    return counting;
  }

  private void add(Forest forest, int call) {
    String id = forest.graph().call(call).id();
    Cells cells = forest.cells();
    CellKeys keys = forest.keys();
    List<Integer> ours = new ArrayList<>();
    for (int cell = forest.own(call); cell != Cells.END; cell = cells.next(cell)) {
      if (keys.model(cells.key(cell)).equals(model)) {
        ours.add(cell);
      }
    }
    // The numbers of the keys depend on the order of the calls.
    ours.sort(Comparator.comparing(cell -> keys.key(cells.key(cell)), BY_PORTION));
    for (int cell : ours) {
      CellKeys.Key key = keys.key(cells.key(cell));
      PricedCell.lines(
          key,
          count -> cells.count(cell, count),
          rules,
          (kind, within, count, rate) ->
              items.add(new LineItem(id, model, kind, count, price(key.applied(), within, rate))));
    }
  }

  private static LineItem.@Nullable Price price(
      @Nullable AppliedRates applied, Within within, @Nullable BigDecimal rate) {
    return applied == null || rate == null
        ? null
        : new LineItem.Price(
            rate, PricedCell.unit(within, applied.row()), applied.row(), applied.variant());
  }
}
