package io.tokentally.aggregation.rules;

import io.tokentally.aggregation.BeforeFirstPrice;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.TokenRates;
import java.math.BigDecimal;

/** The STANDARD dialect: docs/semantics.md sections 6 to 8. */
enum StandardTallyRules implements TallyRules {
  INSTANCE;

  @Override
  public CacheConvention cacheConvention() {
    return CacheConvention.AUTO;
  }

  @Override
  public BeforeFirstPrice beforeFirstPrice() {
    return BeforeFirstPrice.EARLIEST;
  }

  @Override
  public boolean countsEqualAliasesTwice() {
    return false;
  }

  @Override
  public boolean keepsNegativeAmounts() {
    return false;
  }

  @Override
  public BigDecimal absentCacheRate(TokenRates rates) {
    return rates.promptTokenCost();
  }

  @Override
  public boolean unpricedIsFree() {
    return false;
  }

  @Override
  public boolean addsMixedUnits() {
    return false;
  }
}
