package io.tokentally.aggregation.rollup;

import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.rollup.scope.InclusiveModels;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The models of which the usage of some call above already holds that of a call. */
final class CountedAbove {

  /** By call; empty if no call holds the usage of others. */
  private final List<Set<String>> models;

  CountedAbove(Forest forest, UsageScope scope) {
    InclusiveModels held = new InclusiveModels(scope, forest.keys());
    models = held.any() ? models(forest, held) : List.of();
  }

  private static List<Set<String>> models(Forest forest, InclusiveModels held) {
    CallGraph graph = forest.graph();
    List<Set<String>> above = new ArrayList<>(Collections.nCopies(graph.size(), Set.of()));
    List<Set<String>> below = new ArrayList<>(above);
    int[] childrenFirst = graph.childrenFirst();
    for (int at = childrenFirst.length - 1; at >= 0; at--) {
      int call = childrenFirst[at];
      int parent = graph.parentOfMember(call);
      if (parent != CallGraph.NONE) {
        above.set(call, below.get(parent));
      }
      below.set(call, plus(above.get(call), held.of(forest.cells(), forest.counted(call))));
    }
    return above;
  }

  /** {@return both; one of them as it is where it holds the other, as in most trees} */
  private static Set<String> plus(Set<String> some, Set<String> more) {
    if (some.containsAll(more)) {
      return some;
    }
    Set<String> all = new HashSet<>(some);
    all.addAll(more);
    return all;
  }

  Set<String> of(int call) {
    return models.isEmpty() ? Set.of() : models.get(call);
  }
}
