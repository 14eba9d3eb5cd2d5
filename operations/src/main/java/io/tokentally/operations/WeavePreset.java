package io.tokentally.operations;

import io.tokentally.aggregation.AbsentCacheRate;
import io.tokentally.aggregation.Aliases;
import io.tokentally.aggregation.BeforeFirstPrice;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.MixedUnits;
import io.tokentally.aggregation.NegativeAmounts;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedCost;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.dsl.Dialect;

/** Every option set so that answers are the Weave trace server's. Each can be set alone, too. */
public final class WeavePreset {

  private WeavePreset() {}

  /** {@return how usage is read, priced and summed there: docs/weave.md section 13} */
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

  /**
   * {@return a builder of operations that behave as the server's: docs/weave.md sections 9 to 13}
   */
  public static Operations.Builder operations(CallSource calls, PriceStore prices) {
    return Operations.over(calls, prices)
        .options(tallyOptions())
        .queryDialect(Dialect.WEAVE)
        .sortDialect(Dialect.WEAVE)
        .idOnlyPurge()
        .userRequired()
        .costQueriesAcrossProjects()
        .eightCostProperties()
        .pickedCallsAlone()
        .limitEachTrace();
  }

  /**
   * {@return the request of {@code /cost/create} that the JSON holds, in the forms that the server
   * accepts: rates as text and dates as numbers, too} docs/weave.md section 12.
   *
   * @throws io.tokentally.ValidationException with every error
   */
  public static CostCreateReq costCreateReq(String json) {
    return CostCreateReq.parse(LaxCosts.strict(json));
  }

  /** {@return a builder of selections that query, sort and cut calls as the server does} */
  public static CallSelection.Builder callSelection() {
    CallSelection.Builder selection = CallSelection.builder();
    selection.queryDialect(Dialect.WEAVE);
    selection.sortDialect(Dialect.WEAVE);
    selection.pageDialect(Dialect.WEAVE);
    return selection;
  }
}
