package io.tokentally.springai;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.providers.usage.LibraryUsage;
import io.tokentally.providers.usage.ReadingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;

/** The counts that Spring AI has itself. */
final class OwnCounts {

  private OwnCounts() {}

  static RecordedUsage read(@Nullable Usage usage, CacheConvention convention) {
    requireNonNull(convention, "convention");
    return LibraryUsage.read(
        new ReadingContext(null, null, convention), usage == null ? null : members(usage));
  }

  private static Map<String, @Nullable Object> members(Usage usage) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("promptTokens", usage.getPromptTokens());
    members.put("completionTokens", usage.getCompletionTokens());
    members.put("cacheReadInputTokens", usage.getCacheReadInputTokens());
    members.put("cacheWriteInputTokens", usage.getCacheWriteInputTokens());
    if (!isOwnSum(usage)) {
      members.put("totalTokens", usage.getTotalTokens());
    }
    return members;
  }

  /**
   * {@return whether the total is the sum of the two counts while tokens are cached} Spring AI adds
   * them up itself where a provider has no total: it shows nothing.
   */
  private static boolean isOwnSum(Usage usage) {
    boolean isCached =
        orZero(usage.getCacheReadInputTokens()) > 0 || orZero(usage.getCacheWriteInputTokens()) > 0;
    long sum = orZero(usage.getPromptTokens()) + orZero(usage.getCompletionTokens());
    return isCached && orZero(usage.getTotalTokens()) == sum;
  }

  private static long orZero(@Nullable Number count) {
    return count == null ? 0 : count.longValue();
  }
}
