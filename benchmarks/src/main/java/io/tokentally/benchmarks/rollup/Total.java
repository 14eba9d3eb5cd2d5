package io.tokentally.benchmarks.rollup;

import io.tokentally.LLMAggregatedUsage;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all calls of a model come to, to compare ways to sum.
 *
 * @param cost in dollars
 */
record Total(
    long requests,
    long prompt,
    long completion,
    long cacheRead,
    long cacheCreation,
    BigDecimal cost) {

  Total plus(Total other) {
    return new Total(
        requests + other.requests,
        prompt + other.prompt,
        completion + other.completion,
        cacheRead + other.cacheRead,
        cacheCreation + other.cacheCreation,
        cost.add(other.cost));
  }

  /** {@return the totals in one scale of money, so that equal ones are equal} */
  static Map<String, Total> comparable(Map<String, Total> totals) {
    Map<String, Total> comparable = new TreeMap<>();
    totals.forEach((model, total) -> comparable.put(model, total.stripped()));
    return comparable;
  }

  private Total stripped() {
    BigDecimal plain = cost.stripTrailingZeros();
    return new Total(requests, prompt, completion, cacheRead, cacheCreation, plain);
  }

  static Map<String, Total> of(Map<String, LLMAggregatedUsage> usage) {
    Map<String, Total> totals = new TreeMap<>();
    usage.forEach(
        (model, sums) -> {
          BigDecimal cost = sums.totalCost();
          if (cost == null) {
            throw new IllegalStateException("no price: " + model);
          }
          totals.put(
              model,
              new Total(
                  sums.requests(),
                  sums.promptTokens(),
                  sums.completionTokens(),
                  sums.cacheReadInputTokens(),
                  sums.cacheCreationInputTokens(),
                  cost));
        });
    return totals;
  }
}
