package io.tokentally.aggregation.rules;

import io.tokentally.aggregation.BeforeFirstPrice;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.TokenRates;
import io.tokentally.dsl.Dialect;
import java.math.BigDecimal;

/** How usage is read, priced and summed: one implementation per dialect. */
public interface TallyRules {

  /** {@return the rules of a dialect} */
  static TallyRules of(Dialect dialect) {
    return switch (dialect) {
      case STANDARD -> StandardTallyRules.INSTANCE;
      case WEAVE, WEAVE_CALLS_MERGED -> WeaveTallyRules.INSTANCE;
    };
  }

  /** {@return the cache convention unless the user sets one} */
  CacheConvention cacheConvention();

  /** {@return the price of early calls unless the user sets one} */
  BeforeFirstPrice beforeFirstPrice();

  /**
   * {@return whether a count that stands under both of its names, each time the same, counts twice}
   * Different counts are added in every dialect.
   */
  boolean countsEqualAliasesTwice();

  /**
   * {@return whether counts and rates below zero stay as they are, and the uncached prompt may be
   * less than nothing} Otherwise such counts are 0, and such rates rejected.
   */
  boolean keepsNegativeAmounts();

  /** {@return the rate of cached tokens in a row without one} */
  BigDecimal absentCacheRate(TokenRates rates);

  /** {@return whether what has no price costs nothing; otherwise its cost is unknown} */
  boolean unpricedIsFree();

  /** {@return whether one model's amounts in different units are added; otherwise rejected} */
  boolean addsMixedUnits();
}
