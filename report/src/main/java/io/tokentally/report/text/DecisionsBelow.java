package io.tokentally.report.text;

import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.ScopeDecision;
import io.tokentally.aggregation.UsageReport;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decisions on whose usage counts, as far as the usage of a call depends on them. */
public final class DecisionsBelow {

  private DecisionsBelow() {}

  /**
   * {@return the decisions on a call and those below it}
   *
   * @param callId the call; null for all
   */
  public static List<ScopeDecision> of(UsageReport report, @Nullable String callId) {
    List<ScopeDecision> all = report.scopeDecisions();
    if (callId == null || all.isEmpty()) {
      return all;
    }
    Set<String> ids = ids(report, callId);
    return all.stream().filter(decision -> ids.contains(decision.callId())).toList();
  }

  /** {@return the id, and those of all calls below those that have it} */
  private static Set<String> ids(UsageReport report, String callId) {
    Set<String> ids = new HashSet<>();
    Deque<CallKey> above = new ArrayDeque<>(report.roots());
    Deque<CallKey> below = new ArrayDeque<>();
    while (!above.isEmpty()) {
      CallKey call = above.pop();
      (call.id().equals(callId) ? below : above).addAll(report.children(call));
    }
    ids.add(callId);
    while (!below.isEmpty()) {
      CallKey call = below.pop();
      ids.add(call.id());
      below.addAll(report.children(call));
    }
    return ids;
  }
}
