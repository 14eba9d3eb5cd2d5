package io.tokentally.otel;

import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.providers.usage.SpanUsage;
import java.util.Map;

/**
 * Reads the usage of calls that {@link OtlpReader} made: the attributes of their spans, in the
 * names of OpenTelemetry's conventions for generative AI, old and new, and of others beside them
 * (docs/spans.md).
 *
 * <p>Whether input tokens include cached ones is shown by a total in the span, else by the program
 * that wrote it, else by the {@link io.tokentally.aggregation.CacheConvention} that was asked for;
 * where nothing shows it they are taken to be included, as the conventions say, and {@link
 * UsageNote.Kind#CONVENTION_UNDECIDED} says so. An attribute that looks like a count and is not
 * read is an {@link UsageNote.Kind#UNREAD_MEMBER}, a call of a model without any usage a {@link
 * UsageNote.Kind#NO_USAGE}, and a provider that is not known a {@link
 * UsageNote.Kind#PROVIDER_UNKNOWN}. Stateless and thread-safe.
 */
public final class GenAiUsage {

  /** The model of usage whose span names none. */
  public static final String NO_MODEL = "unknown";

  private GenAiUsage() {}

  /**
   * {@return the format of calls that {@link OtlpReader} made} Usage that is no span's is read as
   * the contract says.
   */
  public static UsageFormat format() {
    return (call, model, entry, convention) ->
        isSpan(entry) ? SpanUsage.read(model, SpanFacts.origin(entry), entry, convention) : null;
  }

  /**
   * {@return the format of calls of which some are spans}
   *
   * @param others reads the usage of the others
   */
  public static UsageFormat formatOr(UsageFormat others) {
    return (call, model, entry, convention) ->
        isSpan(entry)
            ? SpanUsage.read(model, SpanFacts.origin(entry), entry, convention)
            : others.read(call, model, entry, convention);
  }

  private static boolean isSpan(Map<?, ?> entry) {
    return entry.containsKey(SpanFacts.SCOPE);
  }
}
