package io.tokentally.recorder;

import static java.util.Objects.requireNonNull;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.Budget;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;

/**
 * How much may be spent for each value of a key, in each period: {@link Budgets} stop a call before
 * it exceeds it. (A {@link Budget} of a {@link io.tokentally.aggregation.LiveRollup} stops nothing:
 * it reports what was exceeded, and follows calls that are corrected later.)
 *
 * @param scope the name of the key whose values have the amount each, such as {@link
 *     BudgetScope#TRACE}
 * @param amount how much; not negative
 * @param unit the currency, exactly as in price rows; costs in others do not count
 * @param period when the amount is there anew
 */
public record BudgetLimit(String scope, BigDecimal amount, String unit, BudgetPeriod period) {

  /** Rejects a negative amount with a {@link io.tokentally.ValidationException}. */
  public BudgetLimit {
    requireNonNull(scope, "scope");
    requireNonNull(amount, "amount");
    requireNonNull(unit, "unit");
    requireNonNull(period, "period");
    if (amount.signum() < 0) {
      String msg = "expected an amount of 0 or more, found " + JsonValues.describe(amount);
      throw ErrorCollector.refusal(Loc.ROOT.key("amount"), Type.VALUE, msg);
    }
    amount = Numbers.plain(amount);
  }

  /**
   * {@return a limit for each value of a key, for ever}
   *
   * @param amount such as {@code 0.05}
   * @throws NumberFormatException if the amount is no decimal
   */
  public static BudgetLimit per(String scope, String amount, String unit) {
    return new BudgetLimit(scope, new BigDecimal(amount), unit, BudgetPeriod.FOR_EVER);
  }

  /** {@return the same amount, there anew in each period} */
  public BudgetLimit each(BudgetPeriod period) {
    return new BudgetLimit(scope, amount, unit, period);
  }

  /** {@return such as {@code 0.05 USD per user, day Europe/Berlin}} */
  @Override
  public String toString() {
    return Numbers.plainText(amount) + " " + unit + " per " + scope + ", " + period;
  }
}
