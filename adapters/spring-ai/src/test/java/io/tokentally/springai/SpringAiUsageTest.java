package io.tokentally.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.anthropic.models.messages.MessageDeltaUsage;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.providers.Brief;
import java.lang.reflect.Method;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.WithNull;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.metadata.DefaultUsage;
import org.springframework.ai.chat.metadata.EmptyUsage;
import org.springframework.ai.chat.metadata.Usage;
import org.springframework.ai.chat.model.MessageAggregator;
import org.springframework.ai.deepseek.api.DeepSeekApi;
import org.springframework.ai.google.genai.metadata.GoogleGenAiUsage;
import org.springframework.ai.mistralai.api.MistralAiApi;
import software.amazon.awssdk.services.bedrockruntime.model.TokenUsage;

class SpringAiUsageTest {

  @Test
  void nativeUsageOfOpenAiIsRead() {
    CompletionUsage openAi =
        openAi(
            CompletionUsage.class,
            """
            {"prompt_tokens": 1000, "completion_tokens": 200, "total_tokens": 1200,
             "prompt_tokens_details": {"cached_tokens": 600, "audio_tokens": 40}}""");
    RecordedUsage recorded =
        SpringAiUsage.of(new DefaultUsage(1000, 200, 1200, openAi, 600L, null));
    assertThat(recorded.promptTokens()).isEqualTo(1000);
    assertThat(recorded.completionTokens()).isEqualTo(200);
    assertThat(recorded.totalTokens()).isEqualTo(1200);
    assertThat(recorded.cacheReadInputTokens()).isEqualTo(600);
    assertThat(recorded.otherKinds())
        .singleElement()
        .satisfies(kind -> assertThat(kind.kind()).isEqualTo("input_audio_tokens"));
    assertThat(recorded.notes()).isEmpty();
  }

  @Test
  void nativeUsageOfAnthropicIsRead() {
    com.anthropic.models.messages.Usage anthropic =
        anthropic(
            com.anthropic.models.messages.Usage.class,
            """
            {"input_tokens": 10, "output_tokens": 200, "cache_read_input_tokens": 600,
             "cache_creation_input_tokens": 50,
             "cache_creation": {"ephemeral_5m_input_tokens": 20, "ephemeral_1h_input_tokens": 30}}""");
    RecordedUsage recorded = SpringAiUsage.of(new DefaultUsage(10, 200, 210, anthropic, 600L, 50L));
    assertThat(recorded.promptTokens()).isEqualTo(660);
    assertThat(recorded.cacheCreation1hInputTokens()).isEqualTo(30);
    assertThat(recorded.counts()).containsEntry("total_tokens", 860L);
    assertThat(recorded.notes()).isEmpty();
  }

  @Test
  void streamedUsageOfAnthropicHasCachedTokensOnTop() {
    MessageDeltaUsage anthropic = anthropic(MessageDeltaUsage.class, "{\"output_tokens\": 200}");
    RecordedUsage recorded = SpringAiUsage.of(new DefaultUsage(10, 200, 210, anthropic, 6L, 5L));
    assertThat(Brief.counts(recorded)).isEqualTo("21 200 0 6 5 0");
    assertThat(Brief.rest(recorded)).isEmpty();
  }

  @Test
  void streamedUsageOfAnthropicIsRead() {
    MessageDeltaUsage anthropic =
        anthropic(
            MessageDeltaUsage.class,
            """
            {"input_tokens": 12, "output_tokens": 20, "cache_read_input_tokens": null,
             "cache_creation_input_tokens": null,
             "server_tool_use": {"web_search_requests": 2, "web_fetch_requests": 0}}""");
    RecordedUsage recorded = SpringAiUsage.of(new DefaultUsage(10, 20, 30, anthropic));
    assertThat(Brief.counts(recorded)).isEqualTo("12 20 0 0 0 0");
    assertThat(Brief.rest(recorded)).isEqualTo("web_search_requests=2");
  }

