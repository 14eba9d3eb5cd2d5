package io.tokentally.openai;

import static java.util.Objects.requireNonNull;

import com.openai.core.JsonValue;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.responses.ResponseUsage;
import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.RecordedUsage;
import java.util.List;
import java.util.Map;

/**
 * Reads the usage that OpenAI's library for Java returns. Input tokens include those read from and
 * written to a cache, output tokens those of reasoning. Audio is among the {@link
 * RecordedUsage#otherKinds()}, as it has prices of its own; so are images, which chat completions
 * charge as text.
 *
 * <p>What is read is the JSON that a usage object stands for: absent counts and null are 0, and
 * what is no count is among the {@link RecordedUsage#malformed()}. Who served the model is left
 * open, as other providers answer in the same form.
 */
public final class OpenAiUsage {

  private OpenAiUsage() {}

  /**
   * {@return the usage of a chat completion}
   *
   * @param usage that of a {@code ChatCompletion}, or of the last {@code ChatCompletionChunk}
   * @throws ValidationException if a count is beyond 64 bits
   */
  public static RecordedUsage of(CompletionUsage usage) {
    requireNonNull(usage, "usage");
    return read(usage, "prompt_tokens", "completion_tokens", Rate.AS_TEXT);
  }

  /**
   * {@return the usage of a response}
   *
   * @param usage that of a {@code Response}
   * @throws ValidationException if a count is beyond 64 bits
   */
  public static RecordedUsage of(ResponseUsage usage) {
    requireNonNull(usage, "usage");
    return read(usage, "input_tokens", "output_tokens", Rate.OF_ITS_OWN);
  }

  private static RecordedUsage read(Object usage, String prompt, String completion, Rate images) {
    Map<?, ?> json = requireNonNull(JsonValue.from(usage).convert(Map.class));
    try {
      return new UsageForm(prompt, completion, images).read(json);
    } catch (ArithmeticException e) {
      String msg = "expected counts of at most 64 bits";
      throw new ValidationException(
          List.of(new ValidationError(List.of(), msg, ValidationError.Type.VALUE)));
    }
  }
}
