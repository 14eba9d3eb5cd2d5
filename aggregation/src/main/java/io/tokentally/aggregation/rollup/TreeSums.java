package io.tokentally.aggregation.rollup;

import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.ScopeDecision.Reason;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.SumCount;
import io.tokentally.aggregation.rollup.scope.BatchScope;
import io.tokentally.aggregation.rollup.scope.Decided;
import io.tokentally.aggregation.rollup.scope.InclusiveModels;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.aggregation.usage.Findings;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sums the lists of {@link Cells} of calls up their trees, children before parents, and decides on
 * the way which usage only repeats other usage.
 */
final class TreeSums {

  private final CallGraph graph;
  private final Cells cells;
  private final CellKeys keys;
  private final int[] own;
  private final TallyOptions options;
  private final InclusiveModels held;
  private final SumCount count;
  private final @Nullable Findings findings;
  private final int[] sums;

  /** How many cells each of the sums has. */
  private final int[] lengths;

  private final int[] firstChild;
  private final int[] nextSibling;
  private final BatchScope scope;
  private boolean ownBesideBelow;

  /** Calls whose own usage does not count. */
  private final BitSet repeated = new BitSet();

  /**
   * Under OWN, where all usage counts: what of it repeats other usage. Null as long as none does.
   */
  private int @Nullable [] excess;

  /**
   * Sums to be made.
   *
   * @param findings takes what is decided; null where all usage counts, and nobody asks for more
   */
  TreeSums(
      CallGraph graph,
      Cells cells,
      CellKeys keys,
      int[] own,
      TallyOptions options,
      SumCount count,
      @Nullable Findings findings) {
    this.graph = graph;
    this.cells = cells;
    this.keys = keys;
    this.own = own;
    this.options = options;
    this.held = new InclusiveModels(options.usageScope(), keys);
    this.count = count;
    this.findings = findings;
    this.sums = new int[own.length];
    this.lengths = new int[own.length];
    this.firstChild = new int[own.length];
    this.nextSibling = new int[own.length];
    this.scope = new BatchScope(graph, cells, keys, own, options);
  }

  /** {@return the list of what each call sums up to} */
  int[] sumUp() {
    Arrays.fill(firstChild, CallGraph.NONE);
    long made = 0;
    for (int call : graph.childrenFirst()) {
      sums[call] = sum(call);
      int parent = graph.parent(call);
      if (parent != CallGraph.NONE && graph.isMember(parent)) {
        nextSibling[call] = firstChild[parent];
        firstChild[parent] = call;
      } else {
        nextSibling[call] = CallGraph.NONE;
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

  /** {@return the calls whose own usage repeats other usage and does not count} */
  BitSet repeated() {
    return repeated;
  }

  /** {@return whether a call has usage of its own and some below} */
  boolean hasOwnBesideBelow() {
    return ownBesideBelow;
  }

  private int sum(int call) {
    if (firstChild[call] == CallGraph.NONE) {
      lengths[call] = cells.length(own[call]);
      return own[call];
    }
    int mine = cells.size();
    int below = below(call, mine);
    if (own[call] == Cells.END || below == Cells.END) {
      int sum = own[call] == Cells.END ? below : own[call];
      lengths[call] = cells.length(sum);
      passExcess(call, Cells.END);
      return sum;
    }
    if (held.any()) {
      lengths[call] = cells.length(own[call]) + cells.length(below);
      return merge(call, own[call], below, mine, held.of(cells, own[call]));
    }
    ownBesideBelow = true;
    if (findings == null) {
      lengths[call] = cells.length(below) + cells.length(own[call]);
      return merge(call, below, own[call], mine, Set.of());
    }
    Reason reason = scope.repeats(call, below, excessBelow(call), firstChild, nextSibling);
    boolean countsAll = options.usageScope() == UsageScope.OWN;
    if (countsAll) {
      passExcess(call, reason == null ? Cells.END : own[call]);
      if (reason != null) {
        findings.add(Anomaly.preAggregated(graph.call(call).id(), UsageScope.AUTO));
      }
    } else if (reason != null) {
      repeated.set(call);
      lengths[call] = cells.length(below);
      findings.add(new Decided(graph, cells, call, own[call], below, reason));
      return below;
    }
    lengths[call] = cells.length(below) + cells.length(own[call]);
    int sum = merge(call, below, own[call], mine, Set.of());
    if (!countsAll && !scope.startedThoseBelow(call, firstChild, nextSibling)) {
      findings.add(new Decided(graph, cells, call, own[call], sum, null));
    }
    return sum;
  }

  private int below(int call, int mine) {
    int first = firstChild[call];
    int below = sums[first];
    lengths[call] = lengths[first];
    for (int child = nextSibling[first]; child != CallGraph.NONE; child = nextSibling[child]) {
      if (below == Cells.END) {
        below = sums[child];
        lengths[call] = lengths[child];
      } else if (sums[child] != Cells.END) {
        lengths[call] += lengths[child];
        below = merge(call, below, sums[child], mine, Set.of());
      }
    }
    return below;
  }

  private int excessBelow(int call) {
    int found = Cells.END;
    if (excess != null) {
      int mine = cells.size();
      for (int child = firstChild[call]; child != CallGraph.NONE; child = nextSibling[child]) {
        found = plus(found, excess[child], mine);
      }
    }
    return found;
  }

  /** Hands up what repeats other usage, of the calls below and of this one. */
  private void passExcess(int call, int more) {
    if (excess == null && more != Cells.END) {
      excess = new int[own.length];
      Arrays.fill(excess, Cells.END);
    }
    if (excess != null) {
      int mine = cells.size();
      excess[call] = plus(excessBelow(call), more, mine);
    }
  }

  private int plus(int left, int right, int mine) {
    if (left == Cells.END || right == Cells.END) {
      return left == Cells.END ? right : left;
    }
    return merge(CallGraph.NONE, left, right, mine, Set.of());
  }

  /**
   * {@return the sum of two lists} Both are sorted by key. Cells are shared with the lists of other
   * calls, but for those of this one.
   *
   * @param call the call whose length shrinks with each cell that both have
   * @param mine the first cell that was made for this sum
   * @param included the models of which the left list holds what the right one has
   */
  private int merge(int call, int leftList, int rightList, int mine, Set<String> included) {
    int first = Cells.END;
    int last = Cells.END;
    int left = leftList;
    int right = rightList;
    int less = 0;
    while (right != Cells.END && (left != Cells.END || !included.isEmpty())) {
      int key = cells.key(right);
      if (!included.isEmpty() && included.contains(keys.model(key))) {
        less++;
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
          less++;
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
    if (call != CallGraph.NONE) {
      lengths[call] -= less;
    }
    int rest = right == Cells.END ? left : right;
    if (last == Cells.END) {
      return rest;
    }
    cells.link(last, rest);
    return first;
  }
}
