package io.tokentally.providers.prices;

import static java.util.Map.entry;

import io.tokentally.providers.usage.ProviderNames;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How LiteLLM names a provider.
 *
 * @param ids the provider of its entries, also with {@code -} and more behind
 * @param prefixes what stands before the model in the names of entries, the likeliest first
 */
record LiteLlmProviders(List<String> ids, List<String> prefixes) {

  private static final Map<String, LiteLlmProviders> BY_USUAL_NAME =
      Map.ofEntries(
          entry("anthropic", of(List.of("anthropic"), "", "anthropic/")),
          entry(
              "aws",
              of(
                  List.of("bedrock", "bedrock_converse", "bedrock_mantle", "amazon_nova"),
                  "",
                  "bedrock/",
                  "bedrock_mantle/",
                  "amazon-nova/")),
          entry("azure", of(List.of("azure", "azure_ai", "azure_text"), "azure/", "azure_ai/", "")),
          entry("cohere", of(List.of("cohere", "cohere_chat"), "", "cohere/")),
          entry("fireworks", fireworks()),
          entry("google", of(google(), "gemini/", "", "vertex_ai/")),
          entry("vertex_ai", of(google(), "", "vertex_ai/", "gemini/")),
          entry("mistral", of(List.of("mistral", "codestral"), "mistral/", "codestral/", "")),
          entry("moonshotai", of(List.of("moonshot"), "moonshot/", "")),
          entry("openai", of(List.of("openai", "text-completion-openai"), "", "openai/")),
          entry("together", of(List.of("together_ai"), "together_ai/", "")),
          entry("voyageai", of(List.of("voyage"), "voyage/", "")),
          entry("x-ai", of(List.of("xai"), "xai/", "")));

  private static LiteLlmProviders of(List<String> ids, String... prefixes) {
    return new LiteLlmProviders(ids, List.of(prefixes));
  }

  private static List<String> google() {
    return List.of("gemini", "google", "vertex_ai", "palm");
  }

  private static LiteLlmProviders fireworks() {
    String prefix = "fireworks_ai/";
    return of(List.of("fireworks_ai"), prefix, prefix + "accounts/fireworks/models/", "");
  }

  /** {@return the provider of that name; one that is not known here goes by its own name} */
  static LiteLlmProviders named(String provider) {
    String usual = ProviderNames.usual(provider);
    LiteLlmProviders known = BY_USUAL_NAME.get(usual);
    return known == null ? of(List.of(usual), usual + "/", "") : known;
  }

  /** {@return whether an entry of the list is of this provider} */
  boolean serves(@Nullable String id) {
    return id != null && ids.stream().anyMatch(own -> id.equals(own) || id.startsWith(own + "-"));
  }
}
