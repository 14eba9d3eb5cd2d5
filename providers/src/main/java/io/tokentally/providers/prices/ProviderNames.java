package io.tokentally.providers.prices;

import static java.util.Map.entry;

import java.util.Locale;
import java.util.Map;

/** The names that one provider goes by in traces and price lists. */
final class ProviderNames {

  private static final Map<String, String> USUAL =
      Map.ofEntries(
          entry("amazon", "aws"),
          entry("amazon-bedrock", "aws"),
          entry("amazon_bedrock", "aws"),
          entry("aws.bedrock", "aws"),
          entry("aws_bedrock", "aws"),
          entry("bedrock", "aws"),
          entry("bedrock_converse", "aws"),
          entry("az.ai.inference", "azure"),
          entry("az.ai.openai", "azure"),
          entry("azure-openai", "azure"),
          entry("azure.ai.inference", "azure"),
          entry("azure.ai.openai", "azure"),
          entry("azure_ai", "azure"),
          entry("azure_openai", "azure"),
          entry("cohere_chat", "cohere"),
          entry("fireworks_ai", "fireworks"),
          entry("gcp.gemini", "google"),
          entry("gcp.gen_ai", "google"),
          entry("gemini", "google"),
          entry("google_genai", "google"),
          entry("gcp.vertex_ai", "vertex_ai"),
          entry("google_vertexai", "vertex_ai"),
          entry("vertex", "vertex_ai"),
          entry("vertexai", "vertex_ai"),
          entry("mistral_ai", "mistral"),
          entry("mistralai", "mistral"),
          entry("moonshot", "moonshotai"),
          entry("together-ai", "together"),
          entry("together_ai", "together"),
          entry("togetherai", "together"),
          entry("voyage", "voyageai"),
          entry("x_ai", "x-ai"),
          entry("xai", "x-ai"));

  private ProviderNames() {}

  /** {@return the usual name of a provider, in lower case} */
  static String usual(String provider) {
    String name = provider.strip().toLowerCase(Locale.ROOT);
    return USUAL.getOrDefault(name, name);
  }
}
