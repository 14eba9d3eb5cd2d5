package io.tokentally.recorder;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.OneUsage;
import io.tokentally.aggregation.RecordedUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Budgets} hold for a call until it ends. Exactly one of the methods counts, the first;
 * what was held comes back with it. The cost goes to the period in which the call was allowed.
 * Thread-safe.
 */
public final class Reservation implements AutoCloseable {

  private final Budgets budgets;
  final BudgetScope scope;
  final List<BudgetCell> cells;

  /** By unit; null if nothing is known. */
  final @Nullable Map<String, BigDecimal> estimate;

  private final Instant allowedAt;
  private final AtomicBoolean ended = new AtomicBoolean();

  Reservation(
      Budgets budgets,
      BudgetScope scope,
      List<BudgetCell> cells,
      @Nullable Map<String, BigDecimal> estimate,
      Instant allowedAt) {
    this.budgets = budgets;
    this.scope = scope;
    this.cells = cells;
    this.estimate = estimate;
    this.allowedAt = allowedAt;
  }

  /**
   * Counts what the call used of its own, at the prices of the budgets. Where that cost is not
   * complete, no less than the estimate is counted, and {@link UnpricedCalls} says what follows.
   *
   * @throws io.tokentally.ValidationException if it has more models than a report can have; the
   *     estimate counts then
   */
  public void settle(TracedCall call) {
    if (ended.compareAndSet(false, true)) {
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
    if (ended.compareAndSet(false, true)) {
      budgets.settle(this, cost, cost.toString());
    }
  }

  /**
   * Counts the estimate, as of a call that was made and did not say what it used. Its cost is not
   * known, and {@link UnpricedCalls} says what follows.
   *
   * @param why what is not known, for the listener
   */
  public void settleUnknown(String why) {
    if (ended.compareAndSet(false, true)) {
      budgets.settleUnknown(this, why);
    }
  }

  /** Gives back all that is held, for a call that was not charged. */
  public void release() {
    if (ended.compareAndSet(false, true)) {
      budgets.settle(this, Budgets.NOTHING, "");
    }
  }

  /** As {@link #release}, for {@code try}-with-resources. */
  @Override
  public void close() {
    release();
  }
}
