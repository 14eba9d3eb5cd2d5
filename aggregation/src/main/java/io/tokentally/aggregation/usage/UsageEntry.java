package io.tokentally.aggregation.usage;

/**
 * The usage of one call and model, read and normalised: the prompt includes cached tokens.
 *
 * @param uncachedPrompt the part of the prompt that is billed at the prompt rate
 * @param exclusive whether the recorded prompt was taken not to include cached tokens
 */
public record UsageEntry(
    String model,
    long requests,
    long promptTokens,
    long completionTokens,
    long totalTokens,
    long cacheReadInputTokens,
    long cacheCreationInputTokens,
    long uncachedPrompt,
    boolean exclusive) {

  /** {@return whether all six counts are zero; such an entry is dropped} */
  public boolean isZero() {
    return (requests
            | promptTokens
            | completionTokens
            | totalTokens
            | cacheReadInputTokens
            | cacheCreationInputTokens)
        == 0;
  }
}
