package io.tokentally.providers.usage;

import io.tokentally.aggregation.usage.Counts;

/** The forms that usage objects have, each with its reader. */
enum Form {
  /** OpenAI's Chat Completions and everything compatible with it. */
  CHAT,
  /** OpenAI's Responses, Realtime and image objects. */
  RESPONSES,
  /** Anthropic's Messages. */
  ANTHROPIC,
  /** Bedrock's Converse. */
  BEDROCK,
  GEMINI,
  COHERE;

  /** Adds what an object of this form says to a draft. */
  void read(Counts usage, Draft draft) {
    switch (this) {
      case CHAT -> ChatUsage.read(usage, draft);
      case RESPONSES -> ResponsesUsage.read(usage, draft);
      case ANTHROPIC -> AnthropicUsage.read(usage, draft);
      case BEDROCK -> BedrockUsage.read(usage, draft);
      case GEMINI -> GeminiUsage.read(usage, draft);
      case COHERE -> CohereUsage.read(usage, draft);
    }
  }
}
