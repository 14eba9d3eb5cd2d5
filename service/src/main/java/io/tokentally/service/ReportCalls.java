package io.tokentally.service;

import io.tokentally.Call;
import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.operations.CallSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the calls that a page is made of.
 *
 * @param calls where they are
 * @param most how many of them a page may be made of
 */
record ReportCalls(CallSource calls, int most) {

  /**
   * {@return the calls of the project or, where roots are named, of their traces} Deleted ones are
   * left out.
   *
   * @throws ValidationException if there are too many for a page
   */
  List<Call> of(ReportQuery asked) {
    List<Call> found = kept(asked.roots().isEmpty() ? all(asked) : ofTraces(asked));
    if (found.size() > most) {
      String msg = "expected at most " + most + " calls, found " + found.size();
      throw asked.roots().isEmpty()
          ? tooMany("project_id", msg + "; with root only those in the traces of such calls count")
          : tooMany("root", msg + " in the traces of these calls");
    }
    return found;
  }

  private Collection<Call> all(ReportQuery asked) {
    return calls.ofProject(asked.projectId());
  }

  private Collection<Call> ofTraces(ReportQuery asked) {
    Set<@Nullable String> traces = new HashSet<>();
    kept(calls.withIds(asked.projectId(), asked.roots()))
        .forEach(root -> traces.add(root.traceId()));
    return calls.ofTraces(asked.projectId(), traces);
  }

  private static List<Call> kept(Collection<Call> found) {
    return found.stream().filter(call -> call.deletedAt() == null).toList();
  }

  private static ValidationException tooMany(String parameter, String msg) {
    List<Object> loc = List.of("query", parameter);
    return new ValidationException(
        List.of(new ValidationError(loc, msg, ValidationError.Type.LIMIT)));
  }
}
