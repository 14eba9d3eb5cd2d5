package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * More was spent than a budget allows.
 *
 * <p>Components may be added in a minor release.
 *
 * @param budget the budget
 * @param projectId the project, null if the calls have none
 * @param traceId the trace, null if the calls have none
 * @param rootId the call without another above it; null for a budget of the trace
 * @param spent what has been spent in the budget's unit: the part that has a price
 * @param callId the call with which it was exceeded
 */
public record BudgetExceeded(
    Budget budget,
    @Nullable String projectId,
    @Nullable String traceId,
    @Nullable String rootId,
    BigDecimal spent,
    String callId) {
  public BudgetExceeded {
    requireNonNull(budget, "budget");
    requireNonNull(spent, "spent");
    requireNonNull(callId, "callId");
  }
}
