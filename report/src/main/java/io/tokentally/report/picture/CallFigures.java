package io.tokentally.report.picture;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.report.text.UsageSum;
import io.tokentally.report.text.UsageSum.Count;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/**
 * What the report says of a call with everything below it.
 *
 * @param models the models of its usage, sorted
 * @param requests all requests to all models
 * @param tokens all tokens of all models
 * @param costs what has a price, by unit
 * @param pricing whether that is all
 */
record CallFigures(
    List<String> models,
    BigInteger requests,
    BigInteger tokens,
    Map<String, BigDecimal> costs,
    Pricing pricing) {

  /** How much of some usage has a price. */
  enum Pricing {
    ALL(0),
    PART(1),
    NOTHING(2);

    /** What the script of the page calls it. */
    final int code;

    Pricing(int code) {
      this.code = code;
    }
  }

  static CallFigures of(UsageReport report, CallKey call) {
    Map<String, LLMAggregatedUsage> usage = report.usage(call);
    if (usage.isEmpty()) {
      return new CallFigures(List.of(), BigInteger.ZERO, BigInteger.ZERO, Map.of(), Pricing.ALL);
    }
    UsageSum sum = UsageSum.ofCall(report, call);
    return new CallFigures(
        List.copyOf(usage.keySet()),
        sum.count(Count.REQUESTS),
        sum.count(Count.TOTAL),
        sum.pricedCosts(),
        pricing(sum));
  }

  static Pricing pricing(UsageSum sum) {
    if (sum.isPriced()) {
      return Pricing.ALL;
    }
    return sum.pricedCosts().isEmpty() ? Pricing.NOTHING : Pricing.PART;
  }
}
