package io.tokentally.googlegenai;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.JsonSerializable;
import com.google.genai.gaos.models.interactions.Usage;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.UsageMetadata;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.providers.LibraryCounts;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** No count of the library's classes is neither read nor listed here. */
class EveryCountTest {

  private static final List<Map<String, String>> AUDIO = List.of(Map.of("modality", "AUDIO"));

  @Test
  void ofResponses() {
    Map<String, Object> base =
        Map.of(
            "promptTokenCount", 1000,
            "candidatesTokenCount", 1000,
            "promptTokensDetails", AUDIO,
            "candidatesTokensDetails", AUDIO,
            "cacheTokensDetails", AUDIO,
            "toolUsePromptTokensDetails", AUDIO);
    assertThat(unread(GenerateContentResponseUsageMetadata.class, base, GoogleGenAiUsage::of))
        // A part of the prompt.
        .isSubsetOf("firstHopPromptTokenCount", "initialPromptTokenCount");
  }

  @Test
  void ofTheLiveApi() {
    Map<String, Object> base =
        Map.of(
            "promptTokenCount", 1000,
            "responseTokenCount", 1000,
            "promptTokensDetails", AUDIO,
            "responseTokensDetails", AUDIO,
            "cacheTokensDetails", AUDIO,
            "toolUsePromptTokensDetails", AUDIO);
    assertThat(unread(UsageMetadata.class, base, GoogleGenAiUsage::of)).isEmpty();
  }

  @Test
  void ofInteractions() {
    List<Map<String, String>> audio = List.of(Map.of("modality", "audio"));
    Map<String, Object> base =
        Map.of(
            "total_input_tokens", 1000,
            "total_output_tokens", 1000,
            "input_tokens_by_modality", audio,
            "output_tokens_by_modality", audio,
            "cached_tokens_by_modality", audio,
            "tool_use_tokens_by_modality", audio,
            "grounding_tool_count", List.of(Map.of("type", "google_search")));
    assertThat(unread(Usage.class, base, GoogleGenAiUsage::of))
        // A part of the input.
        .isSubsetOf("initial_input_tokens");
  }

  private static <T> Set<String> unread(
      Class<T> type, Map<String, Object> others, Function<T, RecordedUsage> reader) {
    Set<String> paths = LibraryCounts.of(type);
    assertThat(paths).hasSizeGreaterThan(8);
    return LibraryCounts.unread(
        paths,
        others,
        json -> reader.apply(JsonSerializable.objectMapper().convertValue(json, type)));
  }
}
