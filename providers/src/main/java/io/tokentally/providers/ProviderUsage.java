package io.tokentally.providers;

import static java.util.Objects.requireNonNull;

import io.tokentally.TracedCall;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.json.ResponseMembers;
import io.tokentally.providers.usage.Overflow;
import io.tokentally.providers.usage.ProviderUsageReader;
import io.tokentally.providers.usage.ReadingContext;
import io.tokentally.value.JsonValues;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the usage objects that model providers return into one convention: counts of tokens, the
 * prompt including cached ones. Stateless and thread-safe.
 *
 * <p>The forms are those of Anthropic's Messages, Bedrock's Converse, Cohere, Gemini, and OpenAI's
 * Chat Completions and Responses with everything compatible. Where the provider is not named, the
 * members show the form. An object has no form if its members leave open whether the prompt
 * includes cached tokens; as a {@link UsageFormat} such an object is read as the contract says. A
 * member {@code requests}, which tracers add, is the number of requests; without it there was one,
 * unless nothing at all was counted.
 *
 * <p>Counts that are malformed do not fail the reading: they are in {@link
 * RecordedUsage#malformed}. What has a price that token rates do not say, such as audio, a web
 * search or a batch, is in {@link RecordedUsage#otherKinds}.
 */
public final class ProviderUsage {

  private ProviderUsage() {}

  /**
   * {@return the usage, its form recognised by its members; null if they show none}
   *
   * @param usage the object that the provider returned, as JSON values
   * @throws ValidationException if a count, or a sum of counts, exceeds 64 bits
   */
  public static @Nullable RecordedUsage read(Map<?, ?> usage) {
    return refusingOverflow(null, null, requireNonNull(usage, "usage"));
  }

  /**
   * As {@link #read(Map)}, where the model is known: its name may show who served it.
   *
   * @param model the model, such as {@code us.anthropic.claude-sonnet-4-5-20250929-v1:0}
   */
  public static @Nullable RecordedUsage read(String model, Map<?, ?> usage) {
    requireNonNull(model, "model");
    return refusingOverflow(null, model, requireNonNull(usage, "usage"));
  }

  /**
   * {@return the usage that a provider returned; null if it is in no form that is known}
   *
   * <p>A provider may use a form of another one, such as Anthropic's for Claude on Bedrock or
   * OpenAI's for Gemini.
   *
   * @param provider who returned it
   * @param usage the object, as JSON values
   * @throws ValidationException if a count, or a sum of counts, exceeds 64 bits
   */
  public static @Nullable RecordedUsage read(Provider provider, Map<?, ?> usage) {
    requireNonNull(provider, "provider");
    return refusingOverflow(provider, null, requireNonNull(usage, "usage"));
  }

  /**
   * As {@link #read(Map)}, from JSON text.
   *
   * @throws ValidationException if the text is no JSON object, or as {@link #read(Map)}
   */
  public static @Nullable RecordedUsage parse(String json) {
    return read(object(json));
  }

  /**
   * As {@link #read(Provider, Map)}, from JSON text.
   *
   * @throws ValidationException if the text is no JSON object, or as {@link #read(Provider, Map)}
   */
  public static @Nullable RecordedUsage parse(Provider provider, String json) {
    return read(provider, object(json));
  }

  /**
   * {@return the format of calls that recorded what any provider returned, recognised by its
   * members}
   */
  public static UsageFormat format() {
    return (call, model, entry, convention) ->
        read(call, new ReadingContext(null, model, convention), entry);
  }

  /** {@return the format of calls that recorded what one provider returned} */
  public static UsageFormat format(Provider provider) {
    requireNonNull(provider, "provider");
    return (call, model, entry, convention) ->
        read(call, new ReadingContext(provider.id(), model, convention), entry);
  }

  /**
   * {@return the format of calls that recorded what several providers returned}
   *
   * @param provider names the provider of a call; null for one that its members show. It has to be
   *     thread-safe and to answer the same each time
   */
  public static UsageFormat format(Function<? super TracedCall, @Nullable Provider> provider) {
    requireNonNull(provider, "provider");
    return (call, model, entry, convention) ->
        read(call, new ReadingContext(idOrNull(provider.apply(call)), model, convention), entry);
  }

  private static @Nullable RecordedUsage read(
      TracedCall call, ReadingContext context, Map<?, ?> entry) {
    return ProviderUsageReader.read(context, entry, responseOf(call, context.model()));
  }

  /** {@return what counts of the response to a call, null unless it is of that model} */
  private static @Nullable Map<?, ?> responseOf(TracedCall call, @Nullable String model) {
    Map<?, ?> response = ResponseMembers.of(call.response());
    Object named = response == null ? null : response.get("model");
    boolean isOfAnother =
        named != null
            && !named.equals(model)
            && call.usage() instanceof Map<?, ?> models
            && models.containsKey(named);
    return isOfAnother ? null : response;
  }

  private static @Nullable RecordedUsage refusingOverflow(
      @Nullable Provider provider, @Nullable String model, Map<?, ?> usage) {
    ReadingContext context = new ReadingContext(idOrNull(provider), model, CacheConvention.AUTO);
    return Overflow.refused(() -> ProviderUsageReader.read(context, usage));
  }

  private static @Nullable String idOrNull(@Nullable Provider provider) {
    return provider == null ? null : provider.id();
  }

  private static Map<?, ?> object(String json) {
    ErrorCollector faults = new ErrorCollector();
    Object value = JsonReader.read(requireNonNull(json, "json"), Loc.ROOT, faults);
    faults.throwIfAny();
    if (value instanceof Map<?, ?> object) {
      return object;
    }
    String msg = "expected an object, found " + JsonValues.describe(value);
    throw ErrorCollector.refusal(Loc.ROOT, Type.TYPE, msg);
  }
}
