package io.tokentally.report.text;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Usage summed over models, and over calls. Not thread-safe. */
public final class UsageSum {

  /** The counts that a table shows, in its order. */
  public enum Count {
    REQUESTS,
    PROMPT,
    CACHE_READ,
    CACHE_WRITE,
    COMPLETION,
    TOTAL;

    long of(LLMAggregatedUsage usage) {
      return switch (this) {
        case REQUESTS -> usage.requests();
        case PROMPT -> usage.promptTokens();
        case CACHE_READ -> usage.cacheReadInputTokens();
        case CACHE_WRITE -> usage.cacheCreationInputTokens();
        case COMPLETION -> usage.completionTokens();
        case TOTAL -> usage.totalTokens();
      };
    }
  }

  // Sums over models may need more than 64 bits.
  private final Map<Count, BigInteger> counts = new EnumMap<>(Count.class);
  private final Map<Count, BigInteger> pricedCounts = new EnumMap<>(Count.class);
  private final Map<String, BigDecimal> pricedCosts = new TreeMap<>();
  private boolean isPriced = true;

  /** {@return the usage of a call with everything below it} */
  public static UsageSum ofCall(UsageReport report, String callId) {
    UsageSum sum = new UsageSum();
    sum.addAll(report.usage(callId), report.pricedPart(callId), report.unitByModel());
    return sum;
  }

  /** {@return the usage of one call, where its id stands in several traces} */
  public static UsageSum ofCall(UsageReport report, CallKey call) {
    UsageSum sum = new UsageSum();
    sum.addAll(report.usage(call), report.pricedPart(call), report.unitByModel());
    return sum;
  }

  /**
   * Adds usage by model.
   *
   * @param priced the part of it that has a price
   */
  public void addAll(
      Map<String, LLMAggregatedUsage> usage,
      Map<String, LLMAggregatedUsage> priced,
      Map<String, String> units) {
    usage.forEach((model, all) -> add(all, priced.get(model), units.get(model)));
  }

  /** Adds another sum. */
  public void add(UsageSum other) {
    other.counts.forEach((count, value) -> counts.merge(count, value, BigInteger::add));
    other.pricedCounts.forEach((count, value) -> pricedCounts.merge(count, value, BigInteger::add));
    other.pricedCosts.forEach((unit, cost) -> pricedCosts.merge(unit, cost, BigDecimal::add));
    isPriced &= other.isPriced;
  }

  /**
   * Adds usage of one model.
   *
   * @param priced the part of it that has a price, null if nothing has
   * @param unit the unit of its cost, null if there is none
   */
  public void add(
      LLMAggregatedUsage usage, @Nullable LLMAggregatedUsage priced, @Nullable String unit) {
    addCounts(counts, usage);
    isPriced &= usage.totalCost() != null;
    BigDecimal cost = priced == null ? null : priced.totalCost();
    if (priced != null && cost != null && unit != null) {
      addCounts(pricedCounts, priced);
      pricedCosts.merge(unit, cost, BigDecimal::add);
    }
  }

  private static void addCounts(Map<Count, BigInteger> counts, LLMAggregatedUsage usage) {
    for (Count count : Count.values()) {
      counts.merge(count, BigInteger.valueOf(count.of(usage)), BigInteger::add);
    }
  }

  /**
   * {@return the order by cost; where costs are equal, as where nothing has a price, by tokens}
   *
   * @param units all units there are: the first in which costs differ decides, because amounts in
   *     different units cannot be added
   */
  public static Comparator<UsageSum> mostExpensiveFirst(List<String> units) {
    Comparator<UsageSum> leastTokensFirst = Comparator.comparing(sum -> sum.count(Count.TOTAL));
    Comparator<UsageSum> order = leastTokensFirst.reversed();
    for (int i = units.size() - 1; i >= 0; i--) {
      String unit = units.get(i);
      Comparator<UsageSum> cheapestFirst = Comparator.comparing(sum -> sum.pricedCost(unit));
      order = cheapestFirst.reversed().thenComparing(order);
    }
    return order;
  }

  /** {@return whether everything has a price} */
  public boolean isPriced() {
    return isPriced;
  }

  public BigInteger count(Count count) {
    return counts.getOrDefault(count, BigInteger.ZERO);
  }

  /** {@return the count of the part that has a price} */
  public BigInteger pricedCount(Count count) {
    return pricedCounts.getOrDefault(count, BigInteger.ZERO);
  }

  private BigDecimal pricedCost(String unit) {
    return pricedCosts.getOrDefault(unit, BigDecimal.ZERO);
  }

  /** {@return what the part costs that has a price, by unit} */
  public Map<String, BigDecimal> pricedCosts() {
    return pricedCosts;
  }
}
