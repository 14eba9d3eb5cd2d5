package io.tokentally.aggregation.rollup.ledger;

import io.tokentally.UsageCount;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.TokenRates;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.rules.TallyRules;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The four rates, and which count each of them prices: docs/semantics.md section 7. */
public enum Rate {
  PROMPT(UsageCount.PROMPT_TOKENS, Cells.UNCACHED),
  COMPLETION(UsageCount.COMPLETION_TOKENS, Cells.COMPLETION),
  CACHE_READ(UsageCount.CACHE_READ_INPUT_TOKENS, Cells.CACHE_READ),
  CACHE_CREATION(UsageCount.CACHE_CREATION_INPUT_TOKENS, Cells.CACHE_CREATION);

  private final String tokens;
  private final int count;

  Rate(UsageCount tokens, int count) {
    this.tokens = tokens.wireName();
    this.count = count;
  }

  /** {@return which count of {@link Cells} it prices} */
  public int count() {
    return count;
  }

  /** {@return the name of the tokens that it prices} */
  public String nameOf(Portion portion) {
    boolean anHour = this == CACHE_CREATION && portion == Portion.LONG_CACHE;
    return anHour ? UnpricedKind.CACHE_CREATION_1H : tokens;
  }

  /**
   * {@return currency per token}
   *
   * @param rules what cached tokens cost where there is no rate for them
   */
  public BigDecimal of(TokenRates rates, Portion portion, TallyRules rules) {
    return switch (this) {
      case PROMPT -> rates.promptTokenCost();
      case COMPLETION -> rates.completionTokenCost();
      case CACHE_READ -> or(rates.cacheReadInputTokenCost(), rates, rules);
      case CACHE_CREATION ->
          or(
              portion == Portion.LONG_CACHE
                  ? rates.cacheCreation1hInputTokenCost()
                  : rates.cacheCreationInputTokenCost(),
              rates,
              rules);
    };
  }

  /** {@return what so many tokens cost; {@link #of} says the rest} */
  public BigDecimal cost(long tokens, TokenRates rates, Portion portion, TallyRules rules) {
    return BigDecimal.valueOf(tokens).multiply(of(rates, portion, rules));
  }

  private static BigDecimal or(@Nullable BigDecimal rate, TokenRates rates, TallyRules rules) {
    return rate == null ? rules.absentCacheRate(rates) : rate;
  }

  public String unit(PriceRow row) {
    return this == COMPLETION ? row.completionTokenCostUnit() : row.promptTokenCostUnit();
  }
}