  @Test
  void nativeUsageOfGoogleIsRead() {
    GenerateContentResponseUsageMetadata google =
        GenerateContentResponseUsageMetadata.fromJson(
            """
            {"promptTokenCount": 100, "candidatesTokenCount": 20, "thoughtsTokenCount": 30,
             "toolUsePromptTokenCount": 7, "totalTokenCount": 157, "cachedContentTokenCount": 40,
             "trafficType": "ON_DEMAND_FLEX",
             "candidatesTokensDetails": [{"modality": "AUDIO", "tokenCount": 15},
               {"modality": "TEXT", "tokenCount": 5}]}""");
    RecordedUsage recorded = SpringAiUsage.of(GoogleGenAiUsage.from(google));
    assertThat(Brief.counts(recorded)).isEqualTo("107 50 157 40 0 0");
    assertThat(Brief.rest(recorded)).isEqualTo("output_audio_tokens=15, service_tier_flex=1");
    assertThat(Brief.rest(SpringAiUsage.of(GoogleGenAiUsage.from(null)))).isEqualTo("NO_USAGE");
    // As Spring AI has it without extended metadata.
    assertThat(Brief.rest(SpringAiUsage.of(new DefaultUsage(100, 20, 157))))
        .isEqualTo("TOTAL_DIFFERS total_tokens recorded 157, counted 120");
  }

  @Test
  void nativeUsageOfBedrockIsRead() {
    TokenUsage bedrock =
        TokenUsage.builder()
            .inputTokens(10)
            .outputTokens(50)
            .totalTokens(3060)
            .cacheReadInputTokens(2000)
            .cacheWriteInputTokens(1000)
            .build();
    RecordedUsage recorded =
        SpringAiUsage.of(new DefaultUsage(10, 50, 3060, bedrock, 2000L, 1000L));
    assertThat(Brief.counts(recorded)).isEqualTo("3010 50 3060 2000 1000 0");
    assertThat(Brief.rest(recorded)).isEmpty();
  }

  @Test
  void nativeUsageThatIsAnObjectOfCountsIsRead() {
    DeepSeekApi.Usage deepSeek =
        new DeepSeekApi.Usage(5, 100, 105, new DeepSeekApi.Usage.PromptTokensDetails(60));
    assertThat(Brief.counts(SpringAiUsage.of(new DefaultUsage(100, 5, 105, deepSeek))))
        .isEqualTo("100 5 105 60 0 0");
    MistralAiApi.Usage mistral = new MistralAiApi.Usage(100, 105, 5);
    assertThat(Brief.counts(SpringAiUsage.of(new DefaultUsage(100, 5, 105, mistral))))
        .isEqualTo("100 5 105 0 0 0");
    Map<String, Object> asJson =
        Map.of("input_tokens", 10, "output_tokens", 20, "cache_read_input_tokens", 600);
    assertThat(Brief.counts(SpringAiUsage.of(new DefaultUsage(10, 20, 30, asJson))))
        .isEqualTo("610 20 0 600 0 0");
  }

  @Test
  void nativeUsageThatCannotBeReadIsNamed() {
    RecordedUsage recorded = SpringAiUsage.of(new DefaultUsage(100, 5, 105, "a hundred"));
    assertThat(Brief.counts(recorded)).isEqualTo("100 5 105 0 0 0");
    assertThat(Brief.rest(recorded)).isEqualTo("UNREAD_MEMBER nativeUsage java.lang.String");
  }

  /** As observations have it. */
  @Test
  void anAggregatedStreamHasThreeCounts() {
    RecordedUsage recorded = SpringAiUsage.of(new MessageAggregator.DefaultUsage(10, 20, 30));
    assertThat(Brief.counts(recorded)).isEqualTo("10 20 30 0 0 0");
    assertThat(Brief.rest(recorded)).isEmpty();
  }

  /** No count that Spring AI has itself is not read. */
  @Test
  void everyCountOfUsageIsRead() {
    assertThat(Usage.class.getMethods())
        .filteredOn(method -> Number.class.isAssignableFrom(method.getReturnType()))
        .extracting(Method::getName)
        .containsExactlyInAnyOrder(
            "getPromptTokens",
            "getCompletionTokens",
            "getTotalTokens",
            "getCacheReadInputTokens",
            "getCacheWriteInputTokens");
  }

  @Test
  void nothingIsARequestThatSaysNothing() {
    RecordedUsage nothing =
        RecordedUsage.builder().addNotes(ReadingNote.of(UsageNote.Kind.NO_USAGE)).build();
    assertThat(SpringAiUsage.of(null)).isEqualTo(nothing);
    assertThat(SpringAiUsage.of(null, CacheConvention.INCLUSIVE)).isEqualTo(nothing);
    assertThat(SpringAiUsage.of(new EmptyUsage())).isEqualTo(nothing);
    assertThat(SpringAiUsage.of(new DefaultUsage(null, null, null, null))).isEqualTo(nothing);
  }

