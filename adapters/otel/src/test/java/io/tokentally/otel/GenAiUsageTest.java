package io.tokentally.otel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.Anomaly.Reason;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.MalformedCount;
import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.ReadingNote;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageReport;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenAiUsageTest {

  @Test
  void cachedTokensArePartOfTheInput() {
    assertThat(
            usage(
                Map.of(
                    "gen_ai.usage.input_tokens", 1000,
                    "gen_ai.usage.cache_read.input_tokens", 600,
                    "gen_ai.usage.cache_write.input_tokens", 50,
                    "gen_ai.usage.output_tokens", 200,
                    "gen_ai.usage.reasoning.output_tokens", 150)))
        .isEqualTo(
            RecordedUsage.builder()
                .requests(0)
                .promptTokens(1000)
                .cacheReadInputTokens(600)
                .cacheCreationInputTokens(50)
                .completionTokens(200)
                .build());
  }

  @Test
  void moreCachedThanPutInIsTakenToComeOnTop() {
    assertThat(
            usage(
                Map.of(
                    "gen_ai.usage.input_tokens", 10,
                    "gen_ai.usage.cache_read.input_tokens", 600)))
        .isEqualTo(
            RecordedUsage.builder()
                .requests(0)
                .promptTokens(610)
                .cacheReadInputTokens(600)
                .addNotes(ReadingNote.of(UsageNote.Kind.TAKEN_AS_EXCLUSIVE))
                .build());
  }

  @Test
  void namesOfOneCountThatDifferAreNoted() {
    Map<String, Object> attributes = new HashMap<>();
    attributes.put("gen_ai.usage.input_tokens", 8);
    attributes.put("gen_ai.usage.prompt_tokens", 8);
    assertThat(usage(attributes).notes()).isEmpty();
    attributes.put("gen_ai.usage.prompt_tokens", 7);
    assertThat(usage(attributes).promptTokens()).isEqualTo(8);
    assertThat(usage(attributes).notes())
        .containsExactly(ReadingNote.of(UsageNote.Kind.ALIASES_DIFFER_NEWEST));
  }

  @Test
  void whatIsNotTextIsOfAnotherKind() {
    assertThat(
            usage(
                    Map.of(
                        "gen_ai.usage.input_tokens", 1000,
                        "gen_ai.usage.audio.input_tokens", 1,
                        "gen_ai.usage.image.input_tokens", 2,
                        "gen_ai.usage.video.input_tokens", 3,
                        "gen_ai.usage.audio.output_tokens", 4,
                        "gen_ai.usage.image.output_tokens", 5))
                .otherKinds())
        .containsExactly(
            new OtherKind("input_audio_tokens", 1, Within.PROMPT, Rate.OF_ITS_OWN),
            new OtherKind("input_image_tokens", 2, Within.PROMPT, Rate.AS_TEXT),
            new OtherKind("input_video_tokens", 3, Within.PROMPT, Rate.AS_TEXT),
            new OtherKind("output_audio_tokens", 4, Within.COMPLETION, Rate.OF_ITS_OWN),
            new OtherKind("output_image_tokens", 5, Within.COMPLETION, Rate.OF_ITS_OWN));
  }

  @Test
  void malformedCountsAreReported() {
    assertThat(
            usage(Map.of("gen_ai.usage.input_tokens", -1, "gen_ai.usage.audio.input_tokens", "x"))
                .malformed())
        .containsExactly(
            new MalformedCount("prompt_tokens", Reason.NEGATIVE, "-1"),
            new MalformedCount("input_audio_tokens", Reason.TEXT_NOT_INTEGER, "string \"x\""));
  }

  @ParameterizedTest
  @CsvSource({
    "openai, openai",
    "anthropic, anthropic",
    "aws.bedrock, aws",
    "azure.ai.openai, azure",
    "az.ai.inference, azure",
    "gcp.vertex_ai, google",
    "gcp.gemini, google",
    "mistral_ai, mistral",
    "my_own, my_own"
  })
  void theProviderHasTheNameThatPriceListsHave(String recorded, String provider) {
    assertThat(
            usage(Map.of("gen_ai.provider.name", recorded, "gen_ai.usage.input_tokens", 1))
                .provider())
        .isEqualTo(provider);
    assertThat(usage(Map.of("gen_ai.system", recorded, "gen_ai.usage.input_tokens", 1)).provider())
        .isEqualTo(provider);
  }

  @Test
  void otherUsageIsLeftToTheContract() {
    Call foreign =
        Call.builder()
            .id("a")
            .attributes(Map.of("gen_ai.usage.input_tokens", 1))
            .summary(Map.of("usage", Map.of("m", Map.of("prompt_tokens", 2))))
            .build();
    assertThat(
            GenAiUsage.format()
                .read(foreign, "m", Map.of("prompt_tokens", 2L), CacheConvention.AUTO))
        .isNull();
    Call bare = Call.builder().id("a").build();
    assertThat(GenAiUsage.format().read(bare, "m", Map.of(), CacheConvention.AUTO)).isNull();
  }

  @Test
  void aTallyTakesTheFormat() {
    Call call =
        OtlpReaderTest.one(
            Map.of(
                "gen_ai.response.model", "gpt-4o",
                "gen_ai.usage.input_tokens", 1000,
                "gen_ai.usage.cache_read.input_tokens", 600));
    UsageReport report =
        Tally.with(
                PriceTable.parse(
                    "{\"gpt-4o\": {\"prompt_token_cost\": 2, \"completion_token_cost\": 3}}"))
            .with(TallyOptions.builder().usageFormat(GenAiUsage.format()).build())
            .report(List.of(call));
    assertThat(report.notes()).isEmpty();
    assertThat(report.totals().get("gpt-4o").totalCost()).isEqualByComparingTo("2000");
  }

  private static RecordedUsage usage(Map<String, Object> attributes) {
    Call call = OtlpReaderTest.one(attributes);
    Map<?, ?> models = (Map<?, ?>) call.usage();
    Map<?, ?> entry = (Map<?, ?>) models.values().iterator().next();
    return GenAiUsage.format().read(call, "unknown", entry, CacheConvention.AUTO);
  }
}
