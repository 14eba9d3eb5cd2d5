package io.tokentally.json;

import io.tokentally.KindUsage;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Usage whose costs are whole numbers of some power of ten, as long as 64 bits hold them. Reports
 * have millions of these: decimals are made when somebody asks for them. Immutable.
 */
public final class FixedPointUsage implements LLMAggregatedUsage {

  private static final long[] NONE = new long[4];
  private static final Details UNKNOWN =
      new Details(new @Nullable BigDecimal[4], Map.of(), Map.of());

  private final long requests;
  private final long promptTokens;
  private final long completionTokens;
  private final long totalTokens;
  private final long cacheReadInputTokens;
  private final long cacheCreationInputTokens;

  private final long promptCost;
  private final long completionCost;
  private final long cacheReadCost;
  private final long cacheCreationCost;
  private final int scale;

  /** Null where there is nothing but counts and costs in fixed point. */
  private final @Nullable Details details;

  /** What few usages have. */
  private static final class Details {

    /** The four costs where they have no fixed point; else null. */
    private final @Nullable BigDecimal @Nullable [] costs;

    private final Map<String, BigDecimal> otherCosts;
    private final Map<String, KindUsage> kinds;

    Details(
        @Nullable BigDecimal @Nullable [] costs,
        Map<String, BigDecimal> otherCosts,
        Map<String, KindUsage> kinds) {
      this.costs = costs;
      this.otherCosts = Collections.unmodifiableMap(otherCosts);
      this.kinds = Collections.unmodifiableMap(kinds);
    }
  }

  /**
   * Usage with costs of tokens alone.
   *
   * @param counts the six counts, in the contract's order
   * @param costs the four costs, in the contract's order, each times 10 to the power of the scale
   * @param scale not negative
   * @param kinds not changed any more
   */
  public FixedPointUsage(long[] counts, long[] costs, int scale, Map<String, KindUsage> kinds) {
    this(counts, costs, scale, kinds.isEmpty() ? null : new Details(null, Map.of(), kinds));
  }

  private FixedPointUsage(long[] counts, long[] costs, int scale, @Nullable Details details) {
    this.requests = counts[0];
    this.promptTokens = counts[1];
    this.completionTokens = counts[2];
    this.totalTokens = counts[3];
    this.cacheReadInputTokens = counts[4];
    this.cacheCreationInputTokens = counts[5];
    this.promptCost = costs[0];
    this.completionCost = costs[1];
    this.cacheReadCost = costs[2];
    this.cacheCreationCost = costs[3];
    this.scale = scale;
    this.details = details;
  }

  /**
   * {@return the same usage with costs in the one scale that they are compared and written with}
   */
  public static LLMAggregatedUsage of(LLMAggregatedUsage usage) {
    long[] counts = {
      usage.requests(),
      usage.promptTokens(),
      usage.completionTokens(),
      usage.totalTokens(),
      usage.cacheReadInputTokens(),
      usage.cacheCreationInputTokens()
    };
    @Nullable BigDecimal[] costs = {
      usage.promptTokensTotalCost(),
      usage.completionTokensTotalCost(),
      usage.cacheReadInputTokensTotalCost(),
      usage.cacheCreationInputTokensTotalCost()
    };
    return of(counts, costs, usage.otherCosts(), usage.kinds());
  }

  /**
   * {@return usage with costs as they are given, each null if it is not known}
   *
   * @param kinds not changed any more
   */
  public static LLMAggregatedUsage of(
      long[] counts,
      @Nullable BigDecimal[] costs,
      Map<String, BigDecimal> otherCosts,
      Map<String, KindUsage> kinds) {
    @Nullable BigDecimal[] plain = costs.clone();
    Arrays.setAll(plain, i -> Numbers.plainOrNull(costs[i]));
    Map<String, BigDecimal> others = new LinkedHashMap<>(otherCosts);
    others.replaceAll((kind, cost) -> Numbers.plain(cost));
    return new FixedPointUsage(counts, NONE, 0, new Details(plain, others, kinds));
  }

