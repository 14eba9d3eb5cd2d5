package io.tokentally.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.openai.core.ObjectMappers;
import com.openai.models.audio.transcriptions.Transcription;
import com.openai.models.audio.transcriptions.TranscriptionVerbose;
import com.openai.models.batches.BatchUsage;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.completions.CompletionUsage.CompletionTokensDetails;
import com.openai.models.completions.CompletionUsage.PromptTokensDetails;
import com.openai.models.images.ImagesResponse;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseUsage;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.providers.Brief;
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
    CompletionUsage nulls =
        read(
            CompletionUsage.class,
            """
            {"prompt_tokens": null, "prompt_tokens_details": null, "completion_tokens": 5}""");
    assertThat(OpenAiUsage.of(nulls))
        .isEqualTo(RecordedUsage.builder().completionTokens(5).build());
  }

  @Test
  void whereNothingWasCountedThatIsNoted() {
    RecordedUsage nothing =
        RecordedUsage.builder().addNotes(ReadingNote.of(UsageNote.Kind.NO_USAGE)).build();
    assertThat(OpenAiUsage.of(read(CompletionUsage.class, "{}"))).isEqualTo(nothing);
    assertThat(OpenAiUsage.of(read(ChatCompletion.class, "{\"usage\": null}"))).isEqualTo(nothing);
    assertThat(OpenAiUsage.of((CompletionUsage) null)).isEqualTo(nothing);
    assertThat(OpenAiUsage.of((ResponseUsage) null)).isEqualTo(nothing);
    assertThat(OpenAiUsage.of((Response) null)).isEqualTo(nothing);
  }

  @Test
  void aResponseHasItsTierAndTools() {
    Response response =
        read(
            Response.class,
            """
            {"id": "r", "object": "response", "created_at": 1, "model": "gpt-5.6",
             "status": "completed", "output": [], "service_tier": "priority",
             "tools": [{"type": "file_search", "vector_store_ids": [], "max_num_results": 20}],
             "usage": {
               "input_tokens": 100, "input_tokens_details": {"cached_tokens": 0, "cache_write_tokens": 0},
               "output_tokens": 20, "output_tokens_details": {"reasoning_tokens": 0},
               "total_tokens": 120},
             "tool_usage": {"web_search": {"num_requests": 3}}}""");
    assertThat(Brief.counts(OpenAiUsage.of(response))).isEqualTo("100 20 120 0 0 0");
    assertThat(Brief.rest(OpenAiUsage.of(response)))
        .isEqualTo("service_tier_priority=1, web_search_requests=3");
  }

  @Test
  void theItemsOfAResponseShowWhichToolsWereUsed() {
    Response response =
        read(
            Response.class,
            """
            {"id": "r", "model": "gpt-5.6", "output": [
               {"type": "web_search_call", "id": "1", "status": "completed",
                "action": {"type": "search", "query": "q"}},
               {"type": "web_search_call", "id": "2", "status": "completed",
                "action": {"type": "open_page", "url": "u"}},
               {"type": "file_search_call", "id": "3", "status": "completed", "queries": ["q"]},
               {"type": "code_interpreter_call", "id": "4", "container_id": "c", "code": "1"},
               {"type": "code_interpreter_call", "id": "5", "container_id": "c", "code": "2"},
               {"type": "message", "id": "6", "role": "assistant", "content": [
                  {"type": "output_text", "text": "a", "annotations": [],
                   "logprobs": [{"token": "a", "bytes": [97], "logprob": 0, "top_logprobs": []}]}]}],
             "usage": {"input_tokens": 100, "output_tokens": 20, "total_tokens": 120}}""");
    assertThat(Brief.rest(OpenAiUsage.of(response)))
        .isEqualTo("web_search_requests=1, file_search_requests=1, code_interpreter_calls=2");
  }

  @Test
  void aResponseWithoutUsageHasUsedSomething() {
    Response response =
        read(
            Response.class,
            """
            {"id": "r", "model": "gpt-5.6", "status": "incomplete", "output": [],
             "service_tier": "flex", "tool_usage": {"web_search": {"num_requests": 3}}}""");
    assertThat(Brief.rest(OpenAiUsage.of(response)))
        .isEqualTo("service_tier_flex=1, web_search_requests=3, NO_USAGE");
  }

  @Test
  void aChatCompletionHasItsTierAndSearch() {
    ChatCompletion completion =
        read(
            ChatCompletion.class,
            """
            {"id": "c", "object": "chat.completion", "created": 1767600000, "model": "gpt-5-search-api",
             "service_tier": "flex", "choices": [{"index": 0, "finish_reason": "stop", "message": {
               "role": "assistant", "content": "a", "annotations": [{"type": "url_citation",
               "url_citation": {"url": "u", "title": "t", "start_index": 3, "end_index": 9}}]}}],
             "usage": {"prompt_tokens": 7, "completion_tokens": 3, "total_tokens": 10}}""");
    assertThat(Brief.rest(OpenAiUsage.of(completion)))
        .isEqualTo("service_tier_flex=1, web_search_requests=1");
    ChatCompletionChunk chunk =
        read(
            ChatCompletionChunk.class,
            """
            {"id": "c", "created": 1767600000, "model": "gpt-4o", "service_tier": "priority",
             "choices": [], "usage": {"prompt_tokens": 7, "completion_tokens": 3}}""");
    assertThat(Brief.counts(OpenAiUsage.of(chunk))).isEqualTo("7 3 0 0 0 0");
    assertThat(Brief.rest(OpenAiUsage.of(chunk))).isEqualTo("service_tier_priority=1");
  }

  @Test
  void otherProvidersBehindTheSameLibraryAreReadAsTheyCount() {
    CompletionUsage xai =
        read(
            CompletionUsage.class,
            """
            {"prompt_tokens": 125, "completion_tokens": 48, "total_tokens": 473,
             "completion_tokens_details": {"reasoning_tokens": 300}, "num_sources_used": 2}""");
    assertThat(OpenAiUsage.of(xai).completionTokens()).isEqualTo(348);
    assertThat(Brief.rest(OpenAiUsage.of(xai))).isEqualTo("num_sources_used=2");
    CompletionUsage deepSeek =
        read(
            CompletionUsage.class,
            """
            {"prompt_tokens": 100, "completion_tokens": 5, "total_tokens": 105,
             "prompt_cache_hit_tokens": 60, "prompt_cache_miss_tokens": 40, "gizmo_tokens": 8}""");
    assertThat(OpenAiUsage.of(deepSeek).cacheReadInputTokens()).isEqualTo(60);
    assertThat(OpenAiUsage.of(deepSeek).provider()).isEqualTo("deepseek");
    assertThat(Brief.rest(OpenAiUsage.of(deepSeek))).isEqualTo("UNREAD_MEMBER gizmo_tokens 8");
  }

  @Test
  void aBatchIsATierOfItsOwn() {
    BatchUsage usage =
        read(
            BatchUsage.class,
            """
            {"input_tokens": 1000, "input_tokens_details": {"cached_tokens": 100},
             "output_tokens": 200, "output_tokens_details": {"reasoning_tokens": 0},
             "total_tokens": 1200}""");
    assertThat(Brief.counts(OpenAiUsage.of(usage))).isEqualTo("1000 200 1200 100 0 0");
    assertThat(Brief.rest(OpenAiUsage.of(usage))).isEqualTo("service_tier_batch=1");
    assertThat(Brief.rest(OpenAiUsage.of((BatchUsage) null))).isEqualTo("NO_USAGE");
  }

  @Test
  void imagesAndTranscriptionsAreRead() {
    ImagesResponse images =
        read(
            ImagesResponse.class,
            """
            {"created": 1767600000, "data": [{"b64_json": "AAAA"}], "usage": {
              "input_tokens": 50, "input_tokens_details": {"image_tokens": 40, "text_tokens": 10},
              "output_tokens": 1056, "total_tokens": 1106}}""");
    assertThat(Brief.counts(OpenAiUsage.of(images))).isEqualTo("50 1056 1106 0 0 0");
    assertThat(Brief.rest(OpenAiUsage.of(images))).isEqualTo("input_image_tokens=40");
    Transcription byTokens =
        read(
            Transcription.class,
            """
            {"text": "1", "usage": {"type": "tokens", "input_tokens": 14, "output_tokens": 45,
              "input_token_details": {"text_tokens": 2, "audio_tokens": 12}, "total_tokens": 59}}""");
    assertThat(Brief.counts(OpenAiUsage.of(byTokens))).isEqualTo("14 45 59 0 0 0");
    assertThat(Brief.rest(OpenAiUsage.of(byTokens))).isEqualTo("input_audio_tokens=12");
    Transcription byTime =
        read(
            Transcription.class,
            "{\"text\": \"a\", \"usage\": {\"type\": \"duration\", \"seconds\": 6.2}}");
    assertThat(Brief.rest(OpenAiUsage.of(byTime))).isEqualTo("input_audio_seconds=7");
    TranscriptionVerbose verbose =
        read(
            TranscriptionVerbose.class,
            "{\"text\": \"a\", \"language\": \"en\", \"duration\": 8.47, \"words\": []}");
    assertThat(Brief.rest(OpenAiUsage.of(verbose))).isEqualTo("input_audio_seconds=9");
  }

  @Test
  void whatIsNoCountIsReported() {
    CompletionUsage usage =
        read(
            CompletionUsage.class,
            """
            {"prompt_tokens": "many", "completion_tokens": -5, "total_tokens": [],
             "prompt_tokens_details": 3}""");
    RecordedUsage recorded = OpenAiUsage.of(usage);
    assertThat(recorded.counts())
        .containsEntry("prompt_tokens", 0L)
        .containsEntry("completion_tokens", 0L)
        .containsEntry("total_tokens", 0L);
    assertThat(recorded.malformed())
        .containsExactlyInAnyOrder(
            new MalformedCount("prompt_tokens", Reason.TEXT_NOT_INTEGER, "string \"many\""),
            new MalformedCount("completion_tokens", Reason.NEGATIVE, "-5"),
            new MalformedCount("total_tokens", Reason.NOT_A_NUMBER, "a list of 0"),
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
