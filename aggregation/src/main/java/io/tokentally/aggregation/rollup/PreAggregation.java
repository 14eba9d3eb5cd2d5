package io.tokentally.aggregation.rollup;

import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.usage.Findings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for calls whose own usage is exactly the sum of their direct children's: SEMANTICS.md
 * section 8 and section 10, rule 43.
 */
final class PreAggregation {

  /** Stands for a call whose children have something that it has not. */
  private static final Map<String, long[]> NOT_A_SUM = Map.of();

  private final CallGraph<?> graph;
  private final Cells cells;
  private final CellKeys keys;
  private final int[] own;

  PreAggregation(CallGraph<?> graph, Cells cells, CellKeys keys, int[] own) {
    this.graph = graph;
    this.cells = cells;
    this.keys = keys;
    this.own = own;
  }

  void report(Findings findings) {
    Map<Integer, Map<String, long[]>> rests = new HashMap<>();
    for (int child = 0; child < own.length; child++) {
      int parent = graph.parent(child);
      if (parent != CallGraph.NONE && own[parent] != Cells.END && own[child] != Cells.END) {
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
