package io.tokentally.aggregation.rollup;

import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.usage.Findings;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Looks for calls whose own usage is exactly the sum of their direct children's: docs/semantics.md
 * section 8, rule 43.
 */
final class PreAggregation {

  /** Stands for a call whose children have something that it has not. */
  private static final Map<String, long[]> NOT_A_SUM = Map.of();

  private final CallGraph graph;
  private final Cells cells;
  private final CellKeys keys;
  private final int[] own;

  PreAggregation(CallGraph graph, Cells cells, CellKeys keys, int[] own) {
    this.graph = graph;
    this.cells = cells;
    this.keys = keys;
    this.own = own;
  }

  void report(Findings findings) {
    BitSet candidates = candidates();
    if (candidates.isEmpty()) {
      return;
    }
    Map<Integer, Map<String, long[]>> rests = new HashMap<>();
    for (int child = 0; child < own.length; child++) {
      int parent = graph.parent(child);
      if (parent != CallGraph.NONE && candidates.get(parent) && own[child] != Cells.END) {
        Map<String, long[]> rest = rests.computeIfAbsent(parent, this::counts);
        if (!subtract(rest, child)) {
          rests.put(parent, NOT_A_SUM);
        }
      }
    }
    rests.forEach(
        (parent, rest) -> {
          if (!rest.isEmpty() && rest.values().stream().allMatch(PreAggregation::isZero)) {
            List<String> id = List.of(graph.call(parent).id());
            findings.add(Anomaly.of(Anomaly.Kind.LOOKS_PRE_AGGREGATED, id, null));
          }
        });
  }

  /**
   * {@return the calls of which it may be true} Each usage has one number, a sum of its counts with
   * a factor for each model and count; where usage is a sum, so is its number. Few others are.
   */
  private BitSet candidates() {
    long[] factors = factors();
    long[] sums = new long[own.length];
    BitSet parents = new BitSet();
    for (int child = 0; child < own.length; child++) {
      int parent = graph.parent(child);
      if (parent != CallGraph.NONE && own[parent] != Cells.END && own[child] != Cells.END) {
        parents.set(parent);
        sums[parent] += number(child, factors);
      }
    }
    BitSet candidates = new BitSet();
    parents.stream().filter(i -> sums[i] == number(i, factors)).forEach(candidates::set);
    return candidates;
  }

  private long number(int call, long[] factors) {
    long number = 0;
    for (int cell = own[call]; cell != Cells.END; cell = cells.next(cell)) {
      int first = cells.key(cell) * Cells.COUNTS;
      for (int i = 0; i < Cells.COUNTS; i++) {
        number += cells.count(cell, i) * factors[first + i];
      }
    }
    return number;
  }

  /** {@return six factors a key, the same for all keys of one model} */
  private long[] factors() {
    SplittableRandom random = new SplittableRandom(own.length);
    Map<String, long[]> byModel = new HashMap<>();
    long[] factors = new long[keys.size() * Cells.COUNTS];
    for (int key = 0; key < keys.size(); key++) {
      long[] six =
          byModel.computeIfAbsent(keys.model(key), model -> random.longs(Cells.COUNTS).toArray());
      System.arraycopy(six, 0, factors, key * Cells.COUNTS, Cells.COUNTS);
    }
    return factors;
  }

  private Map<String, long[]> counts(int call) {
    Map<String, long[]> counts = new HashMap<>();
    for (int cell = own[call]; cell != Cells.END; cell = cells.next(cell)) {
      String model = keys.model(cells.key(cell));
      long[] six = counts.computeIfAbsent(model, unused -> new long[Cells.COUNTS]);
      for (int i = 0; i < six.length; i++) {
        six[i] += cells.count(cell, i);
      }
    }
    return counts;
  }

  /** {@return whether as much was there to be taken away} */
  private boolean subtract(Map<String, long[]> rest, int child) {
    for (int cell = own[child]; cell != Cells.END; cell = cells.next(cell)) {
      long[] six = rest.get(keys.model(cells.key(cell)));
      if (six == null) {
        return false;
      }
      for (int i = 0; i < six.length; i++) {
        six[i] -= cells.count(cell, i);
        if (six[i] < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean isZero(long[] counts) {
    return Arrays.stream(counts).allMatch(count -> count == 0);
  }
}
