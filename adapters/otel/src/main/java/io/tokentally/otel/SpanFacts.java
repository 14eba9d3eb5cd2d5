package io.tokentally.otel;

import io.tokentally.providers.usage.ProviderNames;
import io.tokentally.providers.usage.SpanOrigin;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the attributes of a span say beside its usage: the model, who served it, what it is. */
final class SpanFacts {

  /** Stands in usage for who wrote the span, which its attributes do not say. */
  static final String SCOPE = "otel.scope.name";

  /** The model that answered, then the one that was asked. */
  private static final List<String> MODELS =
      List.of(
          "gen_ai.response.model",
          "ai.response.model",
          "llm.response.model_name",
          "llm.response.model",
          "gen_ai.request.model",
          "ai.model.id",
          "llm.request.model_name",
          "llm.request.model",
          "llm.model_name",
          "embedding.model_name",
          "reranker.model_name",
          "langfuse.observation.model.name",
          "mlflow.llm.model",
          "gen_ai.model.name",
          "llm.model",
          "model");

  private static final List<String> PROVIDERS =
      List.of(
          "gen_ai.provider.name",
          "gen_ai.system",
          "ai.model.provider",
          "llm.provider",
          "llm.system",
          "mlflow.llm.provider");

  /** Attributes that name the kind of a span, and which of their values are calls of a model. */
  private static final Map<String, Set<String>> KINDS =
      Map.of(
          "gen_ai.operation.name",
          Set.of(
              "chat",
              "text_completion",
              "generate_content",
              "embeddings",
              "completion",
              "rerank",
              "decide",
              "ai.generatespeech",
              "ai.transcribe",
              "ai.streamtranscribe"),
          "openinference.span.kind",
          Set.of("llm", "embedding"),
          "langfuse.observation.type",
          Set.of("generation", "embedding"),
          "langsmith.span.kind",
          Set.of("llm", "embedding"),
          "mlflow.spanType",
          Set.of("llm", "chat_model", "embedding"),
          "llm.request.type",
          Set.of("chat", "completion", "embedding", "rerank"),
          "traceloop.span.kind",
          Set.of("llm"));

  private static final List<String> KIND_NAMES =
      List.of(
          "gen_ai.operation.name",
          "openinference.span.kind",
          "langfuse.observation.type",
          "langsmith.span.kind",
          "mlflow.spanType",
          "llm.request.type",
          "traceloop.span.kind");

  private static final String AI_SDK_OPERATION = "ai.operationId";

  private static final List<String> ASKED_MODELS =
      List.of("gen_ai.request.model", "llm.request.model", "llm.model_name");

  private SpanFacts() {}

  /** {@return whether an attribute says something of this} */
  static boolean isFact(String attribute) {
    return PROVIDERS.contains(attribute)
        || KIND_NAMES.contains(attribute)
        || ASKED_MODELS.contains(attribute)
        || attribute.equals(AI_SDK_OPERATION)
        || attribute.equals(SCOPE);
  }

  static @Nullable String model(Map<?, ?> attributes) {
    return MODELS.stream()
        .map(name -> text(attributes, name))
        .filter(model -> model != null)
        .findFirst()
        .orElse(null);
  }

  /** {@return who wrote the span and who served the model, from the attributes and the scope} */
  static SpanOrigin origin(Map<?, ?> attributes) {
    String provider = null;
    String unknown = null;
    for (String attribute : PROVIDERS) {
      String name = text(attributes, attribute);
      if (name != null && provider == null) {
        provider = ProviderNames.known(name);
        unknown = unknown == null && provider == null ? name : unknown;
      }
    }
    String scope = text(attributes, SCOPE);
    return new SpanOrigin(
        scope == null ? "" : scope,
        provider,
        provider == null ? unknown : null,
        isModelCall(attributes),
        attributes.containsKey("gen_ai.provider.name"),
        "gcp.vertex.agent".equals(scope)
            || "gcp.vertex.agent".equals(text(attributes, "gen_ai.system")));
  }

  /** {@return whether a span is of one call of a model, and not of what makes such calls} */
  static boolean isModelCall(Map<?, ?> attributes) {
    String operation = text(attributes, AI_SDK_OPERATION);
    if (operation != null) {
      return operation.contains(".do");
    }
    for (String attribute : KIND_NAMES) {
      String kind = text(attributes, attribute);
      Set<String> calls = KINDS.get(attribute);
      if (kind != null && calls != null) {
        return calls.contains(kind.toLowerCase(Locale.ROOT));
      }
    }
    boolean isServed = PROVIDERS.stream().anyMatch(name -> text(attributes, name) != null);
    return isServed && ASKED_MODELS.stream().anyMatch(name -> text(attributes, name) != null);
  }

  /** {@return a string, null for none; MLflow writes strings as JSON} */
  private static @Nullable String text(Map<?, ?> attributes, String name) {
    if (!(attributes.get(name) instanceof String text) || text.isEmpty()) {
      return null;
    }
    boolean isQuoted = text.length() > 2 && text.startsWith("\"") && text.endsWith("\"");
    return isQuoted ? text.substring(1, text.length() - 1) : text;
  }
}
