package io.tokentally.aggregation.usage;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.RecordedUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The usage of one call and model, read and normalised: the prompt includes cached tokens.
 *
 * @param uncachedPrompt the part of the prompt that is billed at the prompt rate
 * @param exclusive whether the recorded prompt was taken not to include cached tokens
 * @param cacheCreation1hInputTokens the part of the cache creation that was for an hour
 * @param otherKinds what the four rates do not name
 * @param provider who served the model, as far as the usage shows
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
    boolean exclusive,
    long cacheCreation1hInputTokens,
    List<OtherKind> otherKinds,
    @Nullable String provider) {

  /** {@return an entry in the contract's form, which knows of nothing more} */
  static UsageEntry of(
      String model,
      long requests,
      long promptTokens,
      long completionTokens,
      long totalTokens,
      long cacheReadInputTokens,
      long cacheCreationInputTokens,
      long uncachedPrompt,
      boolean exclusive,
      List<OtherKind> otherKinds) {
    return new UsageEntry(
        model,
        requests,
        promptTokens,
        completionTokens,
        totalTokens,
        cacheReadInputTokens,
        cacheCreationInputTokens,
        uncachedPrompt,
        exclusive,
        0,
        otherKinds,
        null);
  }

  /** {@return an entry of recorded usage} */
  static UsageEntry of(String model, RecordedUsage usage, long uncachedPrompt) {
    long total = usage.totalTokens();
    return new UsageEntry(
        model,
        usage.requests(),
        usage.promptTokens(),
        usage.completionTokens(),
        total == 0 ? Math.addExact(usage.promptTokens(), usage.completionTokens()) : total,
        usage.cacheReadInputTokens(),
        usage.cacheCreationInputTokens(),
        uncachedPrompt,
        false,
        usage.cacheCreation1hInputTokens(),
        usage.otherKinds(),
        usage.provider());
  }

  /** {@return whether there is nothing in it, all counts zero; such an entry is dropped} */
  public boolean isZero() {
    long any =
        requests
            | promptTokens
            | completionTokens
            | totalTokens
            | cacheReadInputTokens
            | cacheCreationInputTokens;
    return any == 0 && otherKinds.stream().allMatch(other -> other.count() == 0);
  }
}
