package io.tokentally.aggregation.rules;

import java.math.BigDecimal;

/** The STANDARD dialect: docs/semantics.md sections 6 to 8. */
enum StandardTallyRules implements TallyRules {
  INSTANCE;

  @Override
  public boolean promptsIncludeCache() {
    return false;
  }

  @Override
  public boolean earlyCallsTakeLatestPrice() {
    return false;
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
  public BigDecimal absentCacheRate(BigDecimal promptRate) {
    return promptRate;
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
