package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.Entry;
import io.tokentally.aggregation.rollup.ledger.SumCount;
import io.tokentally.aggregation.rollup.pricing.PriceLookup;
import io.tokentally.aggregation.rollup.pricing.Pricing;
import io.tokentally.aggregation.rollup.pricing.Unpriced;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.aggregation.usage.UsageReader;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whole traces on their way from records to sums: docs/semantics.md section 8, rule 44. What is
 * added up are tokens a price row; money is made of the sums when it is asked for. Not thread-safe
 * until all is summed up.
 */
final class Forest {

  private final CallGraph graph;
  private final TallyOptions options;
  private final Cells cells = new Cells();
  private final CellKeys keys;
  private final int[] own;
  private int[] sums = {};

  /** How many cells are of the calls' own usage; those of sums come after them. */
  private int ownCells;

  private boolean mayBePreAggregated;

  /** Calls whose own usage does not count. */
  private BitSet repeated = new BitSet();

  /** Calls on whose price or kinds of usage there is something to report, if their usage counts. */
  private final BitSet remarkable = new BitSet();

  /** From the recorded name of a model to that of the one whose price is wanted. */
  private UnaryOperator<String> renaming = model -> model;

  private final Findings priced;
  private final Pricing pricing;
  private @Nullable CountedAbove countedAbove;

  Forest(CallGraph graph, PriceTable prices, TallyOptions options) {
    this.graph = graph;
    this.options = options;
    this.keys = new CellKeys(TallyRules.of(options.dialect()));
    this.priced = new Findings(options);
    this.own = new int[graph.size()];
    Arrays.fill(own, Cells.END);
    this.pricing = new Pricing(new PriceLookup(prices, options), options, priced, cells, keys);
  }

  /**
   * {@return the anomalies found on reading and pricing the usage of every member}
   *
   * @param count of the calls' own usage, which is a part of their sums
   */
  Findings read(SumCount count) {
    Findings findings = new Findings(options);
    UsageReader reader = new UsageReader(options, findings);
    int counted = 0;
    for (int i = 0; i < own.length; i++) {
      if (graph.isMember(i) && !graph.isLoggedBefore(i)) {
        TracedCall call = graph.call(i);
        own[i] = add(i, reader.read(call));
      }
      if (cells.size() - counted >= SumCount.STEP) {
        if (counted == 0) {
          reserve(i);
        }
        count.add(cells.size() - counted);
        counted = cells.size();
      }
    }
    count.add(cells.size() - counted);
    return findings;
  }

  /**
   * Makes room at once for the cells of all calls, if as many come of the others as of those so
   * far, and some for sums.
   */
  private void reserve(int calls) {
    long expected = (long) cells.size() * own.length / (calls + 1);
    cells.reserve((int) Math.min(2 * expected, own.length + own.length / 16));
  }

  /**
   * Prices the usage that was read before.
   *
   * @param models from the recorded name of a model to that of the one whose price is wanted
   */
  void price(Forest before, UnaryOperator<String> models) {
    renaming = models;
    for (int i = 0; i < own.length; i++) {
      if (before.own[i] != Cells.END) {
        own[i] = add(i, entries(i));
      }
    }
  }

  /** {@return a call's usage, read once more: its sums no longer say what was one request} */
  private List<Entry> entries(int i) {
    UsageReader reader = new UsageReader(options, new Findings(options));
    return Entry.renamed(reader.read(graph.call(i)), renaming);
  }

  private int add(int i, List<Entry> entries) {
    TracedCall call = graph.call(i);
    if (!isDecidedLater()) {
      return pricing.add(call, entries);
    }
    int list = pricing.addQuietly(call, entries);
    remarkable.set(i, pricing.isRemarkable());
    return list;
  }

  /** {@return whether it turns out only in the trees which usage counts} */
  private boolean isDecidedLater() {
    return options.usageScope() == UsageScope.AUTO
        || options.usageScope() == UsageScope.MODEL_CALLS;
  }

  /** {@return the sum above 64 bits that does not fit} */
  Optional<OverflowCheck.Overflow> overflow() {
    return new OverflowCheck(graph, options.usageScope(), cells, keys, this::counted).first();
  }

  /** Sums up what was read, or priced, as long as there are not too many sums. */
  void sumUp(SumCount count) {
    ownCells = cells.size();
    boolean countsAll = options.usageScope() == UsageScope.OWN;
    TreeSums trees =
        new TreeSums(graph, cells, keys, own, options, count, countsAll ? null : priced);
    sums = trees.sumUp();
    mayBePreAggregated = countsAll && trees.hasOwnBesideBelow();
    repeated = trees.repeated();
    remarkable.andNot(repeated);
    remarkable.stream().forEach(this::report);
  }

  /**
   * {@return under OWN, the usage that only looks as if it repeated other usage} No sum depends on
   * it: it is looked for when somebody asks, on the way through sums that are made once more.
   */
  Findings preAggregated() {
    Findings found = new Findings(options);
    if (mayBePreAggregated) {
      SumCount count = new SumCount(options);
      new TreeSums(graph, cells.first(ownCells), keys, own, options, count, found).sumUp();
    }
    return found;
  }

  /** Reports on the price of a call's usage, now that it is known to count. */
  private void report(int i) {
    pricing.report(graph.call(i), entries(i));
  }

  CallGraph graph() {
    return graph;
  }

  Cells cells() {
    return cells;
  }

  CellKeys keys() {
    return keys;
  }

  UnaryOperator<String> renaming() {
    return renaming;
  }

  /** {@return the list of a call's own usage} */
  int own(int call) {
    return own[call];
  }

  /** {@return the list of what counts of a call's own usage} */
  int counted(int call) {
    return repeated.get(call) ? Cells.END : own[call];
  }

  /** {@return the list of what a call sums up to} */
  int sum(int call) {
    return sums[call];
  }

  /** {@return the models that calls above hold; made when it is first asked for} */
  synchronized CountedAbove countedAbove() {
    if (countedAbove == null) {
      countedAbove = new CountedAbove(this, options.usageScope());
    }
    return countedAbove;
  }

  /** {@return what was found on pricing} */
  Findings priced() {
    return priced;
  }

  /** {@return what has no price} */
  Unpriced unpriced() {
    return pricing.unpriced();
  }
}
