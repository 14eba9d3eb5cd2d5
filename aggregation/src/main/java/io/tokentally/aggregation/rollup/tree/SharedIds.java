package io.tokentally.aggregation.rollup.tree;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.rollup.records.Records;
import io.tokentally.aggregation.rollup.tree.SharedId.Occurrence;
import io.tokentally.aggregation.usage.Findings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Lets each call count once where members of different traces have one id: docs/semantics.md rule
 * 53.
 */
public final class SharedIds {

  /** A call that has one of the ids. */
  private record Member(CallGraph graph, int number) {
    TracedCall call() {
      return graph.call(number);
    }
  }

  private SharedIds() {}

  /**
   * Lets each call count once, and reports duplicates of all kinds.
   *
   * @return whether several calls have one id
   */
  public static boolean settle(List<CallGraph> graphs, Findings findings) {
    Duplicates duplicates = new Duplicates();
    Set<String> shared = shared(graphs);
    if (!shared.isEmpty()) {
      Map<TraceKey, Instant> starts = starts(graphs, shared);
      for (String id : shared) {
        settle(id, occurrences(graphs, id, starts), duplicates, findings);
      }
    }
    graphs.forEach(graph -> graph.addDuplicates(duplicates));
    duplicates.report(findings);
    return !shared.isEmpty();
  }

  private static void settle(
      String id, List<Occurrence<Member>> occurrences, Duplicates duplicates, Findings findings) {
    List<TraceKey> counting = new ArrayList<>();
    for (List<Occurrence<Member>> ofOne : SharedId.calls(occurrences)) {
      counting.add(ofOne.get(0).in().trace());
      if (ofOne.size() > 1) {
        duplicates.counted(ofOne.get(0).call().call());
        for (Occurrence<Member> again : ofOne.subList(1, ofOne.size())) {
          again.call().graph.loggedBefore(again.call().number);
          duplicates.other(again.call().call());
        }
      }
    }
    if (counting.size() > 1) {
      findings.add(SharedId.anomaly(id, counting));
    }
  }

  /**
   * {@return some of the ids of one trace that is reported by itself, each with what has to be
   * known to settle it with those of other traces}
   *
   * @param calls the calls of the trace
   * @param picked those that are asked about
   * @param id which ids may stand in other traces
   */
  public static <T extends TracedCall> List<Occurrence<TracedCall>> ofTrace(
      Iterable<? extends T> calls, Predicate<? super T> picked, Predicate<String> id) {
    CallGraph graph = new CallGraph(Records.of(calls, picked));
    Instant start = null;
    for (int i = 0; i < graph.size(); i++) {
      Instant of = graph.call(i).startedAt();
      start = start == null || (of != null && of.isBefore(start)) ? of : start;
    }
    CallRecord.@Nullable In in = null;
    List<Occurrence<TracedCall>> found = new ArrayList<>();
    for (int i = 0; i < graph.size(); i++) {
      TracedCall call = graph.call(i);
      if (graph.isMember(i) && id.test(call.id())) {
        in = in == null ? new CallRecord.In(start, TraceKey.of(call)) : in;
        List<String> others = graph.others(i).map(Duplicates::describe).toList();
        found.add(new Occurrence<>(call, CallRecord.of(call), in, others));
      }
    }
    return found;
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

  private static List<Occurrence<Member>> occurrences(
      List<CallGraph> graphs, String id, Map<TraceKey, Instant> starts) {
    List<Occurrence<Member>> found = new ArrayList<>();
    for (CallGraph graph : graphs) {
      graph
          .numbers(id)
          .forEach(
              call -> {
                TraceKey trace = TraceKey.of(graph.call(call));
                CallRecord.In in = new CallRecord.In(starts.get(trace), trace);
                CallRecord record = CallRecord.of(graph.call(call));
                found.add(new Occurrence<>(new Member(graph, call), record, in, List.of()));
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
