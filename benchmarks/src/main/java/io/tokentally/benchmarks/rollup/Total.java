package io.tokentally.benchmarks.rollup;

import static java.util.Objects.requireNonNull;

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

  /** As far as sums of doubles may be from the exact one. */
  private static final BigDecimal TOLERANCE = new BigDecimal("1e-9");

  /** {@return whether the counts are equal, and the costs but for what doubles lose} */
  static boolean same(Map<String, Total> one, Map<String, Total> other) {
    return one.keySet().equals(other.keySet())
        && one.entrySet().stream()
            .allMatch(each -> each.getValue().isAs(requireNonNull(other.get(each.getKey()))));
  }

  private boolean isAs(Total other) {
    BigDecimal difference = cost.subtract(other.cost).abs();
    return requests == other.requests
        && prompt == other.prompt
        && completion == other.completion
        && cacheRead == other.cacheRead
        && cacheCreation == other.cacheCreation
        && difference.compareTo(cost.multiply(TOLERANCE)) <= 0;
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
