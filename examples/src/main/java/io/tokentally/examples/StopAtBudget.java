package io.tokentally.examples;

import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.recorder.BudgetExceededException;
import io.tokentally.recorder.BudgetLimit;
import io.tokentally.recorder.BudgetScope;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.Reservation;

/** An agent that would go on for ever, and a budget that stops it. */
final class StopAtBudget {

  private StopAtBudget() {}

  public static void main(String[] args) {
    PriceTable prices =
        PriceTable.parse(
            """
            {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");
    Budgets budgets =
        Budgets.with(prices).limit(BudgetLimit.per(BudgetScope.USER, "0.05", "USD")).build();
    BudgetScope scope = BudgetScope.builder().user("u-17").build();
    RecordedUsage most = // what a call may use at the most
        RecordedUsage.builder().promptTokens(1_200).completionTokens(500).build();
    int calls = 0;
    try {
      while (true) {
        try (Reservation held = budgets.requireWithin(scope, "gpt-4o", most)) {
          held.settle("gpt-4o", askModel());
          calls++;
        }
      }
    } catch (BudgetExceededException e) {
      System.out.println(calls + " calls; " + e.budgets().get(0));
    }
    // prints 10 calls; 0.05 USD per user, for ever (u-17): spent 0.045, held 0, remaining 0.005
  }

  /** {@return what the call used} */
  private static RecordedUsage askModel() {
    return RecordedUsage.builder().promptTokens(1_000).completionTokens(200).build();
  }
}
