package io.tokentally.providers.usage;

/** What the presence of a member shows. Forms are recognised by them. */
enum Sign {
  /** {@code prompt_tokens}, {@code completion_tokens}. */
  CHAT,
  /** {@code input_tokens}, {@code output_tokens}. */
  INPUT_OUTPUT,
  /** {@code inputTokens}, {@code outputTokens}. */
  CAMEL_CASE,
  /** {@code inputTokenCount}, {@code outputTokenCount}. */
  TOKEN_COUNT,
  /** {@code input}, {@code output}. */
  PLAIN,
  GEMINI,
  /** The parts that Gemini counts, under whichever name the others stand. */
  GEMINI_PARTS,
  INTERACTIONS,
  GENERATION,
  TITAN,
  OLLAMA,
  LLAMA_CPP,
  COHERE,
  TOTAL,
  /** Cached counts that some report inside the prompt and some on top of it. */
  FLAT_CACHE,
  /** Cached counts in the details of the prompt. */
  CACHE_IN_DETAILS,
  /** What only Anthropic writes. */
  ANTHROPIC,
  /** What Anthropic writes, and others where there is a total. */
  SERVICE_TIER,
  CODEX,
  ORGANIZATION,
  BEDROCK,
  INVOCATION,
  MODEL_USAGE,
  CCUSAGE,
  PYDANTIC_AI,
  AI_SDK,
  AI_SDK_DETAILS,
  DETAILS,
  XAI,
  PERPLEXITY,
  GROQ,
  OPENROUTER,
  DEEPSEEK,
  MISTRAL,
  /** What is charged without any tokens: seconds of audio, characters, images. */
  OTHER_THAN_TOKENS;

  @SuppressWarnings("EnumOrdinal") // any bit will do
  final long bit = 1L << ordinal();

  static long bits(Sign... signs) {
    long bits = 0;
    for (Sign sign : signs) {
      bits |= sign.bit;
    }
    return bits;
  }
}
