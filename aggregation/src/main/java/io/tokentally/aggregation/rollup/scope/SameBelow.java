package io.tokentally.aggregation.rollup.scope;

import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the calls whose usage says the same as that of some call below them, at any depth, but for
 * those where it is the only nearest one: its usage is their sum already. Time linear in the calls:
 * they are gone through backwards in pre-order, where the calls below one follow it without a gap.
 */
final class SameBelow {

  private static final int NO_CHILD = -1;
  private static final int CHILDREN = -2;

  private final CallGraph graph;
  private final Cells cells;
  private final int[] own;
  private final TokenTotals totals = new TokenTotals();
  private final TokenTotals nearest = new TokenTotals();

  SameBelow(CallGraph graph, Cells cells, int[] own) {
    this.graph = graph;
    this.cells = cells;
    this.own = own;
  }

  /** {@return the calls, by number} */
  BitSet calls() {
    Lookalikes lookalikes = new Lookalikes(cells, own);
    BitSet answered = lookalikes.answered(candidates(), graph.childrenFirst());
    if (!answered.isEmpty()) {
      answered.andNot(likeTheOnlyNearest(answered));
    }
    if (answered.isEmpty()) {
      return answered;
    }
    Set<Signature> asked = new HashSet<>();
    answered.stream()
        .forEach(
            call -> {
              read(totals, call);
              asked.addAll(Signature.asked(totals));
            });
    return below(answered, lookalikes.answering(answered), asked);
  }

  /** {@return the calls with usage that have others with usage below} */
  private BitSet candidates() {
    BitSet below = new BitSet();
    BitSet candidates = new BitSet();
    for (int call : graph.childrenFirst()) {
      boolean has = own[call] != Cells.END;
      if (has && below.get(call)) {
        candidates.set(call);
      }
      int parent = graph.parent(call);
      if (parent != CallGraph.NONE && (has || below.get(call))) {
        below.set(parent);
      }
    }
    return candidates;
  }

  /** {@return those of some calls with one nearest call below that has usage, and says the same} */
  private BitSet likeTheOnlyNearest(BitSet calls) {
    int[] onlyChild = new int[own.length];
    Arrays.fill(onlyChild, NO_CHILD);
    for (int call : graph.childrenFirst()) {
      int parent = graph.parent(call);
      if (parent != CallGraph.NONE) {
        onlyChild[parent] = onlyChild[parent] == NO_CHILD ? call : CHILDREN;
      }
    }
    BitSet alike = new BitSet();
    calls.stream()
        .forEach(
            call -> {
              // Each call without usage is passed once, from the one above it that has some.
              int at = onlyChild[call];
              while (at >= 0 && own[at] == Cells.END) {
                at = onlyChild[at];
              }
              if (at >= 0) {
                read(totals, call);
                read(nearest, at);
                alike.set(call, totals.says(nearest));
              }
            });
    return alike;
  }

  /**
   * {@return those of some calls that have their like below}
   *
   * @param offering calls that may be like one of them, these among them
   */
  private BitSet below(BitSet candidates, BitSet offering, Set<Signature> asked) {
    int[] childrenFirst = graph.childrenFirst();
    int size = childrenFirst.length;
    int[] sizes = new int[size];
    for (int call : childrenFirst) {
      sizes[call]++;
      if (graph.parent(call) != CallGraph.NONE) {
        sizes[graph.parent(call)] += sizes[call];
      }
    }
    int[] free = new int[size];
    BitSet interesting = new BitSet(size);
    int[] byPlace = new int[size];
    int roots = 0;
    for (int at = size - 1; at >= 0; at--) {
      int call = childrenFirst[at];
      int parent = graph.parent(call);
      int place;
      if (parent == CallGraph.NONE) {
        place = roots;
        roots += sizes[call];
      } else {
        place = free[parent];
        free[parent] += sizes[call];
      }
      free[call] = place + 1;
      if (offering.get(call)) {
        byPlace[place] = call;
        interesting.set(place);
      }
    }
    BitSet same = new BitSet();
    Map<Signature, Integer> next = new HashMap<>();
    for (int place = interesting.previousSetBit(size);
        place >= 0;
        place = interesting.previousSetBit(place - 1)) {
      int call = byPlace[place];
      read(totals, call);
      if (candidates.get(call)) {
        int end = place + sizes[call];
        for (Signature each : Signature.asked(totals)) {
          Integer found = next.get(each);
          if (found != null && found < end) {
            same.set(call);
          }
        }
      }
      for (Signature each : Signature.offered(totals)) {
        if (asked.contains(each)) {
          next.put(each, place);
        }
      }
    }
    return same;
  }

  private void read(TokenTotals usage, int call) {
    usage.clear();
    for (int cell = own[call]; cell != Cells.END; cell = cells.next(cell)) {
      usage.add(cells, cell);
    }
  }
}
