package io.tokentally.springai;

import static java.util.Objects.requireNonNull;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import java.util.List;
import org.springframework.ai.chat.metadata.Usage;

/**
 * Reads the usage of Spring AI's responses. Its counts are the provider's own: whether prompt
 * tokens include cached ones depends on who that is.
 */
public final class SpringAiUsage {

  private SpringAiUsage() {}

  /**
   * {@return the usage, read as its provider meant it}
   *
   * <p>If the response still holds the usage of OpenAI's or Anthropic's library, that is read, with
   * all it reports: the duration of caches, audio, web searches. Streamed usage of Anthropic has
   * Spring AI's counts, to which cached tokens are added. Otherwise, and after Spring AI has added
   * up the usage of several requests, nothing names the provider: the usage is then read as {@link
   * CacheConvention#AUTO} says, with {@link UsageNote.Kind#TAKEN_AS_EXCLUSIVE} or {@link
   * UsageNote.Kind#CONVENTION_UNDECIDED} if there are cached tokens.
   *
   * @param usage the usage in the metadata of a response
   * @throws ValidationException if a count, or the sum of those put in, exceeds 64 bits
   * @throws NullPointerException if an argument is null
   */
  public static RecordedUsage of(Usage usage) {
    Object nativeUsage = requireNonNull(usage, "usage").getNativeUsage();
    RecordedUsage recorded = NativeUsage.read(nativeUsage);
    return recorded == null ? of(usage, NativeUsage.convention(nativeUsage)) : recorded;
  }

  /**
   * {@return the usage in Spring AI's own counts} Counts that are null are 0. Negative ones are
   * too, and are among its {@link RecordedUsage#malformed()}. It counts as one request.
   *
   * @param usage the usage in the metadata of a response
   * @param convention whether prompt tokens include cached ones: they do with OpenAI, they do not
   *     with Anthropic
   * @throws ValidationException if a count, or the sum of those put in, exceeds 64 bits
   * @throws NullPointerException if an argument is null
   */
  public static RecordedUsage of(Usage usage, CacheConvention convention) {
    requireNonNull(usage, "usage");
    requireNonNull(convention, "convention");
    try {
      return OwnCounts.of(usage).read(convention);
    } catch (ArithmeticException e) {
      String msg = "expected counts of at most 64 bits";
      throw new ValidationException(
          List.of(new ValidationError(List.of(), msg, ValidationError.Type.VALUE)));
    }
  }
}
