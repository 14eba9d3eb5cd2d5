package io.tokentally.aggregation.rollup.ledger;

import io.tokentally.aggregation.AbsentCacheRate;
import io.tokentally.aggregation.TokenRates;
import java.math.BigDecimal;

/** The four costs of tokens, exact, in one unit: docs/semantics.md section 7. */
public record Costs(
    BigDecimal prompt, BigDecimal completion, BigDecimal cacheRead, BigDecimal cacheCreation) {

  public static final Costs ZERO =
      new Costs(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /**
   * {@return what the tokens of a cell cost}
   *
   * @param portion what kind of tokens they are
   * @param absent the rate of cached tokens where there is none
   */
  public static Costs of(
      Cells cells, int cell, Portion portion, TokenRates rates, AbsentCacheRate absent) {
    return new Costs(
        cost(Rate.PROMPT, cells, cell, portion, rates, absent),
        cost(Rate.COMPLETION, cells, cell, portion, rates, absent),
        cost(Rate.CACHE_READ, cells, cell, portion, rates, absent),
        cost(Rate.CACHE_CREATION, cells, cell, portion, rates, absent));
  }

  private static BigDecimal cost(
      Rate rate, Cells cells, int cell, Portion portion, TokenRates rates, AbsentCacheRate absent) {
    return rate.cost(cells.count(cell, rate.count()), rates, portion, absent);
  }

  public Costs plus(Costs other) {
    return new Costs(
        prompt.add(other.prompt),
        completion.add(other.completion),
        cacheRead.add(other.cacheRead),
        cacheCreation.add(other.cacheCreation));
  }
}
