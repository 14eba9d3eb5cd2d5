package io.tokentally.anthropic;

import static java.util.Objects.requireNonNull;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.Usage;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.providers.Provider;
import io.tokentally.providers.ProviderUsage;
import java.util.Map;

/**
 * Reads the usage that Anthropic's library for Java returns. Its input tokens leave out those read
 * from and written to a cache, so the three are added up; output tokens include those of thinking.
 * Web searches, a tier other than the standard one, and what else has a price of its own are among
 * the {@link RecordedUsage#otherKinds()}.
 *
 * <p>What is read is the JSON that a usage object stands for: absent counts and null are 0, and
 * what is no count is among the {@link RecordedUsage#malformed()}. The provider is {@code
 * anthropic}, although the same objects come from Bedrock and Vertex AI: nothing in them tells.
 */
public final class AnthropicUsage {

  private AnthropicUsage() {}

  /**
   * {@return the usage of a message}
   *
   * @param usage that of a {@code Message}; of streamed ones, {@code MessageAccumulator} makes it
   * @throws ValidationException if a count, or the sum of those put in, exceeds 64 bits
   * @throws NullPointerException if the usage is null
   */
  public static RecordedUsage of(Usage usage) {
    requireNonNull(usage, "usage");
    Map<?, ?> json = requireNonNull(JsonValue.from(usage).convert(Map.class));
    RecordedUsage read = ProviderUsage.read(Provider.ANTHROPIC, json);
    // Without a single count there was a request all the same.
    return read == null ? RecordedUsage.builder().provider(Provider.ANTHROPIC.id()).build() : read;
  }
}
