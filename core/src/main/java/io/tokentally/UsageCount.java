package io.tokentally;

import java.util.function.ToLongFunction;

/** The six counts of an {@link LLMAggregatedUsage}, in the order of the contract. */
public enum UsageCount {
  /** Requests that were made. */
  REQUESTS("requests", LLMAggregatedUsage::requests),
  /** Tokens put in, cached ones included. */
  PROMPT_TOKENS("prompt_tokens", LLMAggregatedUsage::promptTokens),
  /** Tokens that came out. */
  COMPLETION_TOKENS("completion_tokens", LLMAggregatedUsage::completionTokens),
  /** The total as it was recorded, or prompt and completion. */
  TOTAL_TOKENS("total_tokens", LLMAggregatedUsage::totalTokens),
  /** The part of the prompt that was read from a cache. */
  CACHE_READ_INPUT_TOKENS("cache_read_input_tokens", LLMAggregatedUsage::cacheReadInputTokens),
  /** The part of the prompt that was written to a cache. */
  CACHE_CREATION_INPUT_TOKENS(
      "cache_creation_input_tokens", LLMAggregatedUsage::cacheCreationInputTokens);

  private final String wireName;

  @SuppressWarnings("ImmutableEnumChecker") // references to methods hold nothing
  private final ToLongFunction<LLMAggregatedUsage> getter;

  UsageCount(String wireName, ToLongFunction<LLMAggregatedUsage> getter) {
    this.wireName = wireName;
    this.getter = getter;
  }

  /** {@return the name of the count in JSON} */
  public String wireName() {
    return wireName;
  }

  /** {@return the count in some usage} */
  public long of(LLMAggregatedUsage usage) {
    return getter.applyAsLong(usage);
  }
}
