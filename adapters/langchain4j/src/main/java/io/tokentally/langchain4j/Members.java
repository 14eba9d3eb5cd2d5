package io.tokentally.langchain4j;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.bedrock.BedrockTokenUsage;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatResponseMetadata;
import dev.langchain4j.model.googleai.GoogleAiGeminiTokenUsage;
import dev.langchain4j.model.googleai.GroundingMetadata;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiResponsesChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import io.tokentally.providers.usage.ProviderId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a usage object says, under its own names.
 *
 * <p>The classes of providers are recognised by their names, and each is read in a class of its
 * own: of the providers' jars, only that of the one in use has to be there.
 *
 * @param values the members
 * @param provider who served the model, as far as the class shows it
 * @param unknown the name of the class, if what it has besides the counts of all cannot be read
 */
record Members(
    Map<String, @Nullable Object> values, @Nullable String provider, @Nullable String unknown) {

  static final Members NONE = new Members(Collections.emptyMap(), null, null);

  private static final String MODELS = "dev.langchain4j.model.";

  private static final ObjectMapper FIELDS =
      JsonMapper.builder()
          .visibility(PropertyAccessor.ALL, Visibility.NONE)
          .visibility(PropertyAccessor.FIELD, Visibility.ANY)
          .build();

  static Members of(@Nullable TokenUsage usage) {
    if (usage == null) {
      return NONE;
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    values.put("inputTokenCount", usage.inputTokenCount());
    values.put("outputTokenCount", usage.outputTokenCount());
    if (isA("anthropic.AnthropicTokenUsage", usage)) {
      return Anthropic.members(usage, values);
    }
    if (isA("bedrock.BedrockTokenUsage", usage)) {
      return Bedrock.members(usage, values);
    }
    values.put("totalTokenCount", usage.totalTokenCount());
    if (isA("openai.OpenAiTokenUsage", usage)) {
      return OpenAi.members(usage, values);
    }
    if (isA("googleai.GoogleAiGeminiTokenUsage", usage)) {
      return Gemini.members(usage, values);
    }
    return usage.getClass() == TokenUsage.class
        ? new Members(values, null, null)
        : ofUnknown(usage, values);
  }

  /**
   * {@return the fields of a class that is not known here} They have the names of its accessors.
   */
  private static Members ofUnknown(TokenUsage usage, Map<String, @Nullable Object> values) {
    try {
      Map<?, ?> fields = FIELDS.convertValue(usage, Map.class);
      fields.forEach((name, value) -> values.put(String.valueOf(name), value));
      return new Members(values, null, null);
    } catch (IllegalArgumentException e) {
      return new Members(values, null, usage.getClass().getName());
    }
  }

  /** {@return these members, and what a response's metadata says of how it was served} */
  Members with(ChatResponseMetadata metadata) {
    if (isA("openai.OpenAiChatResponseMetadata", metadata)
        || isA("openai.OpenAiResponsesChatResponseMetadata", metadata)) {
      Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
      more.put("serviceTier", OpenAi.serviceTier(metadata));
      return new Members(more, provider, unknown);
    }
    if (isA("googleai.GoogleAiGeminiChatResponseMetadata", metadata)) {
      Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
      more.put(
          "groundingToolCount",
          List.of(Map.of("type", "google_search_queries", "count", Gemini.searches(metadata))));
      return new Members(more, provider, unknown);
    }
    return this;
  }

  private static boolean isA(String name, Object object) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(MODELS + name)) {
        return true;
      }
    }
    return false;
  }

  private static final class OpenAi {
    static Members members(TokenUsage usage, Map<String, @Nullable Object> values) {
      OpenAiTokenUsage openAi = (OpenAiTokenUsage) usage;
      OpenAiTokenUsage.@Nullable InputTokensDetails input = openAi.inputTokensDetails();
      OpenAiTokenUsage.@Nullable OutputTokensDetails output = openAi.outputTokensDetails();
      values.put(
          "inputTokensDetails", one("cachedTokens", input == null ? null : input.cachedTokens()));
      values.put(
          "outputTokensDetails",
          one("reasoningTokens", output == null ? null : output.reasoningTokens()));
      return new Members(values, null, null);
    }

    static @Nullable String serviceTier(ChatResponseMetadata metadata) {
      return metadata instanceof OpenAiChatResponseMetadata chat
          ? chat.serviceTier()
          : ((OpenAiResponsesChatResponseMetadata) metadata).serviceTier();
    }

    private static Map<String, @Nullable Object> one(String name, @Nullable Object value) {
      Map<String, @Nullable Object> details = new LinkedHashMap<>();
      details.put(name, value);
      return details;
    }
  }

  /** Its total is the sum of input and output: it leaves cached tokens out, and shows nothing. */
  private static final class Anthropic {
    static Members members(TokenUsage usage, Map<String, @Nullable Object> values) {
      AnthropicTokenUsage anthropic = (AnthropicTokenUsage) usage;
      values.put("cacheReadInputTokens", anthropic.cacheReadInputTokens());
      values.put("cacheCreationInputTokens", anthropic.cacheCreationInputTokens());
      return new Members(values, ProviderId.ANTHROPIC, null);
    }
  }

  /** Its total is the sum of input and output, as Anthropic's. */
  private static final class Bedrock {
    static Members members(TokenUsage usage, Map<String, @Nullable Object> values) {
      BedrockTokenUsage bedrock = (BedrockTokenUsage) usage;
      values.put("cacheReadInputTokens", bedrock.cacheReadInputTokens());
      values.put("cacheWriteInputTokens", bedrock.cacheWriteInputTokens());
      return new Members(values, ProviderId.BEDROCK, null);
    }
  }

  private static final class Gemini {
    static Members members(TokenUsage usage, Map<String, @Nullable Object> values) {
      GoogleAiGeminiTokenUsage gemini = (GoogleAiGeminiTokenUsage) usage;
      values.put("cachedContentTokenCount", gemini.cachedContentTokenCount());
      values.put("thoughtsTokenCount", gemini.thoughtsTokenCount());
      return new Members(values, ProviderId.GEMINI, null);
    }

    static int searches(ChatResponseMetadata metadata) {
      GroundingMetadata grounding =
          ((GoogleAiGeminiChatResponseMetadata) metadata).groundingMetadata();
      List<String> queries = grounding == null ? null : grounding.webSearchQueries();
      return queries == null ? 0 : queries.size();
    }
  }
}
