package io.tokentally.aggregation.rollup.ledger;

import io.tokentally.aggregation.TokenRates;
import io.tokentally.aggregation.rules.TallyRules;
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
   * @param rules what cached tokens cost where there is no rate for them
   */
  public static Costs of(
      Cells cells, int cell, Portion portion, TokenRates rates, TallyRules rules) {
    return new Costs(
        cost(Rate.PROMPT, cells, cell, portion, rates, rules),
        cost(Rate.COMPLETION, cells, cell, portion, rates, rules),
        cost(Rate.CACHE_READ, cells, cell, portion, rates, rules),
        cost(Rate.CACHE_CREATION, cells, cell, portion, rates, rules));
  }

  private static BigDecimal cost(
      Rate rate, Cells cells, int cell, Portion portion, TokenRates rates, TallyRules rules) {
    return rate.cost(cells.count(cell, rate.count()), rates, portion, rules);
  }

  public Costs plus(Costs other) {
    return new Costs(
        prompt.add(other.prompt),
        completion.add(other.completion),
        cacheRead.add(other.cacheRead),
        cacheCreation.add(other.cacheCreation));
  }
}
