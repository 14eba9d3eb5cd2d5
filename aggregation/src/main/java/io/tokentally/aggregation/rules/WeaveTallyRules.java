package io.tokentally.aggregation.rules;

import java.math.BigDecimal;

/** The WEAVE dialect, artefacts included: docs/weave.md section 13. */
enum WeaveTallyRules implements TallyRules {
  INSTANCE;

  @Override
  public boolean promptsIncludeCache() {
    return true;
  }

  @Override
  public boolean earlyCallsTakeLatestPrice() {
    return true;
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
  public BigDecimal absentCacheRate(BigDecimal promptRate) {
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
