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

  private final CallGraph<?> graph;
  private final UsageScope scope;
  private final TallyOptions options;
  private final Cells cells = new Cells();
  private final CellKeys keys = new CellKeys();
  private final int[] own;
  private final int[] sums;

  private Rollup(CallGraph<?> graph, TallyOptions options) {
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
    CallGraph<T> graph = new CallGraph<>(calls, picked);
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
    System.arraycopy(own, 0, sums, 0, own.length);
    for (int call : graph.childrenFirst()) {
      int parent = graph.parent(call);
      if (parent != CallGraph.NONE && graph.isMember(parent)) {
        addTo(parent, sums[call]);
      }
    }
  }

  /** Merges a child's sums into its parent's; both lists are sorted by key. */
  private void addTo(int parent, int childList) {
    int before = Cells.END;
    int at = sums[parent];
    for (int from = childList; from != Cells.END; from = cells.next(from)) {
      int key = cells.key(from);
      if (scope == UsageScope.INCLUSIVE && keys.hasModel(cells, own[parent], keys.model(key))) {
        continue;
      }
      if (sums[parent] == own[parent] && own[parent] != Cells.END) {
        sums[parent] = copy(own[parent]);
        at = sums[parent];
      }
      while (at != Cells.END && cells.key(at) < key) {
        before = at;
        at = cells.next(at);
      }
      if (at != Cells.END && cells.key(at) == key) {
        cells.add(at, from);
      } else {
        int copy = cells.copy(from, at);
        if (before == Cells.END) {
          sums[parent] = copy;
        } else {
          cells.link(before, copy);
        }
        before = copy;
      }
    }
  }

  /** {@return a copy of a list: a call's own usage stays as it is when its children are added} */
  private int copy(int list) {
    int first = cells.copy(list, Cells.END);
    int last = first;
    for (int cell = cells.next(list); cell != Cells.END; cell = cells.next(cell)) {
      int copy = cells.copy(cell, Cells.END);
      cells.link(last, copy);
      last = copy;
    }
    return first;
  }
}
