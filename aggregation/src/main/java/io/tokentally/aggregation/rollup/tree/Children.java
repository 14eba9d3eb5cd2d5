package io.tokentally.aggregation.rollup.tree;

import java.util.stream.IntStream;

/** The calls directly below each call of a graph. Immutable. */
final class Children {

  /** Where the children of a call begin in {@link #calls}; one place more than there are calls. */
  private final int[] starts;

  private final int[] calls;

  Children(CallGraph graph) {
    int size = graph.size();
    starts = new int[size + 1];
    for (int i = 0; i < size; i++) {
      if (graph.parent(i) != CallGraph.NONE) {
        starts[graph.parent(i) + 1]++;
      }
    }
    for (int i = 0; i < size; i++) {
      starts[i + 1] += starts[i];
    }
    calls = new int[starts[size]];
    int[] ends = starts.clone();
    for (int i = 0; i < size; i++) {
      if (graph.parent(i) != CallGraph.NONE) {
        calls[ends[graph.parent(i)]++] = i;
      }
    }
  }

  IntStream of(int call) {
    return IntStream.range(starts[call], starts[call + 1]).map(at -> calls[at]);
  }
}
