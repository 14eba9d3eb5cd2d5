package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.aggregation.usage.UsageReader;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Whole traces on their way from records to sums: SEMANTICS.md section 8 and section 10, rule 44.
 * What is added up are tokens a price row; money is made of the sums when it is asked for. Not
 * thread-safe until all is summed up.
 */
final class Forest {

  private final CallGraph graph;
  private final TallyOptions options;
  private final Cells cells = new Cells();
  private final CellKeys keys = new CellKeys();
  private final int[] own;
  private final int[] sums;
  private final Findings priced = new Findings();
  private final Pricing pricing;

  Forest(CallGraph graph, PriceTable prices, TallyOptions options) {
    this.graph = graph;
    this.options = options;
    this.own = new int[graph.size()];
    Arrays.fill(own, Cells.END);
    this.sums = new int[graph.size()];
    this.pricing = new Pricing(new PriceLookup(prices, options), options, priced, cells, keys);
    cells.reserve(graph.memberCount());
  }

  /** Reads and prices the usage of every member. */
  void read(Findings findings) {
    UsageReader reader = new UsageReader(options, findings);
    for (int i = 0; i < own.length; i++) {
      if (graph.isMember(i)) {
        TracedCall call = graph.call(i);
        own[i] = pricing.add(call, Entry.of(call, reader.read(call)));
      }
    }
  }

  /**
   * Prices the usage that was read before.
   *
   * @param models from the name of a model to that of the one whose price is wanted
   */
  void price(Forest before, UnaryOperator<String> models) {
    for (int i = 0; i < own.length; i++) {
      Collection<Entry> entries = Entry.of(before.cells, before.own[i], before.keys, models);
      own[i] = pricing.add(graph.call(i), entries);
    }
  }

  /** Reports calls that seem to hold their children's usage, where they should hold their own. */
  void checkPreAggregation(Findings findings) {
    if (options.usageScope() == UsageScope.OWN) {
      new PreAggregation(graph, cells, keys, own).report(findings);
    }
  }

  /** {@return the sum beyond 64 bits that is to be refused} */
  Optional<OverflowCheck.Overflow> overflow() {
    return new OverflowCheck(graph, options.usageScope(), cells, keys, own).first();
  }

  void sumUp() {
    int[] firstChild = new int[own.length];
    int[] nextSibling = new int[own.length];
    Arrays.fill(firstChild, CallGraph.NONE);
    for (int call : graph.childrenFirst()) {
      sums[call] = sum(call, firstChild[call], nextSibling);
      int parent = graph.parent(call);
      if (parent != CallGraph.NONE && graph.isMember(parent)) {
        nextSibling[call] = firstChild[parent];
        firstChild[parent] = call;
      }
    }
  }

  private int sum(int call, int firstChild, int[] nextSibling) {
    int sum = own[call];
    int mine = cells.size();
    for (int child = firstChild; child != CallGraph.NONE; child = nextSibling[child]) {
      sum = merge(call, sum, sums[child], mine);
    }
    return sum;
  }

  /**
   * {@return the sum of a call so far and of one of its children} Both lists are sorted by key.
   * Cells are shared with the lists of other calls, but for those of this one.
   *
   * @param mine the first cell that was made for this call
   */
  private int merge(int call, int sum, int child, int mine) {
    boolean inclusive = options.usageScope() == UsageScope.INCLUSIVE && own[call] != Cells.END;
    int first = Cells.END;
    int last = Cells.END;
    int left = sum;
    int right = child;
    while (right != Cells.END && (left != Cells.END || inclusive)) {
      int key = cells.key(right);
      if (inclusive && keys.hasModel(cells, own[call], keys.model(key))) {
        right = cells.next(right);
        continue;
      }
      int cell;
      if (left == Cells.END || key < cells.key(left)) {
        cell = cells.copy(right, Cells.END);
        right = cells.next(right);
      } else {
        int next = cells.next(left);
        cell = left >= mine ? left : cells.copy(left, Cells.END);
        if (key == cells.key(cell)) {
          cells.add(cell, right);
          right = cells.next(right);
        }
        left = next;
      }
      if (last == Cells.END) {
        first = cell;
      } else {
        cells.link(last, cell);
      }
      last = cell;
    }
    int rest = right == Cells.END ? left : right;
    if (last == Cells.END) {
      return rest;
    }
    cells.link(last, rest);
    return first;
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

  /** {@return the list of a call's own usage} */
  int own(int call) {
    return own[call];
  }

  /** {@return the list of what a call sums up to} */
  int sum(int call) {
    return sums[call];
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
