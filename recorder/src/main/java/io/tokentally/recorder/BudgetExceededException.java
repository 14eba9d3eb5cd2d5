package io.tokentally.recorder;

import java.util.List;

/**
 * A call that {@link Budgets} do not allow; it has not been made. The message names every limit
 * that stands against it.
 */
public class BudgetExceededException extends RuntimeException {

  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // a copy of records
  private final transient List<BudgetStatus> budgets;

  BudgetExceededException(String message, List<BudgetStatus> budgets) {
    super(message);
    this.budgets = List.copyOf(budgets);
  }

  /**
   * {@return the limits that do not allow the call, as they stood; empty where it was stopped
   * because its model has no price}
   */
  public List<BudgetStatus> budgets() {
    return budgets;
  }
}
