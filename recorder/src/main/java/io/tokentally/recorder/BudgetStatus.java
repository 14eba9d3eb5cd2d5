package io.tokentally.recorder;

import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of a limit is left for one value of its key. Amounts are exact, in the unit of the
 * limit.
 *
 * <p>Components may be added in a minor release.
 *
 * @param limit the limit
 * @param key whose it is; null for the process, and for all calls that lack the key
 * @param from when the period began; null if it is for ever
 * @param spent what calls that have ended cost
 * @param held the estimates of calls that have not
 * @param unpricedCalls how many calls have ended whose cost is not known, or not all of it, and
 *     that no estimate bounds
 */
public record BudgetStatus(
    BudgetLimit limit,
    @Nullable String key,
    @Nullable Instant from,
    BigDecimal spent,
    BigDecimal held,
    long unpricedCalls) {

  public BudgetStatus {
    spent = Numbers.plain(spent);
    held = Numbers.plain(held);
  }

  /** {@return the amount without what was spent and is held; negative if more was spent} */
  public BigDecimal remaining() {
    return Numbers.plain(limit.amount().subtract(spent).subtract(held));
  }

  /** {@return in words what the limit is and how much of it is left} */
  @Override
  public String toString() {
    return limit
        + (key == null ? "" : " (" + key + ")")
        + ": spent "
        + Numbers.plainText(spent)
        + ", held "
        + Numbers.plainText(held)
        + ", remaining "
        + Numbers.plainText(remaining())
        + (unpricedCalls == 0 ? "" : ", calls without a known cost " + unpricedCalls);
  }
}
