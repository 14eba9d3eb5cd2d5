package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedModel;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.usage.Findings;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Sums usage from children into parents: SEMANTICS.md section 8 and section 10, rule 44. What is
 * added up are tokens a price row; money is made of the sums when it is asked for.
 */
public final class Rollup {

  private final CallGraph<?> graph;
  private final UsageScope scope;
  private final Cells cells = new Cells();
  private final PricedModels keys = new PricedModels();
  private final int[] own;
  private final int[] sums;

  private Rollup(CallGraph<?> graph, UsageScope scope) {
    this.graph = graph;
    this.scope = scope;
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
    return new Rollup(graph, options.usageScope()).report(prices, options);
  }

  private UsageReport report(PriceTable prices, TallyOptions options) {
    Findings findings = new Findings();
    graph.report(findings);
    List<UnpricedModel> unpriced = readOwn(new OwnUsage(prices, options, findings, cells, keys));
    findings.throwIfOverflow();
    Map<String, String> units = keys.units(options.mixedUnits());
    if (scope == UsageScope.OWN) {
      new PreAggregation(graph, cells, keys, own).report(findings);
    }
    new OverflowCheck(graph, scope, cells, keys, own).throwIfOverflow();
    sumUp();
    UsageTables tables = new UsageTables(cells, keys, options);
    return new RolledUp(graph, tables, own, sums, findings, unpriced, units);
  }

  private List<UnpricedModel> readOwn(OwnUsage reader) {
    for (int i = 0; i < own.length; i++) {
      if (graph.isMember(i)) {
        own[i] = reader.read(graph.call(i));
      }
    }
    return reader.unpriced();
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
      if (scope == UsageScope.INCLUSIVE && hasOwn(parent, keys.model(key))) {
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

  private boolean hasOwn(int call, String model) {
    for (int cell = own[call]; cell != Cells.END; cell = cells.next(cell)) {
      if (keys.model(cells.key(cell)).equals(model)) {
        return true;
      }
    }
    return false;
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
