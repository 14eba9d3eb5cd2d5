package io.tokentally.openai;

import static java.util.Objects.requireNonNull;

import com.openai.core.JsonValue;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.responses.ResponseUsage;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.providers.Provider;
import io.tokentally.providers.ProviderUsage;
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
   * @throws ValidationException if a count exceeds 64 bits
   * @throws NullPointerException if the usage is null
   */
  public static RecordedUsage of(CompletionUsage usage) {
    requireNonNull(usage, "usage");
    return read(usage);
  }

  /**
   * {@return the usage of a response}
   *
   * @param usage that of a {@code Response}
   * @throws ValidationException if a count exceeds 64 bits
   * @throws NullPointerException if the usage is null
   */
  public static RecordedUsage of(ResponseUsage usage) {
    requireNonNull(usage, "usage");
    return read(usage);
  }

  private static RecordedUsage read(Object usage) {
    Map<?, ?> json = requireNonNull(JsonValue.from(usage).convert(Map.class));
    RecordedUsage read = ProviderUsage.read(Provider.OPENAI, json);
    // Without a single count there was a request all the same.
    RecordedUsage.Builder recorded = RecordedUsage.builder();
    return (read == null ? recorded : recorded.from(read)).provider(null).build();
  }
}
