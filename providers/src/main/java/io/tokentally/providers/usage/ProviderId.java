package io.tokentally.providers.usage;

/** The names of those who serve models, in recorded usage and in the rows of price lists. */
public final class ProviderId {

  public static final String ANTHROPIC = "anthropic";
  public static final String AZURE = "azure";
  public static final String BEDROCK = "aws";
  public static final String COHERE = "cohere";
  public static final String DEEPSEEK = "deepseek";
  public static final String GEMINI = "google";
  public static final String GROQ = "groq";
  public static final String MISTRAL = "mistral";
  public static final String OPENAI = "openai";
  public static final String OPENROUTER = "openrouter";

  private ProviderId() {}
}
