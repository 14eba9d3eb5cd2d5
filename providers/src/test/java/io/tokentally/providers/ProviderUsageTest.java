package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.RecordedUsage;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A usage object of each provider, and what is read from it. */
class ProviderUsageTest {

  @Test
  void anthropicCountsCachedTokensOnTopOfTheInput() {
    String json =
        """
        {"input_tokens": 12, "cache_creation_input_tokens": 900, "cache_read_input_tokens": 4000,
         "cache_creation": {"ephemeral_5m_input_tokens": 300, "ephemeral_1h_input_tokens": 600},
         "output_tokens": 250, "output_tokens_details": {"thinking_tokens": 100},
         "server_tool_use": {"web_search_requests": 2, "web_fetch_requests": 3},
         "service_tier": "standard", "inference_geo": "global"}
        """;
    RecordedUsage expected =
        RecordedUsage.builder()
            .promptTokens(4912)
            .completionTokens(250)
            .cacheReadInputTokens(4000)
            .cacheCreationInputTokens(900)
            .cacheCreation1hInputTokens(600)
            .addOtherKinds(
                OtherKind.reasoning(100),
                new OtherKind("web_search_requests", 2, Within.NOTHING, Rate.OF_ITS_OWN))
            .provider("anthropic")
            .build();
    assertThat(ProviderUsage.parse(json)).isEqualTo(expected);
    assertThat(ProviderUsage.parse(Provider.ANTHROPIC, json)).isEqualTo(expected);
  }

  @Test
  void bedrockNamesEachCachedCountTwice() {
    String json =
        """
        {"inputTokens": 12, "outputTokens": 50, "totalTokens": 1562,
         "cacheReadInputTokens": 1000, "cacheReadInputTokenCount": 1000,
         "cacheWriteInputTokens": 500, "cacheWriteInputTokenCount": 500,
         "cacheDetails": [{"ttl": "5m", "inputTokens": 100}, {"ttl": "1h", "inputTokens": 400}],
         "serverToolUsage": {}}
        """;
    RecordedUsage expected =
        RecordedUsage.builder()
            .promptTokens(1512)
            .completionTokens(50)
            .totalTokens(1562)
            .cacheReadInputTokens(1000)
            .cacheCreationInputTokens(500)
            .cacheCreation1hInputTokens(400)
            .provider("aws")
            .build();
    assertThat(ProviderUsage.parse(json)).isEqualTo(expected);
    assertThat(ProviderUsage.parse(Provider.BEDROCK, json)).isEqualTo(expected);
  }

  @Test
  void geminiCountsThoughtsAndToolsApart() {
    String json =
        """
        {"promptTokenCount": 500, "toolUsePromptTokenCount": 70, "cachedContentTokenCount": 200,
         "candidatesTokenCount": 40, "thoughtsTokenCount": 90, "totalTokenCount": 700,
         "promptTokensDetails": [{"modality": "TEXT", "tokenCount": 300},
                                 {"modality": "AUDIO", "tokenCount": 150},
                                 {"modality": "IMAGE", "tokenCount": 50}],
         "cacheTokensDetails": [{"modality": "TEXT", "tokenCount": 140},
                                {"modality": "AUDIO", "tokenCount": 60}],
         "trafficType": "ON_DEMAND"}
        """;
    RecordedUsage expected =
        RecordedUsage.builder()
            .promptTokens(570)
            .completionTokens(130)
            .totalTokens(700)
            .cacheReadInputTokens(200)
            .addOtherKinds(
                new OtherKind("input_audio_tokens", 90, Within.PROMPT, Rate.OF_ITS_OWN),
                new OtherKind("cache_read_audio_tokens", 60, Within.CACHE_READ, Rate.OF_ITS_OWN),
                new OtherKind("input_image_tokens", 50, Within.PROMPT, Rate.AS_TEXT),
                OtherKind.reasoning(90))
            .provider("google")
            .build();
    assertThat(ProviderUsage.parse(json)).isEqualTo(expected);
    assertThat(ProviderUsage.parse(Provider.GEMINI, json)).isEqualTo(expected);
  }

