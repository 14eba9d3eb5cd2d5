package io.tokentally.aggregation;

/** Whether recorded prompt counts include cached tokens (docs/semantics.md section 6). */
public enum CacheConvention {
  /** They do: cached tokens are a part of the prompt. */
  INCLUSIVE,
  /** They do not: cached tokens come on top, as Anthropic and Bedrock count. */
  EXCLUSIVE,
  /**
   * Seen from each entry: exclusive when the total is the sum of all four counts, or when more is
   * cached than the prompt has; inclusive otherwise. What had to be guessed is noted in the report.
   */
  AUTO
}