  /** {@return usage whose costs are not known} */
  public static LLMAggregatedUsage withoutCosts(long[] counts, Map<String, KindUsage> kinds) {
    Details details = kinds.isEmpty() ? UNKNOWN : new Details(UNKNOWN.costs, Map.of(), kinds);
    return new FixedPointUsage(counts, NONE, 0, details);
  }

  @Override
  public long requests() {
    return requests;
  }

  @Override
  public long promptTokens() {
    return promptTokens;
  }

  @Override
  public long completionTokens() {
    return completionTokens;
  }

  @Override
  public long totalTokens() {
    return totalTokens;
  }

  @Override
  public long cacheReadInputTokens() {
    return cacheReadInputTokens;
  }

  @Override
  public long cacheCreationInputTokens() {
    return cacheCreationInputTokens;
  }

  @Override
  public @Nullable BigDecimal promptTokensTotalCost() {
    return cost(0, promptCost);
  }

  @Override
  public @Nullable BigDecimal completionTokensTotalCost() {
    return cost(1, completionCost);
  }

  @Override
  public @Nullable BigDecimal cacheReadInputTokensTotalCost() {
    return cost(2, cacheReadCost);
  }

  @Override
  public @Nullable BigDecimal cacheCreationInputTokensTotalCost() {
    return cost(3, cacheCreationCost);
  }

  private @Nullable BigDecimal cost(int place, long fixed) {
    return details == null || details.costs == null
        ? Numbers.plain(fixed, scale)
        : details.costs[place];
  }

  @Override
  public Map<String, BigDecimal> otherCosts() {
    return details == null ? Map.of() : details.otherCosts;
  }

  @Override
  public Map<String, KindUsage> kinds() {
    return details == null ? Map.of() : details.kinds;
  }

  @Override
  public @Nullable BigDecimal totalCost() {
    if (details != null && details.costs != null) {
      return LLMAggregatedUsage.super.totalCost();
    }
    try {
      long prompt = Math.addExact(promptCost, Math.addExact(cacheReadCost, cacheCreationCost));
      return Numbers.plain(Math.addExact(prompt, completionCost), scale);
    } catch (ArithmeticException e) {
      return LLMAggregatedUsage.super.totalCost();
    }
  }

  private @Nullable BigDecimal[] costs() {
    return new @Nullable BigDecimal[] {
      promptTokensTotalCost(),
      completionTokensTotalCost(),
      cacheReadInputTokensTotalCost(),
      cacheCreationInputTokensTotalCost()
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof FixedPointUsage that
        && requests == that.requests
        && promptTokens == that.promptTokens
        && completionTokens == that.completionTokens
        && totalTokens == that.totalTokens
        && cacheReadInputTokens == that.cacheReadInputTokens
        && cacheCreationInputTokens == that.cacheCreationInputTokens
        && Arrays.equals(costs(), that.costs())
        && otherCosts().equals(that.otherCosts());
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        requests,
        promptTokens,
        completionTokens,
        totalTokens,
        cacheReadInputTokens,
        cacheCreationInputTokens,
        Arrays.hashCode(costs()),
        otherCosts());
  }

  @Override
  public String toString() {
    return "LLMAggregatedUsage{requests="
        + requests
        + ", promptTokens="
        + promptTokens
        + ", completionTokens="
        + completionTokens
        + ", totalTokens="
        + totalTokens
        + ", cacheReadInputTokens="
        + cacheReadInputTokens
        + ", cacheCreationInputTokens="
        + cacheCreationInputTokens
        + ", promptTokensTotalCost="
        + promptTokensTotalCost()
        + ", completionTokensTotalCost="
        + completionTokensTotalCost()
        + ", cacheReadInputTokensTotalCost="
        + cacheReadInputTokensTotalCost()
        + ", cacheCreationInputTokensTotalCost="
        + cacheCreationInputTokensTotalCost()
        + ", otherCosts="
        + otherCosts()
        + ", kinds="
        + kinds()
        + "}";
  }
}
