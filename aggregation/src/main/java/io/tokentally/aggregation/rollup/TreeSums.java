package io.tokentally.aggregation.rollup;

import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.SumCount;
import io.tokentally.aggregation.rollup.scope.HeldModels;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import java.util.Arrays;
import java.util.Set;

/** Sums the lists of {@link Cells} of calls up their trees, children before parents. */
final class TreeSums {

  private final CallGraph graph;
  private final Cells cells;
  private final CellKeys keys;
  private final int[] own;
  private final HeldModels held;
  private final SumCount count;
  private final int[] sums;

  /** How many cells each of the sums has. */
  private final int[] lengths;

  TreeSums(
      CallGraph graph, Cells cells, CellKeys keys, int[] own, UsageScope scope, SumCount count) {
    this.graph = graph;
    this.cells = cells;
    this.keys = keys;
    this.own = own;
    this.held = new HeldModels(scope, keys);
    this.count = count;
    this.sums = new int[own.length];
    this.lengths = new int[own.length];
  }

  /** {@return the list of what each call sums up to} */
  int[] sumUp() {
    int[] firstChild = new int[own.length];
    int[] nextSibling = new int[own.length];
    Arrays.fill(firstChild, CallGraph.NONE);
    long made = 0;
    for (int call : graph.childrenFirst()) {
      sums[call] = sum(call, firstChild[call], nextSibling);
      int parent = graph.parent(call);
      if (parent != CallGraph.NONE && graph.isMember(parent)) {
        nextSibling[call] = firstChild[parent];
        firstChild[parent] = call;
      }
      made += lengths[call];
      if (made >= SumCount.STEP) {
        count.add(made);
        made = 0;
      }
    }
    count.add(made);
    return sums;
  }

  private int sum(int call, int firstChild, int[] nextSibling) {
    int sum = own[call];
    int mine = cells.size();
    lengths[call] = cells.length(sum);
    Set<String> included = firstChild == CallGraph.NONE ? Set.of() : held.of(cells, sum);
    for (int child = firstChild; child != CallGraph.NONE; child = nextSibling[child]) {
      sum = merge(call, sum, child, mine, included);
    }
    return sum;
  }

  /**
   * {@return the sum of a call so far and of one of its children} Both lists are sorted by key.
   * Cells are shared with the lists of other calls, but for those of this one.
   *
   * @param mine the first cell that was made for this call
   * @param included the models of which the call's own usage holds that of its children
   */
  private int merge(int call, int sum, int child, int mine, Set<String> included) {
    lengths[call] += lengths[child];
    int first = Cells.END;
    int last = Cells.END;
    int left = sum;
    int right = sums[child];
    while (right != Cells.END && (left != Cells.END || !included.isEmpty())) {
      int key = cells.key(right);
      if (!included.isEmpty() && included.contains(keys.model(key))) {
        lengths[call]--;
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
          lengths[call]--;
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
