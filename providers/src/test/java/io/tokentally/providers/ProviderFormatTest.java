package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageNote;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From calls that recorded what providers returned to a report. */
class ProviderFormatTest {

  private static final PriceTable PRICES =
      PriceTable.of(
          List.of(
              PriceRow.builder()
                  .id("p")
                  .llmId("m")
                  .effectiveDate(Instant.parse("2025-01-01T00:00:00Z"))
                  .promptTokenCost(BigDecimal.valueOf(100))
                  .completionTokenCost(BigDecimal.valueOf(1_000))
                  .cacheReadInputTokenCost(BigDecimal.valueOf(10))
                  .cacheCreationInputTokenCost(BigDecimal.valueOf(125))
                  .cacheCreation1hInputTokenCost(BigDecimal.valueOf(200))
                  .build()));

  @Test
  void tokensWrittenForAnHourHaveTheirOwnRate() {
    UsageReport report =
        report(
            """
            {"input_tokens": 1, "cache_read_input_tokens": 5, "cache_creation_input_tokens": 30,
             "cache_creation": {"ephemeral_5m_input_tokens": 10, "ephemeral_1h_input_tokens": 20},
             "output_tokens": 2}
            """);
    LLMAggregatedUsage usage = usage(report);
    assertThat(usage.promptTokens()).isEqualTo(36);
    assertThat(usage.promptTokensTotalCost()).isEqualByComparingTo("100");
    assertThat(usage.completionTokensTotalCost()).isEqualByComparingTo("2000");
    assertThat(usage.cacheReadInputTokensTotalCost()).isEqualByComparingTo("50");
    assertThat(usage.cacheCreationInputTokensTotalCost()).isEqualByComparingTo("5250");
    assertThat(report.isComplete()).isTrue();
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void audioHasNoCostAndIsNamed() {
    UsageReport report =
        report(
            """
            {"prompt_tokens": 9, "completion_tokens": 1, "prompt_tokens_details": {"audio_tokens": 4}}
            """);
    assertThat(usage(report).totalCost()).isNull();
    assertThat(report.unpricedKinds())
        .isEqualTo(List.of(new UnpricedKind("a", "m", "input_audio_tokens", 4)));
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  void imagesCostAsMuchAsTextAndAreNoted() {
    UsageReport report =
        report(
            """
            {"promptTokenCount": 9, "candidatesTokenCount": 1,
             "promptTokensDetails": [{"modality": "IMAGE", "tokenCount": 4}]}
            """);
    assertThat(usage(report).totalCost()).isEqualByComparingTo("1900");
    assertThat(report.notes())
        .isEqualTo(
            List.of(new UsageNote(UsageNote.Kind.PRICED_AS_TEXT, "a", "m", "input_image_tokens")));
  }

  @Test
  void aWebSearchHasNoCostButTheTokensAreCounted() {
    UsageReport report =
        report(
            """
            {"input_tokens": 9, "output_tokens": 1, "server_tool_use": {"web_search_requests": 2}}
            """);
    assertThat(usage(report).promptTokens()).isEqualTo(9);
    assertThat(usage(report).totalCost()).isNull();
    assertThat(report.unpricedKinds())
        .isEqualTo(List.of(new UnpricedKind("a", "m", "web_search_requests", 2)));
  }

  @Test
  void moreCachedThanPutInIsOnTopAndNoted() {
    UsageReport report =
        report(
            """
            {"prompt_tokens": 4, "prompt_tokens_details": {"cached_tokens": 7}}
            """);
    assertThat(usage(report).promptTokensTotalCost()).isEqualByComparingTo("400");
    assertThat(usage(report).cacheReadInputTokensTotalCost()).isEqualByComparingTo("70");
    assertThat(report.notes())
        .isEqualTo(List.of(new UsageNote(UsageNote.Kind.TAKEN_AS_EXCLUSIVE, "a", "m", null)));
  }

  @Test
  void theModelsOfAdvisorsAreRolledUpToo() {
    UsageReport report =
        report(
            """
            {"input_tokens": 9, "iterations": [
              {"type": "advisor_message", "model": "other", "input_tokens": 5}]}
            """);
    assertThat(report.usage("a")).containsOnlyKeys("m", "other");
    assertThat(report.unpricedModels()).hasSize(1);
  }

  @Test
  void anAdvisorMayBeTheSameModel() {
    UsageReport report =
        report(
            """
            {"input_tokens": 9, "iterations": [
              {"type": "advisor_message", "model": "m", "input_tokens": 5, "output_tokens": 1}]}
            """);
    assertThat(usage(report).requests()).isEqualTo(2);
    assertThat(usage(report).promptTokens()).isEqualTo(14);
    assertThat(usage(report).totalCost()).isEqualByComparingTo("2400");
  }

  @Test
  void whatIsInNoFormIsReadAsTheContractSays() {
    UsageReport report =
        report("{\"requests\": 3, \"prompt_tokens\": 4, \"cache_read_input_tokens\": 1}");
    assertThat(usage(report).requests()).isEqualTo(3);
    assertThat(report.notes())
        .isEqualTo(List.of(new UsageNote(UsageNote.Kind.CONVENTION_UNDECIDED, "a", "m", null)));
    assertThat(report("{\"tokens_in\": 3}").unrecognised()).hasSize(1);
  }

  @Test
  void zerosAloneAreNoRequest() {
    assertThat(report("{\"input_tokens\": 0, \"output_tokens\": 0}").totals()).isEmpty();
    UsageReport told = report("{\"requests\": 1, \"input_tokens\": 0}");
    assertThat(usage(told).requests()).isEqualTo(1);
    UsageReport search =
        report("{\"input_tokens\": 0, \"server_tool_use\": {\"web_search_requests\": 1}}");
    assertThat(usage(search).requests()).isEqualTo(1);
  }

  @Test
  void malformedCountsAreReportedWithTheirPlace() {
    UsageReport report =
        report("{\"prompt_tokens\": 4, \"prompt_tokens_details\": {\"cached_tokens\": -2}}");
    assertThat(report.anomalies())
        .singleElement()
        .satisfies(
            anomaly ->
                assertThat(anomaly.field()).isEqualTo("prompt_tokens_details.cached_tokens"));
  }

  @Test
  void theCallerMayNameTheProvider() {
    String usage = "{\"requests\": 2, \"input_tokens\": 4, \"cache_read_input_tokens\": 3}";
    UsageReport report = report(usage, ProviderUsage.format(Provider.ANTHROPIC));
    assertThat(usage(report).promptTokens()).isEqualTo(7);
    assertThat(usage(report).requests()).isEqualTo(2);
    assertThat(report.notes()).isEmpty();

    UsageFormat byCall =
        ProviderUsage.format(call -> call.id().equals("a") ? Provider.ANTHROPIC : null);
    assertThat(report(usage, byCall).notes()).isEmpty();
    UsageFormat detecting = ProviderUsage.format(call -> null);
    assertThat(report(usage, detecting).notes()).isNotEmpty();
  }

  private static LLMAggregatedUsage usage(UsageReport report) {
    LLMAggregatedUsage usage = report.usage("a").get("m");
    assertThat(usage).isNotNull();
    return usage;
  }

  private static UsageReport report(String usage) {
    return report(usage, ProviderUsage.format());
  }

  private static UsageReport report(String usage, UsageFormat format) {
    Call call =
        Call.parse(
            """
            {"id": "a", "started_at": "2026-01-05T10:00:00Z", "summary": {"usage": {"m": %s}}}"""
                .formatted(usage));
    return Tally.with(PRICES)
        .with(TallyOptions.builder().usageFormat(format).build())
        .report(List.of(call));
  }
}
