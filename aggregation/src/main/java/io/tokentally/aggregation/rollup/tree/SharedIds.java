package io.tokentally.aggregation.rollup.tree;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Faults;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Texts;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Rejects members of different traces with one id: docs/semantics.md rule 51. */
public final class SharedIds {

  private final List<CallGraph> graphs;

  public SharedIds(List<CallGraph> graphs) {
    this.graphs = graphs;
  }

  /** Rejects such ids; from then on an id stands for the member that has it. */
  public void refuse() {
    Map<String, Set<String>> traces = new TreeMap<>(Texts::compare);
    for (int i = 0; i < graphs.size(); i++) {
      for (String id : sharedBy(graphs.get(i), graphs.subList(i + 1, graphs.size()))) {
        traces.put(id, new TreeSet<>(Texts::compare));
      }
    }
    if (traces.isEmpty()) {
      return;
    }
    graphs.forEach(graph -> graph.addTraces(traces));
    Faults faults = new Faults();
    traces.forEach(
        (id, found) -> {
          if (found.size() > 1) {
            String msg = "expected an id of one trace, found " + JsonValues.quote(id) + " in ";
            Loc at = Loc.ROOT.key("calls").key(id);
            faults.add(at, Type.VALUE, msg + String.join(" and ", found));
          }
        });
    faults.throwIfAny();
    graphs.forEach(CallGraph::settleSharedIds);
  }

  /** {@return the ids that a graph has in several traces, or another graph has as well} */
  private static Set<String> sharedBy(CallGraph graph, List<CallGraph> others) {
    Set<String> shared = new HashSet<>(graph.repeatedIds());
    for (CallGraph other : others) {
      graph
          .ids()
          .sharedWith(other.ids())
          .parallel()
          .filter(graph::hasId)
          .mapToObj(graph.ids()::text)
          .filter(id -> other.hasId(other.ids().find(id)))
          .toList()
          .forEach(shared::add);
    }
    return shared;
  }
}
