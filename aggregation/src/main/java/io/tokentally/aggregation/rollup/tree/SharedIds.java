package io.tokentally.aggregation.rollup.tree;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.value.JsonValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rejects members of different traces with one id: docs/semantics.md rule 51. */
public final class SharedIds {

  /** A call that has one of the ids. */
  private record Occurrence(CallGraph graph, int number, CallRecord.In in) {
    TracedCall call() {
      return graph.call(number);
    }

    TraceKey trace() {
      return in.trace();
    }
  }

  private SharedIds() {}

  /** Lets each call count once, and reports duplicates of all kinds. */
  public static void settle(List<CallGraph> graphs, Findings findings) {
    Duplicates duplicates = new Duplicates();
    graphs.forEach(graph -> graph.addDuplicates(duplicates));
    Set<String> shared = shared(graphs);
    if (!shared.isEmpty()) {
      Map<TraceKey, Instant> starts = starts(graphs, shared);
      for (String id : shared) {
        settle(occurrences(graphs, id, starts), duplicates, findings);
      }
    }
    duplicates.report(findings);
  }

  private static void settle(
      List<Occurrence> occurrences, Duplicates duplicates, Findings findings) {
    Map<CallRecord, List<Occurrence>> calls = new TreeMap<>();
    for (Occurrence each : occurrences) {
      calls.computeIfAbsent(CallRecord.of(each.call()), same -> new ArrayList<>()).add(each);
    }
    List<Occurrence> counting = new ArrayList<>();
    for (List<Occurrence> ofOne : calls.values()) {
      ofOne.sort(Comparator.comparing(Occurrence::in));
      counting.add(ofOne.get(0));
      if (ofOne.size() > 1) {
        duplicates.counted(ofOne.get(0).call());
        for (Occurrence again : ofOne.subList(1, ofOne.size())) {
          again.graph.loggedBefore(again.number);
          duplicates.other(again.call());
        }
      }
    }
    if (counting.size() > 1) {
      findings.add(sharedId(counting));
    }
  }

  private static Anomaly sharedId(List<Occurrence> counting) {
    counting.sort(Comparator.comparing(Occurrence::trace));
    List<String> traces = counting.stream().map(each -> words(each.trace())).toList();
    List<String> first = traces.subList(0, Math.min(10, traces.size()));
    int more = traces.size() - first.size();
    String value = String.join(" and ", first) + (more > 0 ? " and " + more + " more" : "");
    List<String> id = List.of(counting.get(0).call().id());
    return new Anomaly(Anomaly.Kind.SHARED_ID, id, null, null, null, value);
  }

  private static String words(TraceKey trace) {
    return named("trace", trace.trace()) + " of " + named("project", trace.project());
  }

  private static String named(String what, @Nullable String id) {
    return id == null ? "no " + what : what + " " + JsonValues.quote(id);
  }

  /** {@return when the traces began in which one of the ids stands} */
  private static Map<TraceKey, Instant> starts(List<CallGraph> graphs, Set<String> ids) {
    Map<TraceKey, Instant> starts = new HashMap<>();
    Set<TraceKey> traces = new HashSet<>();
    for (CallGraph graph : graphs) {
      ids.forEach(
          id -> graph.numbers(id).forEach(call -> traces.add(TraceKey.of(graph.call(call)))));
      for (int i = 0; i < graph.size(); i++) {
        TracedCall call = graph.call(i);
        Instant start = call.startedAt();
        if (start != null && traces.contains(TraceKey.of(call))) {
          starts.merge(TraceKey.of(call), start, (a, b) -> a.isBefore(b) ? a : b);
        }
      }
    }
    return starts;
  }

  private static List<Occurrence> occurrences(
      List<CallGraph> graphs, String id, Map<TraceKey, Instant> starts) {
    List<Occurrence> found = new ArrayList<>();
    for (CallGraph graph : graphs) {
      graph
          .numbers(id)
          .forEach(
              call -> {
                TraceKey trace = TraceKey.of(graph.call(call));
                found.add(new Occurrence(graph, call, new CallRecord.In(starts.get(trace), trace)));
              });
    }
    return found;
  }

  /** {@return the ids that members of several traces have} */
  private static Set<String> shared(List<CallGraph> graphs) {
    Set<String> shared = new HashSet<>();
    for (int i = 0; i < graphs.size(); i++) {
      CallGraph graph = graphs.get(i);
      shared.addAll(graph.repeatedIds());
      for (CallGraph other : graphs.subList(i + 1, graphs.size())) {
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
    }
    shared.removeIf(id -> graphs.stream().mapToLong(graph -> graph.numbers(id).count()).sum() < 2);
    return shared;
  }
}
