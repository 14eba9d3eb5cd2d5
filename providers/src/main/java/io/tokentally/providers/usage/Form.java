package io.tokentally.providers.usage;

import io.tokentally.aggregation.usage.Counts;
import java.util.function.BiConsumer;

/** The forms that usage objects have, each with its reader. */
enum Form {
  /** OpenAI's Chat Completions and everything compatible with it. */
  CHAT(ChatUsage::read),
  /** OpenAI's Responses, Realtime and image objects. */
  RESPONSES(ResponsesUsage::read),
  /** Anthropic's Messages. */
  ANTHROPIC(AnthropicUsage::read),
  /** Bedrock's Converse. */
  BEDROCK(BedrockUsage::read),
  GEMINI(GeminiUsage::read),
  COHERE(CohereUsage::read);

  private final BiConsumer<Counts, Draft> reader;

  Form(BiConsumer<Counts, Draft> reader) {
    this.reader = reader;
  }

  /** Adds what an object of this form says to a draft. */
  void read(Counts usage, Draft draft) {
    reader.accept(usage, draft);
  }
}
