package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.aggregation.usage.UsageReader;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Sums usage from children into parents: SEMANTICS.md section 8 and section 10, rule 44. What is
 * added up are tokens a price row; money is made of the sums when it is asked for.
 */
public final class Rollup {

  private final CallGraph graph;
  private final UsageScope scope;
  private final TallyOptions options;
  private final Cells cells = new Cells();
  private final CellKeys keys = new CellKeys();
  private final int[] own;
  private final int[] sums;

  private Rollup(CallGraph graph, TallyOptions options) {
    this.graph = graph;
    this.scope = options.usageScope();
    this.options = options;
    this.own = new int[graph.size()];
    Arrays.fill(own, Cells.END);
    this.sums = new int[graph.size()];
  }

  /**
   * {@return the report} {@link io.tokentally.aggregation.Tally} says the rest.
   *
   * @param limit how many calls may be summed up
   */
  public static <T extends TracedCall> UsageReport report(
      Iterable<? extends T> calls,
      Predicate<? super T> picked,
      PriceTable prices,
      TallyOptions options,
      Limit limit) {
    CallGraph graph = new CallGraph(Records.of(calls, picked));
    limit.check(graph);
    graph.refuseSharedIds();
    return new Rollup(graph, options).read(prices);
  }

  /**
   * {@return the report of calls that were read before, at other prices}
   *
   * @param models from the name of a model to that of the one whose price is wanted
   */
  static UsageReport repriced(RolledUp before, PriceTable prices, UnaryOperator<String> models) {
    return new Rollup(before.graph(), before.options()).reprice(before, prices, models);
  }

  private UsageReport read(PriceTable prices) {
    Findings read = new Findings();
    Findings priced = new Findings();
    graph.report(read);
    UsageReader reader = new UsageReader(options, read);
    cells.reserve(graph.memberCount());
    Pricing pricing = new Pricing(new PriceLookup(prices, options), options, priced, cells, keys);
    for (int i = 0; i < own.length; i++) {
      if (graph.isMember(i)) {
        TracedCall call = graph.call(i);
        own[i] = pricing.add(call, Entry.of(call, reader.read(call)));
      }
    }
    read.throwIfOverflow();
    Map<String, String> units = keys.units(options.mixedUnits());
    if (scope == UsageScope.OWN) {
      new PreAggregation(graph, cells, keys, own).report(read);
    }
    new OverflowCheck(graph, scope, cells, keys, own).throwIfOverflow();
    return sumUp(pricing, read, priced, units);
  }

  private UsageReport reprice(RolledUp before, PriceTable prices, UnaryOperator<String> models) {
    Findings priced = new Findings();
    Pricing pricing = new Pricing(new PriceLookup(prices, options), options, priced, cells, keys);
    for (int i = 0; i < own.length; i++) {
      own[i] = pricing.add(graph.call(i), before.entries(i, models));
    }
    return sumUp(pricing, before.read(), priced, keys.units(options.mixedUnits()));
  }

  private UsageReport sumUp(
      Pricing pricing, Findings read, Findings priced, Map<String, String> units) {
    sumUp();
    return new RolledUp(
        graph, options, cells, keys, own, sums, read, priced, pricing.unpriced(), units);
  }

  private void sumUp() {
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
    boolean inclusive = scope == UsageScope.INCLUSIVE && own[call] != Cells.END;
    int first = Cells.END;
    int last = Cells.END;
    int left = sum;
    int right = child;
    while (right != Cells.END && (left != Cells.END || inclusive)) {
      int key = cells.key(right);
      int cell;
      if (inclusive && keys.hasModel(cells, own[call], keys.model(key))) {
        right = cells.next(right);
        continue;
      }
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
}
