package io.tokentally.springai;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.metadata.Usage;

/**
 * Reads the usage of Spring AI's responses. Its counts are the provider's own: whether prompt
 * tokens include cached ones, and completion tokens those of thoughts, depends on who that is.
 *
 * <p>Null, and usage without any count, is that of one request, noted {@link
 * UsageNote.Kind#NO_USAGE}. Counts that are null are 0. Negative ones are too, and are among the
 * {@link RecordedUsage#malformed()}.
 */
public final class SpringAiUsage {

  private SpringAiUsage() {}

  /**
   * {@return the usage, read as its provider meant it}
   *
   * <p>If Spring AI still holds what the provider's library returned, that is read, with all it
   * reports: that of OpenAI, Anthropic, streamed usage included, Google Gen AI and Bedrock, and
   * whatever else is an object of counts, as with Mistral and DeepSeek. An object that cannot be
   * read is noted {@link UsageNote.Kind#UNREAD_MEMBER}.
   *
   * <p>Else, and after Spring AI has added up the usage of several requests, there are its own
   * counts alone. Nothing names the provider then: they are read as {@link CacheConvention#AUTO}
   * says, with {@link UsageNote.Kind#TAKEN_AS_EXCLUSIVE} or {@link
   * UsageNote.Kind#CONVENTION_UNDECIDED} if there are cached tokens, and with {@link
   * UsageNote.Kind#TOTAL_DIFFERS} if the total has tokens that no count has. The service tier of
   * OpenAI is in none of them.
   *
   * @param usage the usage in the metadata of a response
   * @throws ValidationException if a count, or the sum of those put in, exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable Usage usage) {
    RecordedUsage recorded = usage == null ? null : NativeUsage.read(usage);
    return recorded == null ? of(usage, CacheConvention.AUTO) : recorded;
  }

  /**
   * {@return the usage in Spring AI's own counts} It counts as one request.
   *
   * @param usage the usage in the metadata of a response
   * @param convention whether prompt tokens include cached ones: they do with OpenAI, they do not
   *     with Anthropic
   * @throws ValidationException if a count, or the sum of those put in, exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable Usage usage, CacheConvention convention) {
    return OwnCounts.read(usage, convention);
  }
}
