package io.tokentally.aggregation.weave;

import io.tokentally.aggregation.AbsentCacheRate;
import io.tokentally.aggregation.Aliases;
import io.tokentally.aggregation.BeforeFirstPrice;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.MixedUnits;
import io.tokentally.aggregation.NegativeAmounts;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedCost;
import io.tokentally.aggregation.UsageScope;

/** Every option set so that answers are the Weave trace server's. Each can be set alone, too. */
public final class WeavePreset {

  private WeavePreset() {}

  /** {@return how usage is read, priced and summed there: WEAVE.md section 13} */
  public static TallyOptions tallyOptions() {
    return TallyOptions.builder()
        .usageScope(UsageScope.OWN)
        .cacheConvention(CacheConvention.INCLUSIVE)
        .beforeFirstPrice(BeforeFirstPrice.LATEST)
        .aliases(Aliases.ADDED)
        .negativeAmounts(NegativeAmounts.KEPT)
        .absentCacheRate(AbsentCacheRate.ZERO)
        .unpricedCost(UnpricedCost.ZERO)
        .mixedUnits(MixedUnits.ADDED)
        .build();
  }
}
