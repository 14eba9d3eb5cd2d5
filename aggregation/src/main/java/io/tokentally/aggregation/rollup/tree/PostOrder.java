package io.tokentally.aggregation.rollup.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Calls in an order in which each stands after its children: docs/semantics.md rule 42. */
final class PostOrder {

  private static final int NONE = CallGraph.NONE;

  /** Stands for the number of children of a call that has its place. */
  private static final int TAKEN = -1;

  private final int[] parents;
  private final int[] calls;
  private final List<int[]> cycles = new ArrayList<>();

  /**
   * Orders calls.
   *
   * @param parents the parent of each; the links of cycles are cut
   */
  PostOrder(int[] parents) {
    this.parents = parents;
    this.calls = new int[parents.length];
    if (parentsComeFirst()) {
      Arrays.setAll(calls, i -> parents.length - 1 - i);
    } else {
      order();
    }
  }

  /** {@return whether each parent has a smaller number than its children, as traces are written} */
  private boolean parentsComeFirst() {
    for (int i = 0; i < parents.length; i++) {
      if (parents[i] >= i) {
        return false;
      }
    }
    return true;
  }

  /** Takes away leaf after leaf; what is left lies on cycles, whose links are then cut. */
  private void order() {
    int[] childrenLeft = new int[parents.length];
    for (int parent : parents) {
      if (parent != NONE) {
        childrenLeft[parent]++;
      }
    }
    int end = 0;
    for (int i = 0; i < parents.length; i++) {
      // From a leaf up as far as nothing is missing: calls of a trace stay together.
      for (int at = i; at != NONE && childrenLeft[at] == 0; at = parents[at]) {
        childrenLeft[at] = TAKEN;
        calls[end++] = at;
        if (parents[at] != NONE) {
          childrenLeft[parents[at]]--;
        }
      }
    }
    for (int i = 0; i < parents.length && end < parents.length; i++) {
      if (childrenLeft[i] > 0) {
        int[] cycle = cutCycle(i, childrenLeft);
        cycles.add(cycle);
        System.arraycopy(cycle, 0, calls, end, cycle.length);
        end += cycle.length;
      }
    }
  }

  private int[] cutCycle(int start, int[] childrenLeft) {
    int[] cycle = new int[8];
    int size = 0;
    for (int at = start; parents[at] != NONE; ) {
      cycle = size == cycle.length ? Arrays.copyOf(cycle, 2 * size) : cycle;
      cycle[size++] = at;
      childrenLeft[at] = 0;
      int parent = parents[at];
      parents[at] = NONE;
      at = parent;
    }
    return Arrays.copyOf(cycle, size);
  }

  int[] calls() {
    return calls;
  }

  /** {@return the calls of each cycle} */
  List<int[]> cycles() {
    return cycles;
  }
}
