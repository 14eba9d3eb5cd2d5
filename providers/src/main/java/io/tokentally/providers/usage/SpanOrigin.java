package io.tokentally.providers.usage;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who wrote a span, and who served the model.
 *
 * @param scope the name of the instrumentation that wrote it, empty if it is not known
 * @param provider who served the model, under its usual name; null if it is not known
 * @param unknownProvider what stands in its place where that is no provider that is known
 * @param isModelCall whether the span is of one call of a model
 * @param isStandardNames whether {@code gen_ai.provider.name} is there, as since version 1.37 of
 *     the conventions
 * @param isAdk whether Google's ADK wrote it
 */
public record SpanOrigin(
    String scope,
    @Nullable String provider,
    @Nullable String unknownProvider,
    boolean isModelCall,
    boolean isStandardNames,
    boolean isAdk) {

  /**
   * Where instrumentations put cached tokens, by the beginning of their names: inside the input, as
   * the conventions say, or where the provider itself has them.
   */
  static final Map<String, Place> WRITTEN =
      Map.ofEntries(
          entry("com.anthropic.sdk", Place.INSIDE),
          entry("com.openai.sdk", Place.INSIDE),
          entry("pydantic-ai", Place.INSIDE),
          entry("gcp.vertex.agent", Place.INSIDE),
          // OpenInference adds Anthropic's cached tokens to the prompt; LangChain has them in it.
          entry("@arizeai/openinference-instrumentation-anthropic", Place.INSIDE),
          entry("@arizeai/openinference-instrumentation-langchain", Place.INSIDE),
          entry("@arizeai/openinference-instrumentation-openai", Place.INSIDE),
          entry("openinference.instrumentation.anthropic", Place.INSIDE),
          entry("openinference.instrumentation.langchain", Place.INSIDE),
          entry("openinference.instrumentation.openai", Place.INSIDE),
          entry("@arizeai/openinference-instrumentation-bedrock", Place.ON_TOP),
          entry("openinference.instrumentation.bedrock", Place.ON_TOP),
          entry("@traceloop/", Place.ON_TOP),
          entry("org.springframework.", Place.ON_TOP),
          entry("com.anthropic.claude_code", Place.ON_TOP),
          entry("strands", Place.ON_TOP));

  private static final String AI_SDK = "ai";

  /** {@return where cached tokens are} */
  Place written(String model, Gathered found) {
    Place place = byWriter(found);
    // Whoever writes what the provider returned has them on top only where the provider has.
    return place != Place.ON_TOP || isExclusive(model) ? place : Place.INSIDE;
  }

  private Place byWriter(Gathered found) {
    if (found.shows(Sign.AI_SDK_DETAILS) || (scope.equals(AI_SDK) && isStandardNames)) {
      return Place.INSIDE;
    }
    if (scope.equals(AI_SDK)) {
      return Place.ON_TOP;
    }
    return WRITTEN.entrySet().stream()
        .filter(writer -> scope.startsWith(writer.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Place.OPEN);
  }

  /** {@return whether the provider counts cached tokens on top of the input} */
  private boolean isExclusive(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    return name.contains("claude")
        || name.contains("amazon.nova")
        || ProviderId.ANTHROPIC.equals(provider)
        || ProviderId.BEDROCK.equals(provider);
  }
}
