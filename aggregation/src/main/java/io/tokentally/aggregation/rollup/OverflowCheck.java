package io.tokentally.aggregation.rollup;

import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.scope.InclusiveModels;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.value.CodePoints;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;

/**
 * Rejects sums above 64 bits: docs/semantics.md rule 32. Where all own usage of each model together
 * fits, no sum of some of it can exceed that; only else every call's sums are made exactly.
 */
public final class OverflowCheck {

  /**
   * A sum that does not fit.
   *
   * @param depth how many calls lie above
   */
  record Overflow(int depth, String callId, String model) {}

  private static final Comparator<Overflow> FIRST =
      Comparator.comparingInt((Overflow overflow) -> -overflow.depth)
          .thenComparing(Overflow::callId, CodePoints::compare)
          .thenComparing(Overflow::model, CodePoints::compare);

  private final CallGraph graph;
  private final InclusiveModels held;
  private final Cells cells;
  private final CellKeys keys;
  private final IntUnaryOperator own;

  OverflowCheck(
      CallGraph graph, UsageScope scope, Cells cells, CellKeys keys, IntUnaryOperator own) {
    this.graph = graph;
    this.held = new InclusiveModels(scope, keys);
    this.cells = cells;
    this.keys = keys;
    this.own = own;
  }

  /** Rejects the deepest of the sums; of equally deep ones the smallest id, then model. */
  static void throwIfAny(Stream<Overflow> overflows) {
    overflows
        .min(FIRST)
        .ifPresent(
            first -> {
              throw new TokenOverflowException(first.model, first.callId);
            });
  }

  /** {@return the sum to be reported, if one does not fit} */
  Optional<Overflow> first() {
    return cells.areSmall() || allFits() ? Optional.empty() : firstOverflow();
  }

  private boolean allFits() {
    long[][] byKey = new long[keys.size()][Cells.WIDTH];
    for (int call = 0; call < graph.size(); call++) {
      for (int cell = own.applyAsInt(call); cell != Cells.END; cell = cells.next(cell)) {
        long[] total = byKey[cells.key(cell)];
        for (int i = 0; i < total.length; i++) {
          total[i] += Math.abs(cells.count(cell, i));
          if (total[i] < 0) {
            return false;
          }
        }
      }
    }
    Map<String, long[]> byModel = new HashMap<>();
    for (int key = 0; key < byKey.length; key++) {
      long[] total = byModel.computeIfAbsent(keys.model(key), unused -> new long[Cells.WIDTH]);
      for (int i = 0; i < total.length; i++) {
        total[i] += byKey[key][i];
        if (total[i] < 0) {
          return false;
        }
      }
    }
    return true;
  }

  /** {@return the first of what may be as many as there are sums} */
  private Optional<Overflow> firstOverflow() {
    Optional<Overflow> first = Optional.empty();
    int[] depths = depths();
    Map<Integer, Map<String, BigInteger[]>> sums = new HashMap<>();
    for (int call : graph.childrenFirst()) {
      Map<String, BigInteger[]> below = sums.remove(call);
      Map<String, BigInteger[]> sum = below == null ? new HashMap<>() : below;
      held.of(cells, own.applyAsInt(call)).forEach(sum::remove);
      for (int cell = own.applyAsInt(call); cell != Cells.END; cell = cells.next(cell)) {
        add(sum, keys.model(cells.key(cell)), counts(cell));
      }
      first = Stream.concat(first.stream(), overflows(depths[call], call, sum)).min(FIRST);
      int parent = graph.parent(call);
      if (parent != CallGraph.NONE && graph.isMember(parent)) {
        Map<String, BigInteger[]> above = sums.computeIfAbsent(parent, unused -> new HashMap<>());
        sum.forEach((model, counts) -> add(above, model, counts));
      }
    }
    return first;
  }

  private Stream<Overflow> overflows(int depth, int call, Map<String, BigInteger[]> sum) {
    return sum.entrySet().stream()
        .filter(entry -> Arrays.stream(entry.getValue()).anyMatch(OverflowCheck::isBeyond))
        .map(entry -> new Overflow(depth, graph.call(call).id(), entry.getKey()));
  }

  private static boolean isBeyond(BigInteger count) {
    return count.bitLength() >= Long.SIZE;
  }

  private BigInteger[] counts(int cell) {
    BigInteger[] counts = new BigInteger[Cells.WIDTH];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = BigInteger.valueOf(cells.count(cell, i));
    }
    return counts;
  }

  private static void add(Map<String, BigInteger[]> sums, String model, BigInteger[] counts) {
    sums.merge(
        model,
        counts,
        (a, b) -> {
          BigInteger[] sum = new BigInteger[Cells.WIDTH];
          for (int i = 0; i < sum.length; i++) {
            sum[i] = a[i].add(b[i]);
          }
          return sum;
        });
  }

  private int[] depths() {
    int[] depths = new int[graph.size()];
    int[] childrenFirst = graph.childrenFirst();
    for (int at = childrenFirst.length - 1; at >= 0; at--) {
      int parent = graph.parent(childrenFirst[at]);
      depths[childrenFirst[at]] = parent == CallGraph.NONE ? 0 : depths[parent] + 1;
    }
    return depths;
  }
}
