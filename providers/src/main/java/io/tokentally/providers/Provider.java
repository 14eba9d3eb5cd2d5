package io.tokentally.providers;

/** Who serves models, and so in which form usage is recorded and whose prices count. */
public enum Provider {
  ANTHROPIC("anthropic"),
  /** OpenAI models on Azure. */
  AZURE("azure"),
  /** AWS Bedrock, the Converse API. */
  BEDROCK("aws"),
  COHERE("cohere"),
  DEEPSEEK("deepseek"),
  /** Google Gemini, also on Vertex AI. */
  GEMINI("google"),
  GROQ("groq"),
  MISTRAL("mistral"),
  OPENAI("openai"),
  OPENROUTER("openrouter");

  private final String id;

  Provider(String id) {
    this.id = id;
  }

  /** {@return the name under which price lists know the provider} */
  public String id() {
    return id;
  }
}
