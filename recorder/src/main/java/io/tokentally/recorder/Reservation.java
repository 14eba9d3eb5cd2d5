package io.tokentally.recorder;

import static java.util.Objects.requireNonNull;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.OneUsage;
import io.tokentally.aggregation.RecordedUsage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Budgets} hold for a call until it ends. Exactly one of the methods counts, the first;
 * what was held comes back with it. The cost goes to the period in which the call was allowed.
 * Thread-safe.
 */
public final class Reservation implements AutoCloseable {

  static final Cost NOTHING = new Cost(Map.of(), Map.of(), List.of());

  private final Budgets budgets;
  final BudgetScope scope;
  final BudgetCell[] cells;

  /** Null if nothing is known. */
  final @Nullable Cost estimate;

  private final Instant allowedAt;
  private boolean ended;

  Reservation(
      Budgets budgets,
      BudgetScope scope,
      BudgetCell[] cells,
      @Nullable Cost estimate,
      Instant allowedAt) {
    this.budgets = budgets;
    this.scope = scope;
    this.cells = cells;
    this.estimate = estimate;
    this.allowedAt = allowedAt;
  }

  private synchronized boolean ends() {
    boolean isFirst = !ended;
    ended = true;
    return isFirst;
  }

  /**
   * Counts what the call used of its own, at the prices of the budgets. Where that cost is not
   * complete, no less than the estimate is counted, and the listener is given it. Where a model has
   * no price, or there was no estimate, {@link UnpricedCalls} says what follows.
   *
   * @throws io.tokentally.ValidationException if it has more models than a report can have; the
   *     estimate counts then
   */
  public void settle(TracedCall call) {
    requireNonNull(call, "call");
    if (ends()) {
      budgets.settle(this, call);
    }
  }

  /**
   * Counts what the call used of a model, at the prices of the budgets.
   *
   * @throws io.tokentally.ValidationException as {@link #settle(TracedCall)}
   */
  public void settle(String model, RecordedUsage usage) {
    settle(new OneUsage(model, usage, scope.get(BudgetScope.PROJECT), allowedAt));
  }

  /** Counts a cost, as {@link #settle(TracedCall)} does. */
  public void settle(Cost cost) {
    requireNonNull(cost, "cost");
    if (ends()) {
      budgets.end(this, cost, !cost.isComplete(), cost::toString);
    }
  }

  /**
   * Counts the estimate, as of a call that was made and did not say what it used; the listener is
   * given it. Without an estimate its cost is not known, and {@link UnpricedCalls} says what
   * follows.
   *
   * @param why what is not known, for the listener
   */
  public void settleUnknown(String why) {
    if (ends()) {
      budgets.end(this, NOTHING, true, () -> why);
    }
  }

  /** Gives back all that is held, for a call that was not charged. */
  public void release() {
    if (ends()) {
      budgets.end(this, NOTHING, false, () -> "released");
    }
  }

  /** As {@link #release}, for {@code try}-with-resources. */
  @Override
  public void close() {
    release();
  }
}
