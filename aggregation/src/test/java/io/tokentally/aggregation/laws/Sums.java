package io.tokentally.aggregation.laws;

import io.tokentally.KindUsage;
import io.tokentally.LLMAggregatedUsage;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Usage added up by hand. */
final class Sums {

  private Sums() {}

  static List<Long> counts(LLMAggregatedUsage usage) {
    return List.of(
        usage.requests(),
        usage.promptTokens(),
        usage.completionTokens(),
        usage.totalTokens(),
        usage.cacheReadInputTokens(),
        usage.cacheCreationInputTokens());
  }

  static List<@Nullable BigDecimal> costs(LLMAggregatedUsage usage) {
    return Arrays.asList(
        usage.promptTokensTotalCost(),
        usage.completionTokensTotalCost(),
        usage.cacheReadInputTokensTotalCost(),
        usage.cacheCreationInputTokensTotalCost());
  }

  /** {@return the sum by model; null and anything is null} */
  static Map<String, LLMAggregatedUsage> plus(
      Map<String, LLMAggregatedUsage> a, Map<String, LLMAggregatedUsage> b) {
    Map<String, LLMAggregatedUsage> sum = new TreeMap<>(a);
    b.forEach((model, usage) -> sum.merge(model, usage, Sums::plus));
    return sum;
  }

  private static LLMAggregatedUsage plus(LLMAggregatedUsage a, LLMAggregatedUsage b) {
    LLMAggregatedUsage.Builder sum = LLMAggregatedUsage.builder();
    sum.requests(a.requests() + b.requests());
    sum.promptTokens(a.promptTokens() + b.promptTokens());
    sum.completionTokens(a.completionTokens() + b.completionTokens());
    sum.totalTokens(a.totalTokens() + b.totalTokens());
    sum.cacheReadInputTokens(a.cacheReadInputTokens() + b.cacheReadInputTokens());
    sum.cacheCreationInputTokens(a.cacheCreationInputTokens() + b.cacheCreationInputTokens());
    if (a.totalCost() != null && b.totalCost() != null) {
      sum.promptTokensTotalCost(costs(a).get(0).add(costs(b).get(0)));
      sum.completionTokensTotalCost(costs(a).get(1).add(costs(b).get(1)));
      sum.cacheReadInputTokensTotalCost(costs(a).get(2).add(costs(b).get(2)));
      sum.cacheCreationInputTokensTotalCost(costs(a).get(3).add(costs(b).get(3)));
      Map<String, BigDecimal> others = new TreeMap<>(a.otherCosts());
      b.otherCosts().forEach((kind, cost) -> others.merge(kind, cost, BigDecimal::add));
      sum.otherCosts(others);
    }
    Map<String, KindUsage> kinds = new TreeMap<>(a.kinds());
    b.kinds().forEach((kind, usage) -> kinds.merge(kind, usage, Sums::plus));
    return sum.kinds(kinds).build();
  }

  private static KindUsage plus(KindUsage a, KindUsage b) {
    BigDecimal one = a.cost();
    BigDecimal other = b.cost();
    return new KindUsage(
        a.count() + b.count(), one == null || other == null ? null : one.add(other));
  }
}
