package io.tokentally.providers;

/**
 * Who serves models, and so in which form usage is recorded and whose prices count. Constants may
 * be added in a minor release.
 */
public enum Provider {
  /** Anthropic itself; id {@code anthropic}. */
  ANTHROPIC("anthropic"),
  /** OpenAI models on Azure; id {@code azure}. */
  AZURE("azure"),
  /** AWS Bedrock, the Converse API; id {@code aws}. */
  BEDROCK("aws"),
  /** Cohere; id {@code cohere}. */
  COHERE("cohere"),
  /** DeepSeek; id {@code deepseek}. */
  DEEPSEEK("deepseek"),
  /** Google Gemini, also on Vertex AI; id {@code google}. */
  GEMINI("google"),
  /** Groq; id {@code groq}. */
  GROQ("groq"),
  /** Mistral; id {@code mistral}. */
  MISTRAL("mistral"),
  /** OpenAI itself; id {@code openai}. */
  OPENAI("openai"),
  /** OpenRouter; id {@code openrouter}. */
  OPENROUTER("openrouter");

  private final String id;

  Provider(String id) {
    this.id = id;
  }

  /**
   * {@return the name of the provider in {@link io.tokentally.aggregation.RecordedUsage#provider}
   * and in the rows of price lists}
   */
  public String id() {
    return id;
  }
}
