package io.tokentally.aggregation.price;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.TokenRates;
import io.tokentally.json.Check;
import io.tokentally.json.Faults;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a rate may be: short enough to write out, and not negative: docs/semantics.md rule 37. */
public final class Rates {

  private Rates() {}

  /** Rejects a rate that is too long or negative. */
  public static void check(@Nullable Object rate, Loc at, Faults faults) {
    int before = faults.size();
    checkLength(rate, at, faults);
    if (faults.size() == before) {
      checkSign(rate, at, faults);
    }
  }

  /** Rejects a rate that is too long to write a cost out. */
  public static void checkLength(@Nullable Object rate, Loc at, Faults faults) {
    if (rate instanceof Number number && !Numbers.isPlain(number)) {
      String most = "expected a rate with at most " + Numbers.MAX_PLAIN_DIGITS;
      faults.add(at, Type.VALUE, most + " digits before and after the point");
    }
  }

  private static void checkSign(@Nullable Object rate, Loc at, Faults faults) {
    if (rate instanceof Number number && Numbers.decimal(number).signum() < 0) {
      faults.add(
          at, Type.VALUE, "expected a rate of 0 or more, found " + Numbers.plainText(number));
    }
  }

  /** Rejects the negative rates of a row that stands at the given place. */
  public static void checkSigns(PriceRow row, Loc at, Faults faults) {
    checkAll(row, Rates::checkSign, at, faults);
  }

  /** {@return whether every rate has the one scale that equal rates have} */
  public static boolean havePlainScale(TokenRates rates) {
    return Numbers.hasPlainScale(rates.promptTokenCost())
        && Numbers.hasPlainScale(rates.completionTokenCost())
        && Numbers.hasPlainScale(rates.cacheReadInputTokenCost())
        && Numbers.hasPlainScale(rates.cacheCreationInputTokenCost())
        && Numbers.hasPlainScale(rates.cacheCreation1hInputTokenCost());
  }

  /** Checks every rate there is. */
  public static void checkAll(TokenRates rates, Check check, Loc at, Faults faults) {
    check(rates.promptTokenCost(), "prompt_token_cost", check, at, faults);
    check(rates.completionTokenCost(), "completion_token_cost", check, at, faults);
    check(rates.cacheReadInputTokenCost(), "cache_read_input_token_cost", check, at, faults);
    check(
        rates.cacheCreationInputTokenCost(), "cache_creation_input_token_cost", check, at, faults);
    check(
        rates.cacheCreation1hInputTokenCost(),
        "cache_creation_1h_input_token_cost",
        check,
        at,
        faults);
  }

  private static void check(
      @Nullable BigDecimal rate, String column, Check check, Loc at, Faults faults) {
    check.check(rate, at.key(column), faults);
  }
}
