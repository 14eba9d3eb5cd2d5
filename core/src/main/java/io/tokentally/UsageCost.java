package io.tokentally;

import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The four costs of an {@link LLMAggregatedUsage}, in the order of the contract. */
public enum UsageCost {
  /** The cost of the prompt without its cached parts. */
  PROMPT("prompt_tokens_total_cost", LLMAggregatedUsage::promptTokensTotalCost),
  /** The cost of the completion. */
  COMPLETION("completion_tokens_total_cost", LLMAggregatedUsage::completionTokensTotalCost),
  /** The cost of what was read from a cache. */
  CACHE_READ(
      "cache_read_input_tokens_total_cost", LLMAggregatedUsage::cacheReadInputTokensTotalCost),
  /** The cost of what was written to a cache. */
  CACHE_CREATION(
      "cache_creation_input_tokens_total_cost",
      LLMAggregatedUsage::cacheCreationInputTokensTotalCost);

  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // references to methods hold nothing
  private final Function<LLMAggregatedUsage, @Nullable BigDecimal> getter;

  UsageCost(String wireName, Function<LLMAggregatedUsage, @Nullable BigDecimal> getter) {
    this.wireName = wireName;
    this.getter = getter;
  }

  /** {@return the name of the cost in JSON} */
  public String wireName() {
    return wireName;
  }

  /** {@return the cost in some usage, in the unit of its price; null if it is not known} */
  public @Nullable BigDecimal of(LLMAggregatedUsage usage) {
    return getter.apply(usage);
  }
}