  @Test
  void usageOfEmbeddingsHasItsCounts() {
    CreateEmbeddingResponse.Usage openAi =
        openAi(CreateEmbeddingResponse.Usage.class, "{\"prompt_tokens\": 7, \"total_tokens\": 7}");
    assertThat(SpringAiUsage.of(new DefaultUsage(7, 0, 7, openAi)))
        .isEqualTo(RecordedUsage.builder().promptTokens(7).totalTokens(7).build());
  }

  @Test
  void withoutNativeUsageAndCachesThereIsNothingToDecide() {
    assertThat(SpringAiUsage.of(new DefaultUsage(100, 20)))
        .isEqualTo(
            RecordedUsage.builder()
                .promptTokens(100)
                .completionTokens(20)
                .totalTokens(120)
                .build());
  }

  @Test
  void usageThatWasAddedUpIsReadAsItLooks() {
    RecordedUsage undecided = SpringAiUsage.of(new DefaultUsage(100, 20, 120, null, 60L, null));
    assertThat(undecided.promptTokens()).isEqualTo(100);
    assertThat(undecided.notes())
        .containsExactly(ReadingNote.of(UsageNote.Kind.CONVENTION_UNDECIDED));

    RecordedUsage sum = SpringAiUsage.of(new DefaultUsage(100, 20, 185, Map.of(), 60L, 5L));
    assertThat(sum.promptTokens()).isEqualTo(165);
    assertThat(sum.notes()).containsExactly(ReadingNote.of(UsageNote.Kind.TAKEN_AS_EXCLUSIVE));

    RecordedUsage more = SpringAiUsage.of(new DefaultUsage(10, 20, 30, null, 60L, null));
    assertThat(more.promptTokens()).isEqualTo(70);
    assertThat(more.notes()).containsExactly(ReadingNote.of(UsageNote.Kind.TAKEN_AS_EXCLUSIVE));
  }

  @Test
  void whoKnowsTheConventionSaysIt() {
    Usage usage = new DefaultUsage(100, 20, 120, null, 60L, null);
    RecordedUsage inclusive = SpringAiUsage.of(usage, CacheConvention.INCLUSIVE);
    assertThat(inclusive.promptTokens()).isEqualTo(100);
    assertThat(inclusive.counts()).containsEntry("total_tokens", 120L);
    assertThat(inclusive.notes()).isEmpty();
    RecordedUsage exclusive = SpringAiUsage.of(usage, CacheConvention.EXCLUSIVE);
    assertThat(exclusive.promptTokens()).isEqualTo(160);
    assertThat(exclusive.counts()).containsEntry("total_tokens", 180L);
    assertThat(exclusive.notes()).isEmpty();
  }

  @Test
  void negativeCountsAreZeroAndReported() {
    RecordedUsage recorded = SpringAiUsage.of(new DefaultUsage(-1, 20, 19, null, -2L, null));
    assertThat(recorded.promptTokens()).isZero();
    assertThat(recorded.malformed())
        .containsExactly(
            new MalformedCount("promptTokens", Reason.NEGATIVE, "-1"),
            new MalformedCount("cacheReadInputTokens", Reason.NEGATIVE, "-2"));
  }

  @Test
  void whatIsBeyond64BitsIsRefused() {
    Usage usage = new DefaultUsage(1, 0, 1, null, Long.MAX_VALUE, null);
    assertThatThrownBy(() -> SpringAiUsage.of(usage))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("expected counts whose sum is at most 64 bits");
  }

  @Property
  void cachedTokensAreNeverMoreThanThePrompt(
      @ForAll @IntRange(min = 0) @WithNull Integer prompt,
      @ForAll @LongRange(max = 1L << 40) @WithNull Long cacheRead,
      @ForAll @LongRange(max = 1L << 40) @WithNull Long cacheWrite) {
    RecordedUsage recorded =
        SpringAiUsage.of(new DefaultUsage(prompt, 0, 0, null, cacheRead, cacheWrite));
    assertThat(recorded.cacheReadInputTokens() + recorded.cacheCreationInputTokens())
        .isLessThanOrEqualTo(recorded.promptTokens());
  }

  private static <T> T openAi(Class<T> type, String json) {
    try {
      return com.openai.core.ObjectMappers.jsonMapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> T anthropic(Class<T> type, String json) {
    try {
      return com.anthropic.core.ObjectMappers.jsonMapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
