package io.tokentally.aggregation.rules;

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

  /**
   * {@return whether prompts are taken to include cached tokens, whatever their counts show, unless
   * the user says otherwise}
   */
  boolean promptsIncludeCache();

  /**
   * {@return whether calls from before the first price take the latest one, unless the user says
   * otherwise} Otherwise they take the first.
   */
  boolean earlyCallsTakeLatestPrice();

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
  BigDecimal absentCacheRate(BigDecimal promptRate);

  /** {@return whether what has no price costs nothing; otherwise its cost is unknown} */
  boolean unpricedIsFree();

  /** {@return whether one model's amounts in different units are added; otherwise rejected} */
  boolean addsMixedUnits();
}
