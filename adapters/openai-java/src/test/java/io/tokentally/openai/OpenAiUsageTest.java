package io.tokentally.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.completions.CompletionUsage.CompletionTokensDetails;
import com.openai.models.completions.CompletionUsage.PromptTokensDetails;
import com.openai.models.responses.ResponseUsage;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.RecordedUsage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class OpenAiUsageTest {

  @Test
  void aChatCompletionCountsCachedTokensInsideThePrompt() {
    CompletionUsage usage =
        CompletionUsage.builder()
            .promptTokens(1000)
            .promptTokensDetails(PromptTokensDetails.builder().cachedTokens(600).build())
            .completionTokens(200)
            .completionTokensDetails(CompletionTokensDetails.builder().reasoningTokens(150).build())
            .totalTokens(1200)
            .build();
    assertThat(OpenAiUsage.of(usage))
        .isEqualTo(
            RecordedUsage.builder()
                .promptTokens(1000)
                .cacheReadInputTokens(600)
                .completionTokens(200)
                .addOtherKinds(OtherKind.reasoning(150))
                .totalTokens(1200)
                .build());
  }

  @Test
  void aResponseHasTheSameUnderOtherNames() {
    ResponseUsage usage =
        read(
            ResponseUsage.class,
            """
            {"input_tokens": 1000, "output_tokens": 200, "total_tokens": 1200,
             "input_tokens_details": {"cached_tokens": 600, "cache_write_tokens": 300},
             "output_tokens_details": {"reasoning_tokens": 150}}""");
    assertThat(OpenAiUsage.of(usage))
        .isEqualTo(
            RecordedUsage.builder()
                .promptTokens(1000)
                .cacheReadInputTokens(600)
                .cacheCreationInputTokens(300)
                .completionTokens(200)
                .addOtherKinds(OtherKind.reasoning(150))
                .totalTokens(1200)
                .build());
  }

  @Test
  void theUsageInsideAWholeAnswerIsRead() {
    ChatCompletion answer =
        read(
            ChatCompletion.class,
            """
            {"id": "chatcmpl-1", "object": "chat.completion", "created": 1767600000,
             "model": "gpt-4o", "choices": [],
             "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}}""");
    assertThat(OpenAiUsage.of(answer.usage().orElseThrow()))
        .isEqualTo(
            RecordedUsage.builder().promptTokens(7).completionTokens(3).totalTokens(10).build());
  }

  @Test
  void whatIsNotTextIsOfAnotherKind() {
    String details = "{\"audio_tokens\": 40, \"image_tokens\": 50}";
    CompletionUsage chat =
        read(
            CompletionUsage.class,
            """
            {"prompt_tokens": 100, "completion_tokens": 90, "total_tokens": 190,
             "prompt_tokens_details": %s, "completion_tokens_details": {"audio_tokens": 80}}"""
                .formatted(details));
    OtherKind audioIn = new OtherKind("input_audio_tokens", 40, Within.PROMPT, Rate.OF_ITS_OWN);
    assertThat(OpenAiUsage.of(chat).otherKinds())
        .containsExactly(
            audioIn,
            new OtherKind("input_image_tokens", 50, Within.PROMPT, Rate.AS_TEXT),
            new OtherKind("output_audio_tokens", 80, Within.COMPLETION, Rate.OF_ITS_OWN));
    ResponseUsage response =
        read(
            ResponseUsage.class,
            "{\"input_tokens\": 100, \"input_tokens_details\": %s}".formatted(details));
    assertThat(OpenAiUsage.of(response).otherKinds())
        .containsExactly(
            audioIn, new OtherKind("input_image_tokens", 50, Within.PROMPT, Rate.OF_ITS_OWN));
  }

  @Test
  void whatIsAbsentOrNullIsZero() {
    assertThat(OpenAiUsage.of(read(CompletionUsage.class, "{}")))
        .isEqualTo(RecordedUsage.builder().build());
    CompletionUsage nulls =
        read(
            CompletionUsage.class,
            """
            {"prompt_tokens": null, "prompt_tokens_details": null, "completion_tokens": 5}""");
    assertThat(OpenAiUsage.of(nulls))
        .isEqualTo(RecordedUsage.builder().completionTokens(5).build());
  }

  @Test
  void whatIsNoCountIsReported() {
    CompletionUsage usage =
        read(
            CompletionUsage.class,
            """
            {"prompt_tokens": "many", "completion_tokens": -5, "total_tokens": 1.5,
             "prompt_tokens_details": 3}""");
    RecordedUsage recorded = OpenAiUsage.of(usage);
    assertThat(recorded.counts())
        .containsEntry("prompt_tokens", 0L)
        .containsEntry("completion_tokens", 0L)
        .containsEntry("total_tokens", 1L);
    assertThat(recorded.malformed())
        .containsExactlyInAnyOrder(
            new MalformedCount("prompt_tokens", Reason.TEXT_NOT_INTEGER, "string \"many\""),
            new MalformedCount("completion_tokens", Reason.NEGATIVE, "-5"),
            new MalformedCount("total_tokens", Reason.FRACTIONAL, "1.5"),
            new MalformedCount("prompt_tokens_details", Reason.ENTRY_NOT_OBJECT, "3"));
  }

  @Test
  void aCountBeyond64BitsIsRefused() {
    CompletionUsage usage = read(CompletionUsage.class, "{\"prompt_tokens\": 9223372036854775808}");
    assertThatThrownBy(() -> OpenAiUsage.of(usage))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("expected a count of at most 64 bits");
  }

  @Property
  void everyCountIsKept(
      @ForAll @LongRange(max = Long.MAX_VALUE) long prompt,
      @ForAll @LongRange(max = Long.MAX_VALUE) long completion,
      @ForAll @LongRange(max = Long.MAX_VALUE) long part) {
    long cached = prompt == 0 ? 0 : part % prompt;
    RecordedUsage recorded =
        OpenAiUsage.of(
            CompletionUsage.builder()
                .promptTokens(prompt)
                .completionTokens(completion)
                .totalTokens(1)
                .promptTokensDetails(PromptTokensDetails.builder().cachedTokens(cached).build())
                .build());
    assertThat(recorded.promptTokens()).isEqualTo(prompt);
    assertThat(recorded.completionTokens()).isEqualTo(completion);
    assertThat(recorded.cacheReadInputTokens()).isEqualTo(cached);
  }

  private static <T> T read(Class<T> type, String json) {
    try {
      return ObjectMappers.jsonMapper().readValue(json, type);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
