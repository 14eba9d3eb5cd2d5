package io.tokentally.report.text;

import io.tokentally.aggregation.CallKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What calls are called in a list: by id, and by trace as well where several have one id. */
public final class CallTitles {

  /** The ids that several of the calls have. */
  private final Set<String> shared = new HashSet<>();

  /** Those of them that stand in several projects. */
  private final Set<String> inProjects = new HashSet<>();

  /** Titles for some calls, all of which are different. */
  public CallTitles(Collection<CallKey> calls) {
    Map<String, CallKey> known = new HashMap<>();
    for (CallKey call : calls) {
      CallKey first = known.putIfAbsent(call.id(), call);
      if (first != null) {
        shared.add(call.id());
        if (!Objects.equals(first.projectId(), call.projectId())) {
          inProjects.add(call.id());
        }
      }
    }
  }

  /** {@return {@code call-1}, or {@code call-1 (trace t)} if another of the calls has the id} */
  public String of(CallKey call) {
    if (!shared.contains(call.id())) {
      return Words.clean(call.id());
    }
    String project =
        inProjects.contains(call.id()) ? named("project", call.projectId()) + ", " : "";
    return Words.clean(call.id() + " (" + project + named("trace", call.traceId()) + ")");
  }

  private static String named(String what, @Nullable String id) {
    return id == null ? "no " + what : what + " " + id;
  }
}
