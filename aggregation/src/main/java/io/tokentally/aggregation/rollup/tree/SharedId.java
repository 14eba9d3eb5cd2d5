package io.tokentally.aggregation.rollup.tree;

import io.tokentally.aggregation.Anomaly;
import io.tokentally.value.JsonValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An id that stands in several traces: docs/semantics.md rule 53. */
public final class SharedId {

  /** So many traces are named. */
  private static final int MOST_NAMED = 10;

  /**
   * The id in one trace.
   *
   * @param call what the caller knows it by
   * @param record what it has in common with others, if it is one call with them
   * @param in the trace
   * @param others records of the call there that do not count, in words, if the caller needs them
   */
  public record Occurrence<T>(T call, CallRecord record, CallRecord.In in, List<String> others) {}

  private SharedId() {}

  /** {@return the calls that have the id: of each its occurrences, first the one that counts} */
  public static <T> Collection<List<Occurrence<T>>> calls(List<Occurrence<T>> all) {
    Map<CallRecord, List<Occurrence<T>>> calls = new TreeMap<>();
    for (Occurrence<T> each : all) {
      calls.computeIfAbsent(each.record, same -> new ArrayList<>()).add(each);
    }
    calls.values().forEach(ofOne -> ofOne.sort(Comparator.comparing(Occurrence::in)));
    return calls.values();
  }

  /** {@return what is reported of several calls with one id} */
  public static Anomaly anomaly(String id, List<TraceKey> traces) {
    List<String> names = traces.stream().sorted().map(SharedId::words).toList();
    List<String> first = names.subList(0, Math.min(MOST_NAMED, names.size()));
    int more = names.size() - first.size();
    String value = String.join(" and ", first) + (more > 0 ? " and " + more + " more" : "");
    return new Anomaly(Anomaly.Kind.SHARED_ID, List.of(id), null, null, null, value);
  }

  private static String words(TraceKey trace) {
    return named("trace", trace.trace()) + " of " + named("project", trace.project());
  }

  private static String named(String what, @Nullable String id) {
    return id == null ? "no " + what : what + " " + JsonValues.quote(id);
  }
}
