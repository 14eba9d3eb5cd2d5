package io.tokentally.googlegenai;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.JsonSerializable;
import com.google.genai.gaos.models.interactions.Usage;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.GenerateContentResponseUsageMetadata;
import com.google.genai.types.UsageMetadata;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.providers.Brief;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class GoogleGenAiUsageTest {

  private static final RecordedUsage NOTHING =
      RecordedUsage.builder()
          .provider("google")
          .addNotes(ReadingNote.of(UsageNote.Kind.NO_USAGE))
          .build();

  @Test
  void thoughtsAndWhatToolsPutInAreAdded() {
    GenerateContentResponseUsageMetadata usage =
        GenerateContentResponseUsageMetadata.fromJson(
            """
            {"promptTokenCount": 100, "candidatesTokenCount": 20, "thoughtsTokenCount": 30,
             "toolUsePromptTokenCount": 7, "totalTokenCount": 157, "cachedContentTokenCount": 40,
             "trafficType": "ON_DEMAND_FLEX",
             "candidatesTokensDetails": [{"modality": "AUDIO", "tokenCount": 15},
               {"modality": "TEXT", "tokenCount": 5}]}""");
    RecordedUsage recorded = GoogleGenAiUsage.of(usage);
    assertThat(Brief.counts(recorded)).isEqualTo("107 50 157 40 0 0");
    assertThat(Brief.rest(recorded)).isEqualTo("output_audio_tokens=15, service_tier_flex=1");
    assertThat(recorded.provider()).isEqualTo("google");
  }

  @Test
  void builtUsageIsReadLikeReceivedUsage() {
    assertThat(
            Brief.counts(
                GoogleGenAiUsage.of(
                    GenerateContentResponseUsageMetadata.builder()
                        .promptTokenCount(10)
                        .candidatesTokenCount(2)
                        .totalTokenCount(12)
                        .build())))
        .isEqualTo("10 2 12 0 0 0");
  }

  @Test
  void aTotalShowsThoughtsInsideTheCandidates() {
    GenerateContentResponseUsageMetadata usage =
        GenerateContentResponseUsageMetadata.fromJson(
            """
            {"promptTokenCount": 100, "candidatesTokenCount": 50, "thoughtsTokenCount": 30,
             "totalTokenCount": 150}""");
    assertThat(Brief.counts(GoogleGenAiUsage.of(usage))).isEqualTo("100 50 150 0 0 0");
  }

  @Test
  void aTotalThatDiffersIsNoted() {
    GenerateContentResponseUsageMetadata usage =
        GenerateContentResponseUsageMetadata.fromJson(
            "{\"promptTokenCount\": 100, \"candidatesTokenCount\": 20, \"totalTokenCount\": 157}");
    assertThat(Brief.rest(GoogleGenAiUsage.of(usage)))
        .isEqualTo("TOTAL_DIFFERS total_tokens recorded 157, counted 120");
  }

  @Test
  void theSearchesOfAResponseCount() {
    GenerateContentResponse response =
        GenerateContentResponse.fromJson(
            """
            {"modelVersion": "gemini-3-flash", "candidates": [{"index": 0, "avgLogprobs": -0.2,
               "tokenCount": 5, "groundingMetadata": {"webSearchQueries": ["weather", "2026"]}}],
             "usageMetadata": {"promptTokenCount": 9, "candidatesTokenCount": 5,
               "totalTokenCount": 14}}""");
    assertThat(Brief.counts(GoogleGenAiUsage.of(response))).isEqualTo("9 5 14 0 0 0");
    assertThat(Brief.rest(GoogleGenAiUsage.of(response)))
        .isEqualTo("google_search_queries=2, grounded_prompts=1");
  }

  /** The library leaves them out itself. */
  @Test
  void membersThatTheLibraryDoesNotKnowAreNotThere() {
    GenerateContentResponseUsageMetadata usage =
        GenerateContentResponseUsageMetadata.fromJson(
            "{\"promptTokenCount\": 9, \"gizmoTokenCount\": 4}");
    assertThat(Brief.counts(GoogleGenAiUsage.of(usage))).isEqualTo("9 0 0 0 0 0");
    assertThat(Brief.rest(GoogleGenAiUsage.of(usage))).isEmpty();
  }

  @Test
  void theLiveApiIsRead() {
    UsageMetadata usage =
        UsageMetadata.fromJson(
            """
            {"promptTokenCount": 100, "responseTokenCount": 40, "thoughtsTokenCount": 3,
             "totalTokenCount": 143, "serviceTier": "PRIORITY",
             "promptTokensDetails": [{"modality": "AUDIO", "tokenCount": 90},
               {"modality": "TEXT", "tokenCount": 10}],
             "responseTokensDetails": [{"modality": "AUDIO", "tokenCount": 40}]}""");
    assertThat(Brief.counts(GoogleGenAiUsage.of(usage))).isEqualTo("100 43 143 0 0 0");
    assertThat(Brief.rest(GoogleGenAiUsage.of(usage)))
        .isEqualTo("input_audio_tokens=90, output_audio_tokens=40, service_tier_priority=1");
  }

  @Test
  void interactionsAreRead() {
    Usage usage =
        JsonSerializable.objectMapper()
            .convertValue(
                java.util.Map.of(
                    "total_input_tokens", 100,
                    "total_output_tokens", 20,
                    "total_thought_tokens", 30,
                    "total_cached_tokens", 40,
                    "total_tool_use_tokens", 7,
                    "total_tokens", 157),
                Usage.class);
    assertThat(Brief.counts(GoogleGenAiUsage.of(usage))).isEqualTo("107 50 157 40 0 0");
  }

  @Test
  void nothingIsARequestThatSaysNothing() {
    assertThat(GoogleGenAiUsage.of((GenerateContentResponseUsageMetadata) null)).isEqualTo(NOTHING);
    assertThat(GoogleGenAiUsage.of((GenerateContentResponse) null)).isEqualTo(NOTHING);
    assertThat(GoogleGenAiUsage.of(GenerateContentResponse.builder().build())).isEqualTo(NOTHING);
    assertThat(GoogleGenAiUsage.of(UsageMetadata.builder().build())).isEqualTo(NOTHING);
    assertThat(GoogleGenAiUsage.of((Usage) null)).isEqualTo(NOTHING);
  }

  @Property
  void everyCountIsKept(
      @ForAll @IntRange(min = 1, max = 1 << 20) int prompt,
      @ForAll @IntRange(max = 1 << 20) int candidates,
      @ForAll @IntRange(max = 1 << 20) int thoughts) {
    RecordedUsage recorded =
        GoogleGenAiUsage.of(
            GenerateContentResponseUsageMetadata.builder()
                .promptTokenCount(prompt)
                .candidatesTokenCount(candidates)
                .thoughtsTokenCount(thoughts)
                .totalTokenCount(prompt + candidates + thoughts)
                .build());
    assertThat(recorded.promptTokens()).isEqualTo(prompt);
    assertThat(recorded.completionTokens()).isEqualTo(candidates + thoughts);
    assertThat(recorded.notes()).isEmpty();
  }
}
