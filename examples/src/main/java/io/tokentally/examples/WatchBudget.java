package io.tokentally.examples;

import io.tokentally.Call;
import io.tokentally.aggregation.Budget;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;

/** Follows the cost of a trace while its calls run, and learns when it exceeds a budget. */
final class WatchBudget {

  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  private WatchBudget() {}

  public static void main(String[] args) {
    PriceTable prices =
        PriceTable.parse(
            """
            {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");
    Budget budget = new Budget(Budget.Of.TRACE, new BigDecimal("0.01"), "USD");
    LiveRollup live =
        LiveRollup.with(prices)
            .watching(
                budget,
                exceeded ->
                    System.out.println(
                        exceeded.traceId()
                            + " has cost "
                            + exceeded.spent()
                            + " with "
                            + exceeded.callId()));

    for (int step = 1; step <= 4; step++) {
      live.finished(chat("step-" + step));
    }
    // prints trip has cost 0.0135 with step-3
    live.forget(null, "trip");
  }

  private static Call chat(String id) {
    return Call.builder()
        .id(id)
        .traceId("trip")
        .startedAt(START)
        .endedAt(START.plusSeconds(1))
        .summary(
            Map.of(
                "usage",
                Map.of("gpt-4o", Map.of("prompt_tokens", 1_000, "completion_tokens", 200))))
        .build();
  }
}
