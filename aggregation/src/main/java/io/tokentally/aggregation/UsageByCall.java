package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.UsageCount;
import io.tokentally.value.CodePoints;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What each call of a report counts of its own, and with everything below it; sums of it over
 * models. Immutable but for what is made when first asked for; thread-safe.
 */
final class UsageByCall {

  /** The costs that every usage has; the others are those of what is no token. */
  private static final Map<String, Function<LLMAggregatedUsage, @Nullable BigDecimal>> COSTS =
      Map.of(
          "total",
          LLMAggregatedUsage::totalCost,
          UsageCount.PROMPT_TOKENS.wireName(),
          LLMAggregatedUsage::promptTokensTotalCost,
          UsageCount.COMPLETION_TOKENS.wireName(),
          LLMAggregatedUsage::completionTokensTotalCost,
          UsageCount.CACHE_READ_INPUT_TOKENS.wireName(),
          LLMAggregatedUsage::cacheReadInputTokensTotalCost,
          UsageCount.CACHE_CREATION_INPUT_TOKENS.wireName(),
          LLMAggregatedUsage::cacheCreationInputTokensTotalCost);

  private final UsageReport report;
  private volatile @Nullable Map<CallKey, Map<String, LLMAggregatedUsage>> own;

  UsageByCall(UsageReport report) {
    this.report = report;
  }

  Map<String, LLMAggregatedUsage> own(CallKey call) {
    return all().getOrDefault(call, Map.of());
  }

  Map<String, LLMAggregatedUsage> withBelow(CallKey call) {
    return report.usage(call);
  }

  private Map<CallKey, Map<String, LLMAggregatedUsage>> all() {
    Map<CallKey, Map<String, LLMAggregatedUsage>> made = own;
    if (made == null) {
      Map<CallKey, Map<String, LLMAggregatedUsage>> filled = new HashMap<>();
      report
          .totalsBy(CallKey::of)
          .forEach((call, totals) -> filled.put(requireNonNull(call), totals.usage()));
      made = filled;
      own = made;
    }
    return made;
  }

  /** {@return the models that were used, sorted} */
  Set<String> models() {
    Set<String> models = new TreeSet<>(CodePoints::compare);
    all().values().forEach(usage -> models.addAll(usage.keySet()));
    return models;
  }

  /** {@return the kinds of costs that some call has, sorted} */
  Set<String> kinds() {
    Set<String> kinds = new TreeSet<>(CodePoints::compare);
    kinds.addAll(COSTS.keySet());
    all()
        .values()
        .forEach(usage -> usage.values().forEach(each -> kinds.addAll(each.otherCosts().keySet())));
    return kinds;
  }

  /** {@return the sum of a count over models} */
  static Number count(Map<String, LLMAggregatedUsage> models, UsageCount count) {
    BigInteger sum = BigInteger.ZERO;
    for (LLMAggregatedUsage usage : models.values()) {
      sum = sum.add(BigInteger.valueOf(count.of(usage)));
    }
    return sum;
  }

  /**
   * {@return the sum of a cost over models; null if one of them is not known, if there is no such
   * cost, or if they are in several currencies}
   */
  @Nullable BigDecimal cost(Map<String, LLMAggregatedUsage> models, String kind) {
    Function<LLMAggregatedUsage, @Nullable BigDecimal> known = COSTS.get(kind);
    BigDecimal sum = known == null ? null : BigDecimal.ZERO;
    String unit = null;
    for (Map.Entry<String, LLMAggregatedUsage> each : models.entrySet()) {
      LLMAggregatedUsage usage = each.getValue();
      String ofModel = report.unitByModel().get(each.getKey());
      if (usage.totalCost() == null || (unit != null && !unit.equals(ofModel))) {
        return null;
      }
      unit = ofModel;
      BigDecimal cost = known == null ? usage.otherCosts().get(kind) : known.apply(usage);
      if (cost != null) {
        sum = sum == null ? cost : sum.add(cost);
      }
    }
    return Numbers.plainOrNull(sum);
  }
}
