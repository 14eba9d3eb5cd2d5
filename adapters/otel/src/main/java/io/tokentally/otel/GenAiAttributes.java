package io.tokentally.otel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The attributes of the semantic conventions, and the names they had before. */
final class GenAiAttributes {

  private static final String USAGE = "gen_ai.usage.";

  /** The contract's name of a count, and its attributes, the newest first. */
  private static final Map<String, List<String>> COUNTS = new LinkedHashMap<>();

  static {
    COUNTS.put("prompt_tokens", List.of("input_tokens", "prompt_tokens"));
    COUNTS.put("completion_tokens", List.of("output_tokens", "completion_tokens"));
    COUNTS.put("total_tokens", List.of("total_tokens"));
    COUNTS.put(
        "cache_read_input_tokens", List.of("cache_read.input_tokens", "cache_read_input_tokens"));
    COUNTS.put(
        "cache_creation_input_tokens",
        List.of(
            "cache_write.input_tokens",
            "cache_creation.input_tokens",
            "cache_creation_input_tokens"));
  }

  private GenAiAttributes() {}

  /** {@return a call's summary with its usage, null if the attributes have none} */
  static @Nullable Map<String, Object> summary(Map<String, @Nullable Object> attributes) {
    Map<String, Object> counts = counts(attributes);
    return counts.isEmpty() ? null : Map.of("usage", Map.of(model(attributes), counts));
  }

  /** {@return the counts under the contract's names, as they were recorded} */
  static Map<String, Object> counts(Map<?, ?> attributes) {
    Map<String, Object> counts = new LinkedHashMap<>();
    COUNTS.forEach(
        (name, candidates) -> {
          for (String candidate : candidates) {
            Object value = attributes.get(USAGE + candidate);
            if (value != null) {
              counts.putIfAbsent(name, value);
            }
          }
        });
    return counts;
  }

  /** {@return whether two attributes that stand for one count have different values} */
  static boolean doAliasesDiffer(Map<?, ?> attributes) {
    return COUNTS.values().stream()
        .anyMatch(
            candidates ->
                candidates.stream()
                        .map(candidate -> attributes.get(USAGE + candidate))
                        .filter(value -> value != null)
                        .distinct()
                        .count()
                    > 1);
  }

  /** {@return tokens of a kind: {@code audio.input_tokens} and the like} */
  static @Nullable Object ofKind(String kind, Map<?, ?> attributes) {
    return attributes.get(USAGE + kind);
  }

  /** {@return who served the model, under the name that price lists have for it} */
  static @Nullable String provider(Map<?, ?> attributes) {
    String name = firstText(attributes, "gen_ai.provider.name", "gen_ai.system");
    if (name == null) {
      return null;
    }
    return switch (name) {
      case "aws.bedrock" -> "aws";
      case "azure.ai.openai", "az.ai.openai", "azure.ai.inference", "az.ai.inference" -> "azure";
      case "gcp.gemini", "gcp.gen_ai", "gcp.vertex_ai", "gemini", "vertex_ai" -> "google";
      case "mistral_ai" -> "mistral";
      default -> name;
    };
  }

  private static String model(Map<?, ?> attributes) {
    String model = firstText(attributes, "gen_ai.response.model", "gen_ai.request.model");
    return model == null ? GenAiUsage.NO_MODEL : model;
  }

  private static @Nullable String firstText(Map<?, ?> attributes, String... names) {
    for (String name : names) {
      if (attributes.get(name) instanceof String text && !text.isEmpty()) {
        return text;
      }
    }
    return null;
  }
}
