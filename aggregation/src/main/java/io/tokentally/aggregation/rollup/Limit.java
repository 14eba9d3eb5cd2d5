package io.tokentally.aggregation.rollup;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many calls may be summed up: more are rejected at {@code limit}, never cut short.
 *
 * @param most the greatest number
 * @param ofEachTrace whether it bounds each trace (docs/weave.md section 13) or all calls together
 *     (docs/semantics.md section 9)
 */
public record Limit(long most, boolean ofEachTrace) {

  /** No limit. */
  public static final Limit NONE = allCalls(Long.MAX_VALUE);

  /** {@return a limit on all calls together} */
  public static Limit allCalls(long most) {
    return new Limit(most, false);
  }

  /** {@return a limit on the calls of each trace} */
  public static Limit eachTrace(long most) {
    return new Limit(most, true);
  }

  void check(List<CallGraph> graphs) {
    long found =
        ofEachTrace
            ? graphs.stream().mapToLong(Limit::largestTrace).max().orElse(0)
            : graphs.stream().mapToLong(CallGraph::memberCount).sum();
    if (found > most) {
      String calls = ofEachTrace ? " calls in a trace, found " : " calls, found ";
      String msg = "expected at most " + most + calls + found;
      throw ErrorCollector.refusal(Loc.ROOT.key("limit"), Type.LIMIT, msg);
    }
  }

  private static long largestTrace(CallGraph graph) {
    Map<String, Long> sizes = new HashMap<>();
    for (int i = 0; i < graph.size(); i++) {
      String trace = graph.call(i).traceId();
      if (graph.isMember(i) && trace != null) {
        sizes.merge(trace, 1L, Long::sum);
      }
    }
    return sizes.values().stream().mapToLong(Long::longValue).max().orElse(0);
  }
}
