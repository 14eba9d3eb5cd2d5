package io.tokentally.anthropic;

import com.anthropic.core.JsonField;
import com.anthropic.core.JsonValue;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.beta.messages.BetaMessageDeltaUsage;
import com.anthropic.models.beta.messages.BetaUsage;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageDeltaUsage;
import com.anthropic.models.messages.Model;
import com.anthropic.models.messages.Usage;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.providers.usage.LibraryUsage;
import io.tokentally.providers.usage.ProviderId;
import io.tokentally.providers.usage.ReadingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usage that Anthropic's library for Java returns. Its input tokens leave out those read
 * from and written to a cache, so the three are added up; output tokens include those of thinking.
 * Web searches, a tier other than the standard one, and what else has a price of its own are among
 * the {@link RecordedUsage#otherKinds()}.
 *
 * <p>Beta usage lists the iterations of a message. What compacted the context, an advisor and a
 * model that declined are in none of its sums: they are added, those of other models among the
 * {@link RecordedUsage#otherModels()}.
 *
 * <p>What is read is the JSON that an object stands for, members included that the library has no
 * accessor for. Absent counts and null are 0, what is no count is among the {@link
 * RecordedUsage#malformed()}, and what looks like a count and is not known is noted {@link
 * UsageNote.Kind#UNREAD_MEMBER}. Null, and usage without any count, is that of one request, noted
 * {@link UsageNote.Kind#NO_USAGE}. The provider is {@code anthropic}, although the same objects
 * come from Bedrock and Vertex AI: nothing in them tells.
 */
public final class AnthropicUsage {

  private AnthropicUsage() {}

  /**
   * {@return the usage of a message}
   *
   * @throws ValidationException if a count, or the sum of those put in, exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable Message message) {
    return message == null ? read(null, null) : inMessage(message._usage(), message._model());
  }

  /**
   * {@return the usage of a message}
   *
   * @param usage that of a {@code Message}; of streamed ones, {@code MessageAccumulator} makes it
   * @throws ValidationException if a count, or the sum of those put in, exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable Usage usage) {
    return read(usage, null);
  }

  /**
   * {@return the usage of a streamed message, as its last event has it} It is that of the whole
   * message. What only the first event has, such as the service tier, is not in it.
   *
   * @throws ValidationException if a count, or the sum of those put in, exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable MessageDeltaUsage usage) {
    return read(usage, null);
  }

  /**
   * {@return the usage of a message} Iterations that it does not sum up are requests of their own:
   * {@link RecordedUsage#otherModels()} has them by model, the message's own too.
   *
   * @throws ValidationException if a count, or the sum of those put in, exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable BetaMessage message) {
    return message == null ? read(null, null) : inMessage(message._usage(), message._model());
  }

  /**
   * {@return the usage of a message} Iterations of the same model that it does not sum up are added
   * to its counts; {@link #of(BetaMessage)} keeps them apart, as prices by length of prompt need.
   *
   * @param usage that of a {@code BetaMessage}; of streamed ones, {@code BetaMessageAccumulator}
   *     makes it
   * @throws ValidationException if a count, or the sum of those put in, exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable BetaUsage usage) {
    return read(usage, null);
  }

  /**
   * {@return the usage of a streamed message, as its last event has it} As {@link
   * #of(MessageDeltaUsage)} and {@link #of(BetaUsage)}.
   *
   * @throws ValidationException if a count, or the sum of those put in, exceeds 64 bits
   */
  public static RecordedUsage of(@Nullable BetaMessageDeltaUsage usage) {
    return read(usage, null);
  }

  private static RecordedUsage inMessage(JsonField<?> usage, JsonField<Model> model) {
    String name = model.asKnown().map(Model::asString).orElse(null);
    return read(usage.isMissing() ? null : usage, name);
  }

  private static RecordedUsage read(@Nullable Object usage, @Nullable String model) {
    Map<?, ?> json = usage == null ? null : JsonValue.from(usage).convert(Map.class);
    return LibraryUsage.read(
        new ReadingContext(ProviderId.ANTHROPIC, model, CacheConvention.AUTO), json);
  }
}
