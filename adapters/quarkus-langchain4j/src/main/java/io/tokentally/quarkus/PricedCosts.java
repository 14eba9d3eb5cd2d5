package io.tokentally.quarkus;

import static java.util.Objects.requireNonNull;

import io.quarkiverse.langchain4j.cost.CostEstimator;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.MixedUnitsException;
import io.tokentally.aggregation.OneUsage;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The estimator of costs that Quarkus LangChain4j asks for its metrics and spans, at prices of the
 * caller's. It supports the models that have a price now. Thread-safe.
 *
 * <p>Quarkus hands over two counts, input and output. Which of the input came from a cache it does
 * not say: with models of OpenAI and Google the estimate is too high by what caching saved, with
 * Anthropic's and Bedrock's, whose input leaves cached tokens out, it is too low by all of them.
 * The calls of a {@code CallRecorder} have all counts.
 *
 * <pre>{@code
 * @Produces
 * @Singleton
 * CostEstimator costs() {
 *   return new PricedCosts(BundledPrices.table());
 * }
 * }</pre>
 */
public final class PricedCosts implements CostEstimator {

  private final PriceTable prices;
  private final InstantSource clock;

  /** An estimator at these prices, as they are when it is asked. */
  public PricedCosts(PriceTable prices) {
    this(prices, InstantSource.system());
  }

  /**
   * An estimator at these prices.
   *
   * @param clock says when a call begins
   */
  public PricedCosts(PriceTable prices, InstantSource clock) {
    this.prices = requireNonNull(prices, "prices");
    this.clock = requireNonNull(clock, "clock");
  }

  @Override
  public boolean supports(SupportsContext context) {
    return context.model() != null && cost(context.model(), 1, 1) != null;
  }

  @Override
  public CostResult estimate(CostContext context) {
    CostResult cost =
        cost(context.model(), orZero(context.inputTokens()), orZero(context.outputTokens()));
    if (cost == null) {
      throw new IllegalStateException(
          "expected a model that has a price, found " + context.model() + "; ask supports before");
    }
    return cost;
  }

  private static long orZero(@Nullable Integer tokens) {
    return tokens == null ? 0 : Math.max(0, tokens);
  }

  private @Nullable CostResult cost(String model, long input, long output) {
    RecordedUsage usage =
        RecordedUsage.builder().promptTokens(input).completionTokens(output).build();
    UsageReport report;
    try {
      report =
          Tally.with(prices).report(List.of(new OneUsage(model, usage, null, clock.instant())));
    } catch (MixedUnitsException e) {
      return null; // no sum of two currencies
    }
    LLMAggregatedUsage counted = report.totals().get(model);
    String unit = report.unitByModel().get(model);
    BigDecimal all = counted == null ? null : counted.totalCost();
    BigDecimal completion = counted == null ? null : counted.completionTokensTotalCost();
    if (all == null || completion == null || unit == null || !report.isComplete()) {
      return null;
    }
    return new CostResult(all.subtract(completion), completion, unit);
  }
}
