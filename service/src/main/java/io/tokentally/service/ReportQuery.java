package io.tokentally.service;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceRow;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a page is to show.
 *
 * @param projectId the project of the calls
 * @param roots the ids of the calls that are to be shown with everything below them; none for all
 */
record ReportQuery(String projectId, Set<String> roots) {

  /**
   * {@return what the query of a request asks for}
   *
   * @throws ValidationException with every error; each path begins with {@code query}
   */
  static ReportQuery parse(@Nullable String query) {
    QueryParameters parameters = new QueryParameters(query, "project_id", "root");
    String projectId = parameters.one("project_id");
    Set<String> roots = new LinkedHashSet<>(parameters.all("root"));
    if (!parameters.faults().isEmpty()) {
      throw new ValidationException(parameters.faults());
    }
    return new ReportQuery(projectId, roots);
  }

  boolean picks(String callId) {
    return roots.isEmpty() || roots.contains(callId);
  }

  /** {@return the roots that are none of the calls} */
  List<String> unknownAmong(List<Call> calls) {
    Set<String> unknown = new LinkedHashSet<>(roots);
    calls.forEach(call -> unknown.remove(call.id()));
    return List.copyOf(unknown);
  }

  /** {@return whether a row may apply to the calls} */
  boolean canPrice(PriceRow row) {
    return switch (row.pricingLevel()) {
      case PriceRow.PROJECT_LEVEL -> row.pricingLevelId().equals(projectId);
      case PriceRow.DEFAULT_LEVEL -> true;
      default -> false;
    };
  }

  /** {@return what the calls are, in a few words} */
  String title() {
    return switch (roots.size()) {
      case 0 -> projectId;
      case 1 -> "call " + roots.iterator().next() + " of " + projectId;
      default -> roots.size() + " calls of " + projectId;
    };
  }
}
