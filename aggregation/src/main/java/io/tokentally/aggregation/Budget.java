package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;

/**
 * An amount that a {@link LiveRollup} watches. What has no price does not count. Equal amounts are
 * equal whatever scale they were given with.
 *
 * @param of what may not cost more
 * @param amount how much; not negative
 * @param unit the currency: exactly the text of {@link PriceRow#promptTokenCostUnit} and {@link
 *     PriceRow#completionTokenCostUnit}, case included; costs in others do not count
 */
public record Budget(Of of, BigDecimal amount, String unit) {

  /** Rejects a negative amount with a {@link io.tokentally.ValidationException}. */
  public Budget {
    requireNonNull(of, "of");
    requireNonNull(amount, "amount");
    requireNonNull(unit, "unit");
    if (amount.signum() < 0) {
      String msg = "expected an amount of 0 or more, found " + JsonValues.describe(amount);
      throw ErrorCollector.refusal(Loc.ROOT.key("amount"), Type.VALUE, msg);
    }
    amount = Numbers.plain(amount);
  }

  /** What a budget is for. */
  public enum Of {
    /** Each trace: all the calls that share a trace id; those without one are a trace together. */
    TRACE,
    /**
     * Each call that has no other above it so far, with everything below it. Where calls are
     * reported before the one above them, they are roots until it comes.
     */
    ROOT
  }
}
