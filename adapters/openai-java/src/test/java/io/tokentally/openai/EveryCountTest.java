package io.tokentally.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonValue;
import com.openai.models.audio.transcriptions.Transcription;
import com.openai.models.audio.transcriptions.TranscriptionTextDoneEvent;
import com.openai.models.audio.transcriptions.TranscriptionVerbose;
import com.openai.models.batches.BatchUsage;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.completions.CompletionUsage;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.images.ImageEditCompletedEvent;
import com.openai.models.images.ImageGenCompletedEvent;
import com.openai.models.images.ImagesResponse;
import com.openai.models.realtime.RealtimeResponseUsage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseUsage;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.providers.LibraryCounts;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** No count of the library's classes is neither read nor listed here. */
class EveryCountTest {

  private static final Map<String, Object> CHAT =
      Map.of("prompt_tokens", 1000, "completion_tokens", 1000);
  private static final Map<String, Object> RESPONSE =
      Map.of("input_tokens", 1000, "output_tokens", 1000);

  @Test
  void ofChatCompletions() {
    assertThat(unread(CompletionUsage.class, CHAT, OpenAiUsage::of))
        .isSubsetOf(
            // parts of the completion that cost what it costs
            "completion_tokens_details.accepted_prediction_tokens",
            "completion_tokens_details.rejected_prediction_tokens",
            "completion_tokens_details.reasoning_tokens",
            // what the other kinds leave
            "completion_tokens_details.text_tokens",
            "prompt_tokens_details.text_tokens");
    assertThat(unread(ChatCompletion.class, Map.of("usage", CHAT), OpenAiUsage::of))
        .filteredOn(path -> !path.startsWith("usage."))
        .containsExactly("created");
    assertThat(unread(ChatCompletionChunk.class, Map.of("usage", CHAT), OpenAiUsage::of))
        .filteredOn(path -> !path.startsWith("usage."))
        .containsExactly("created");
  }

  @Test
  void ofResponses() {
    assertThat(unread(ResponseUsage.class, RESPONSE, OpenAiUsage::of))
        .isSubsetOf("output_tokens_details.reasoning_tokens");
    assertThat(unread(RealtimeResponseUsage.class, RESPONSE, OpenAiUsage::of))
        .isSubsetOf(
            "input_token_details.text_tokens",
            "input_token_details.cached_tokens_details.text_tokens",
            "output_token_details.text_tokens");
    assertThat(unread(Response.class, Map.of("usage", RESPONSE), OpenAiUsage::of))
        .isSubsetOf(
            // when
            "created_at",
            "completed_at",
            // what was asked for
            "max_output_tokens",
            "max_tool_calls",
            "temperature",
            "top_logprobs",
            "top_p",
            // parts of counts that are read
            "tool_usage.image_gen.cached_tokens",
            "tool_usage.image_gen.cached_tokens_details.cached_image_tokens",
            "tool_usage.image_gen.cached_tokens_details.cached_text_tokens",
            "tool_usage.image_gen.input_tokens_details.image_tokens",
            "tool_usage.image_gen.input_tokens_details.text_tokens",
            "tool_usage.image_gen.output_tokens_details.image_tokens",
            "tool_usage.image_gen.output_tokens_details.text_tokens",
            "tool_usage.image_gen.total_tokens",
            "usage.output_tokens_details.reasoning_tokens");
  }

  @Test
  void ofEmbeddings() {
    assertThat(unread(CreateEmbeddingResponse.Usage.class, Map.of(), OpenAiUsage::of)).isEmpty();
  }

  @Test
  void ofBatches() {
    assertThat(unread(BatchUsage.class, RESPONSE, OpenAiUsage::of))
        .isSubsetOf("output_tokens_details.reasoning_tokens");
  }

  @Test
  void ofImages() {
    String[] listed = {
      "created",
      "created_at",
      "partial_image_index",
      "svg_usage.reasoning_tokens",
      "svg_usage.total_tokens",
      "usage.input_tokens_details.text_tokens",
      "usage.output_tokens_details.text_tokens"
    };
    Map<String, Object> base = Map.of("usage", RESPONSE);
    assertThat(unread(ImagesResponse.class, base, OpenAiUsage::of)).isSubsetOf(listed);
    assertThat(unread(ImageGenCompletedEvent.class, base, OpenAiUsage::of)).isSubsetOf(listed);
    assertThat(unread(ImageEditCompletedEvent.class, base, OpenAiUsage::of)).isSubsetOf(listed);
  }

  @Test
  void ofTranscriptions() {
    String text = "usage.input_token_details.text_tokens";
    Map<String, Object> base = Map.of("usage", RESPONSE);
    assertThat(unread(Transcription.class, base, OpenAiUsage::of)).isSubsetOf(text);
    assertThat(unread(TranscriptionTextDoneEvent.class, base, OpenAiUsage::of)).isSubsetOf(text);
    assertThat(unread(TranscriptionVerbose.class, Map.of(), OpenAiUsage::of)).isEmpty();
  }

  private static <T> Set<String> unread(
      Class<T> type, Map<String, Object> others, Function<T, RecordedUsage> reader) {
    Set<String> content = new TreeSet<>(Responses.CONTENT);
    content.addAll(Set.of("output", "choices"));
    return LibraryCounts.unread(
        LibraryCounts.of(type, content),
        others,
        json -> reader.apply(JsonValue.from(json).convert(type)));
  }
}
