package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.LineItem;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.rollup.ledger.AppliedRates;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.Portion;
import io.tokentally.aggregation.rollup.ledger.Rate;
import io.tokentally.aggregation.rollup.scope.InclusiveModels;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.rollup.tree.TraceKey;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.aggregation.usage.UsageReader;
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

  private final TallyOptions options;
  private final String model;
  private final List<Counting> counting = new ArrayList<>();
  private final List<LineItem> items = new ArrayList<>();

  LineItems(TallyOptions options, String model) {
    this.options = options;
    this.model = model;
  }

  /** Adds what the usage in some calls and everything below them is made of. */
  void add(Forest forest, IntStream calls) {
    counting(forest, calls).stream().forEach(call -> counting.add(new Counting(forest, call)));
  }

  /** {@return what was added, by the start of the calls} */
  List<LineItem> items() {
    counting.sort(
        Comparator.comparing(Counting::record, CallGraph.BY_START.thenComparing(TraceKey::of)));
    counting.forEach(each -> add(each.forest, each.call));
    return items;
  }

  /** {@return the calls whose own usage of the model counts} */
  private BitSet counting(Forest forest, IntStream calls) {
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
    TracedCall record = forest.graph().call(call);
    Cells cells = forest.cells();
    CellKeys keys = forest.keys();
    List<Integer> ours = new ArrayList<>();
    boolean withoutRate = false;
    for (int cell = forest.own(call); cell != Cells.END; cell = cells.next(cell)) {
      CellKeys.Key key = keys.key(cells.key(cell));
      if (key.name().recorded().equals(model)) {
        if (key.portion() == Portion.NO_RATE) {
          withoutRate = true;
        } else {
          ours.add(cell);
        }
      }
    }
    // The numbers of the keys depend on the order of the calls.
    ours.sort(Comparator.comparing(cell -> keys.key(cells.key(cell)).portion()));
    ours.forEach(cell -> add(record.id(), cells, cell, keys.key(cells.key(cell))));
    if (withoutRate) {
      addUnpricedKinds(record);
    }
  }

  /** Reads the call once more: the report does not list the kinds of very many calls. */
  private void addUnpricedKinds(TracedCall call) {
    Findings findings = new Findings(options);
    new UsageReader(options, findings).read(call);
    for (UnpricedKind kind : findings.unpricedKinds()) {
      if (kind.model().equals(model)) {
        items.add(new LineItem(call.id(), model, kind.kind(), kind.count(), null));
      }
    }
  }

  private void add(String id, Cells cells, int cell, CellKeys.Key key) {
    for (Rate rate : Rate.values()) {
      long count = cells.count(cell, rate.count());
      if (count != 0) {
        String kind = rate.nameOf(key.portion());
        items.add(new LineItem(id, key.name().recorded(), kind, count, price(rate, key)));
      }
    }
  }

  private LineItem.@Nullable Price price(Rate rate, CellKeys.Key key) {
    AppliedRates applied = key.applied();
    if (applied == null) {
      return null;
    }
    BigDecimal amount = rate.of(applied.rates(), key.portion(), TallyRules.of(options.dialect()));
    return new LineItem.Price(amount, rate.unit(applied.row()), applied.row(), applied.variant());
  }
}