  @Test
  void openAiChatCountsCachedTokensInsideThePrompt() {
    String json =
        """
        {"prompt_tokens": 1200, "completion_tokens": 300, "total_tokens": 1500,
         "prompt_tokens_details": {"cached_tokens": 1024, "audio_tokens": 20},
         "completion_tokens_details": {"reasoning_tokens": 192, "audio_tokens": 30,
           "accepted_prediction_tokens": 0, "rejected_prediction_tokens": 0}}
        """;
    RecordedUsage expected =
        RecordedUsage.builder()
            .promptTokens(1200)
            .completionTokens(300)
            .totalTokens(1500)
            .cacheReadInputTokens(1024)
            .addOtherKinds(
                new OtherKind("input_audio_tokens", 20, Within.PROMPT, Rate.OF_ITS_OWN),
                new OtherKind("output_audio_tokens", 30, Within.COMPLETION, Rate.OF_ITS_OWN),
                OtherKind.reasoning(192))
            .build();
    assertThat(ProviderUsage.parse(json)).isEqualTo(expected);
    assertThat(ProviderUsage.parse(Provider.OPENAI, json))
        .isEqualTo(RecordedUsage.builder().from(expected).provider("openai").build());
    assertThat(ProviderUsage.parse(Provider.AZURE, json))
        .isEqualTo(RecordedUsage.builder().from(expected).provider("azure").build());
  }

  @Test
  void openAiResponsesCountReasoningInsideTheOutput() {
    RecordedUsage usage =
        ProviderUsage.parse(
            """
            {"input_tokens": 80, "input_tokens_details": {"cached_tokens": 64, "cache_write_tokens": 8},
             "output_tokens": 500, "output_tokens_details": {"reasoning_tokens": 448}, "total_tokens": 580}
            """);
    assertThat(usage)
        .isEqualTo(
            RecordedUsage.builder()
                .promptTokens(80)
                .completionTokens(500)
                .addOtherKinds(OtherKind.reasoning(448))
                .totalTokens(580)
                .cacheReadInputTokens(64)
                .cacheCreationInputTokens(8)
                .build());
  }

  @Test
  void cohereBillsFewerTokensThanItProcesses() {
    String json =
        """
        {"billed_units": {"input_tokens": 8, "output_tokens": 22},
         "tokens": {"input_tokens": 900, "output_tokens": 25}, "cached_tokens": 512}
        """;
    RecordedUsage expected =
        RecordedUsage.builder().promptTokens(8).completionTokens(22).provider("cohere").build();
    assertThat(ProviderUsage.parse(json)).isEqualTo(expected);
    assertThat(ProviderUsage.parse(Provider.COHERE, json)).isEqualTo(expected);
  }

  @Test
  void aTotalThatAClientAddedToAnthropicsCountsIsKept() {
    RecordedUsage usage =
        ProviderUsage.parse(
            Provider.ANTHROPIC,
            """
            {"input_tokens": 5, "cache_read_input_tokens": 4, "output_tokens": 1, "total_tokens": 6}
            """);
    assertThat(Brief.counts(usage)).isEqualTo("9 1 6 4 0 0");
  }

  @Test
  void theAdvisorOfAnAnthropicModelIsAnotherModel() {
    RecordedUsage usage =
        ProviderUsage.read(
            "claude-sonnet-5",
            Json.object(
                """
                {"input_tokens": 30, "output_tokens": 15, "speed": "fast", "iterations": [
                  {"type": "message", "input_tokens": 10, "output_tokens": 5},
                  {"type": "advisor_message", "model": "claude-opus-4-8", "input_tokens": 100,
                   "cache_read_input_tokens": 7, "output_tokens": 40},
                  {"type": "advisor_message", "model": "claude-opus-4-8", "input_tokens": 200,
                   "cache_creation": {"ephemeral_1h_input_tokens": 9}, "output_tokens": 50},
                  {"type": "message", "input_tokens": 20, "output_tokens": 10}]}
                """));
    OtherKind fast = OtherKind.servedAs("speed_fast");
    RecordedUsage advisor =
        RecordedUsage.builder()
            .requests(2)
            .promptTokens(316)
            .completionTokens(90)
            .cacheReadInputTokens(7)
            .cacheCreationInputTokens(9)
            .cacheCreation1hInputTokens(9)
            .addOtherKinds(fast)
            .provider("anthropic")
            .build();
    assertThat(usage)
        .isEqualTo(
            RecordedUsage.builder()
                .promptTokens(30)
                .completionTokens(15)
                .addOtherKinds(fast)
                .provider("anthropic")
                .otherModels(Map.of("claude-opus-4-8", advisor))
                .build());
  }
}
