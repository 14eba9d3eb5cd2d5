package io.tokentally.aggregation.rules;

import io.tokentally.aggregation.BeforeFirstPrice;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.TokenRates;
import java.math.BigDecimal;

/** The WEAVE dialect, artefacts included: docs/weave.md section 13. */
enum WeaveTallyRules implements TallyRules {
  INSTANCE;

  @Override
  public CacheConvention cacheConvention() {
    return CacheConvention.INCLUSIVE;
  }

  @Override
  public BeforeFirstPrice beforeFirstPrice() {
    return BeforeFirstPrice.LATEST;
  }

  @Override
  public boolean countsEqualAliasesTwice() {
    return true;
  }

  @Override
  public boolean keepsNegativeAmounts() {
    return true;
  }

  @Override
  public BigDecimal absentCacheRate(TokenRates rates) {
    return BigDecimal.ZERO;
  }

  @Override
  public boolean unpricedIsFree() {
    return true;
  }

  @Override
  public boolean addsMixedUnits() {
    return true;
  }
}
