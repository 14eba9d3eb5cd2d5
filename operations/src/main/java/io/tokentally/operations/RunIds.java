package io.tokentally.operations;

import io.tokentally.Call;
import io.tokentally.ValidationError.Type;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Ids of runs: {@code entity/project/run}, or the run alone, which is one of the call's project
 * (docs/weave.md section 11).
 */
final class RunIds {

  private static final Pattern WHOLE = Pattern.compile("[^/]+/[^/]+/[^/]+");

  private RunIds() {}

  /** {@return whether a call is of one of the runs} Reports ids in any other form. */
  static Predicate<Call> anyOf(List<String> ids, Loc at, ErrorCollector faults) {
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      if (id.isEmpty() || (!isBare(id) && !WHOLE.matcher(id).matches())) {
        String msg = "expected entity/project/run, or a run of the asked project, found ";
        faults.add(at.index(i), Type.VALUE, msg + JsonValues.quote(id));
      }
    }
    Set<String> wanted = new HashSet<>(ids);
    return call -> {
      String run = call.wbRunId();
      return run != null && (wanted.contains(run) || wanted.contains(otherForm(run, call)));
    };
  }

  private static boolean isBare(String id) {
    return id.indexOf('/') < 0;
  }

  /** {@return the id with the call's project where it has none, and without where it has that} */
  private static String otherForm(String run, Call call) {
    String project = call.projectId() + "/";
    if (isBare(run)) {
      return project + run;
    }
    return run.startsWith(project) && isBare(run.substring(project.length()))
        ? run.substring(project.length())
        : run;
  }
}
