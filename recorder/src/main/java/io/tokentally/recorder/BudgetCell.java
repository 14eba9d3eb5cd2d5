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
}
