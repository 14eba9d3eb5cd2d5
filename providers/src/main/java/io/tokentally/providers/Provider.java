package io.tokentally.providers;

import io.tokentally.providers.usage.ProviderId;

/**
 * Who serves models, and so in which form usage is recorded and whose prices count. Constants may
 * be added in a minor release.
 */
public enum Provider {
  /** Anthropic itself; id {@code anthropic}. */
  ANTHROPIC(ProviderId.ANTHROPIC),
  /** OpenAI models on Azure; id {@code azure}. */
  AZURE(ProviderId.AZURE),
  /** AWS Bedrock, the Converse API; id {@code aws}. */
  BEDROCK(ProviderId.BEDROCK),
  /** Cohere; id {@code cohere}. */
  COHERE(ProviderId.COHERE),
  /** DeepSeek; id {@code deepseek}. */
  DEEPSEEK(ProviderId.DEEPSEEK),
  /** Google Gemini, also on Vertex AI; id {@code google}. */
  GEMINI(ProviderId.GEMINI),
  /** Groq; id {@code groq}. */
  GROQ(ProviderId.GROQ),
  /** Mistral; id {@code mistral}. */
  MISTRAL(ProviderId.MISTRAL),
  /** OpenAI itself; id {@code openai}. */
  OPENAI(ProviderId.OPENAI),
  /** OpenRouter; id {@code openrouter}. */
  OPENROUTER(ProviderId.OPENROUTER);

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
