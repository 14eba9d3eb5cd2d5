package io.tokentally.recorder;

import java.util.List;

/**
 * Something that a listener of {@link Budgets} is given.
 *
 * <p>Components may be added in a minor release.
 *
 * @param kind what happened
 * @param scope whose call it is
 * @param budgets the limits it is about, as they are now; for an unpriced call all that apply
 * @param detail what happened, in words
 */
public record BudgetEvent(Kind kind, BudgetScope scope, List<BudgetStatus> budgets, String detail) {

  public BudgetEvent {
    budgets = List.copyOf(budgets);
  }

  /** What can happen. Constants may be added in a minor release. */
  public enum Kind {
    /** A call was stopped before it began. */
    REJECTED,
    /**
     * The cost of a call is not known, or not all of it; {@link UnpricedCalls} says what follows.
     */
    UNPRICED,
    /** A call cost so much more than was held for it that a limit is exceeded. */
    EXCEEDED
  }
}
