package io.tokentally.aggregation.rollup;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Faults;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Texts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Refuses members of different traces with one id: SEMANTICS.md section 10, rule 51. */
final class SharedIds {

  private final List<CallGraph> graphs;

  SharedIds(List<CallGraph> graphs) {
    this.graphs = graphs;
  }

  /** Refuses such ids; from then on an id stands for the member that has it. */
  void refuse() {
    Map<String, Set<String>> traces = new TreeMap<>(Texts::compare);
    IntStream.range(0, graphs.size())
        .parallel()
        .mapToObj(this::sharedBy)
        .toList()
        .forEach(ids -> ids.forEach(id -> traces.put(id, new TreeSet<>(Texts::compare))));
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

  /** {@return the ids that a graph has in several traces, or a later graph has as well} */
  private Set<String> sharedBy(int first) {
    CallGraph graph = graphs.get(first);
    Set<String> shared = new TreeSet<>(graph.repeatedIds());
    for (CallGraph later : graphs.subList(first + 1, graphs.size())) {
      for (int id = 0; id < graph.ids().size(); id++) {
        if (graph.hasId(id) && later.hasId(later.ids().find(graph.ids().text(id)))) {
          shared.add(graph.ids().text(id));
        }
      }
    }
    return shared;
  }
}
