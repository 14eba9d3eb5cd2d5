package io.tokentally.recorder;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What was spent and is held of one limit for one value of its key, in one period. */
final class BudgetCell {

  /**
   * Which one it is. The amount of a limit is no part of it, so that it may be another after a
   * restart.
   */
  record Id(
      String scope,
      String unit,
      BudgetPeriod period,
      @Nullable String key,
      @Nullable Instant from) {}

  /** Of several cells the locks are taken in the order of the limits. */
  final ReentrantLock lock = new ReentrantLock();

  final Id id;
  BigDecimal spent = BigDecimal.ZERO;
  BigDecimal held = BigDecimal.ZERO;
  long unpricedCalls;

  /** How many calls have begun and not ended. */
  private int underWay;

  /** Whether nobody will find it any more. */
  private boolean gone;

  BudgetCell(Id id) {
    this.id = id;
  }

  BudgetStatus status(BudgetLimit limit) {
    lock.lock();
    try {
      return new BudgetStatus(limit, id.key, id.from, spent, held, unpricedCalls);
    } finally {
      lock.unlock();
    }
  }

  // Under the lock:

  boolean isGone() {
    return gone;
  }

  /** {@return whether a call may begin that may cost so much; null for nobody knows how much} */
  boolean allows(BudgetLimit limit, @Nullable BigDecimal estimate) {
    BigDecimal taken = sum(spent, held);
    return estimate == null
        ? taken.compareTo(limit.amount()) < 0
        : sum(taken, estimate).compareTo(limit.amount()) <= 0;
  }

  void hold(BigDecimal estimate) {
    held = sum(held, estimate);
    underWay++;
  }

  /** {@return whether more is spent now than the limit allows, and was not before} */
  boolean settle(BudgetLimit limit, BigDecimal estimate, BigDecimal cost, boolean isUnknown) {
    boolean wasWithin = spent.compareTo(limit.amount()) <= 0;
    held = held.compareTo(estimate) == 0 ? BigDecimal.ZERO : held.subtract(estimate);
    spent = sum(spent, isUnknown ? cost.max(estimate) : cost);
    underWay--;
    return wasWithin && spent.compareTo(limit.amount()) > 0;
  }

  /** Often one of both is 0. */
  private static BigDecimal sum(BigDecimal a, BigDecimal b) {
    return a.signum() == 0 ? b : b.signum() == 0 ? a : a.add(b);
  }

  /** Forgets what was spent. {@return whether nothing is left to keep} */
  boolean forget() {
    lock.lock();
    try {
      spent = BigDecimal.ZERO;
      unpricedCalls = 0;
      gone = underWay == 0;
      return gone;
    } finally {
      lock.unlock();
    }
  }
}
