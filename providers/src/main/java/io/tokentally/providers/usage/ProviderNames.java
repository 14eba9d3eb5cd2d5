package io.tokentally.providers.usage;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names that one provider goes by in traces and price lists. Case, hyphens and underscores do
 * not count; what a client adds behind a dot, such as {@code anthropic.messages}, does not either.
 */
public final class ProviderNames {

  private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9.]");

  /** By names without separators. */
  private static final Map<String, String> USUAL = new HashMap<>();

  static {
    names("anthropic", "claude");
    names(
        "aws",
        "amazon",
        "amazon_bedrock",
        "aws.bedrock",
        "aws_bedrock",
        "bedrock",
        "bedrock_converse",
        "amazon_nova");
    names(
        "azure",
        "az.ai.inference",
        "az.ai.openai",
        "azure.ai.inference",
        "azure.ai.openai",
        "azure_ai",
        "azure_ai_inference",
        "azure_open_ai",
        "microsoft_foundry");
    names("cohere", "cohere_chat");
    names("fireworks", "fireworks_ai");
    names(
        "google",
        "gcp.gemini",
        "gcp.gen_ai",
        "gcp.vertex.agent",
        "gemini",
        "google.generative_ai",
        "google_genai",
        "google_ai_gemini",
        "google_ai_studio",
        "google_generative_ai");
    names(
        "vertex_ai",
        "gcp.vertex_ai",
        "google.vertex",
        "google_vertex",
        "google_vertexai",
        "google_vertex_ai_anthropic",
        "google_vertex_ai_gemini",
        "vertex");
    names("groq");
    names("deepseek");
    names("mistral", "mistral_ai", "codestral");
    names("moonshotai", "moonshot", "moonshot_ai", "kimi");
    names("openai", "open_ai_official");
    names("openrouter");
    names("perplexity", "perplexity_ai");
    names("together", "together_ai");
    names("voyageai", "voyage", "voyage_ai");
    names("x-ai", "x_ai", "grok");
    names("zai", "z_ai");
    names("zhipuai", "zhipu", "bigmodel");
    names("dashscope", "alibaba", "alibaba_cloud", "qwen", "tongyi");
    names("watsonx", "ibm.watsonx.ai", "ibm_watsonx", "watsonx_ai");
    names("deepinfra", "deep_infra");
    names("nvidia_nim", "nvidia", "nim");
    names("volcengine", "doubao");
    names("jina_ai", "jina");
    names("lambda_ai", "lambda");
    names("meta_llama", "llama_api");
    names("ai21", "ai21_labs");
    for (String own :
        new String[] {
          "baseten",
          "cerebras",
          "cloudflare",
          "databricks",
          "elevenlabs",
          "featherless_ai",
          "friendliai",
          "github_copilot",
          "hyperbolic",
          "inception",
          "minimax",
          "nebius",
          "novita",
          "nscale",
          "oci",
          "ollama",
          "ovhcloud",
          "replicate",
          "sagemaker",
          "sambanova",
          "snowflake"
        }) {
      names(own);
    }
  }

  private ProviderNames() {}

  private static void names(String usual, String... others) {
    USUAL.put(key(usual), usual);
    for (String other : others) {
      USUAL.put(key(other), usual);
    }
  }

  /** {@return the usual name of a provider, in lower case; its own for one that is not known} */
  public static String usual(String provider) {
    String known = USUAL.get(key(provider));
    return known == null ? provider.strip().toLowerCase(Locale.ROOT) : known;
  }

  /** {@return the usual name of a provider, null if it is not known} */
  public static @Nullable String known(String provider) {
    String key = key(provider);
    String known = USUAL.get(key);
    for (int dot = key.lastIndexOf('.'); known == null && dot > 0; dot = key.lastIndexOf('.')) {
      key = key.substring(0, dot);
      known = USUAL.get(key);
    }
    return known;
  }

  private static String key(String provider) {
    return SEPARATORS.matcher(provider.toLowerCase(Locale.ROOT)).replaceAll("");
  }
}
