package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedReason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** LiteLLM's list: from its entries to rows. */
class LiteLlmPricesTest {

  private static PriceList entry(String members) {
    return PriceLists.liteLlm("{\"m\":{" + members + "}}");
  }

  private static PriceRow row(String members) {
    return entry(members).rows().get(0);
  }

  @Test
  void readsTheFiveRatesExactly() {
    PriceList list =
        PriceLists.liteLlm(
            """
            {"gpt-4o":{"input_cost_per_token":2.5e-06,"output_cost_per_token":1e-05,
              "cache_read_input_token_cost":0.00000125,"cache_creation_input_token_cost":3e-6,
              "cache_creation_input_token_cost_above_1hr":6e-6,"litellm_provider":"openai",
              "mode":"chat"},
             "last_updated":"2026-07-24T18:23:43.215560+00:00"}""");
    PriceRow row = list.rows().get(0);
    assertThat(row.id()).isEqualTo("LiteLLM/gpt-4o");
    assertThat(row.llmId()).isEqualTo("gpt-4o");
    assertThat(row.providerId()).isEqualTo("openai");
    assertThat(row.isDefaultLevel()).isTrue();
    assertThat(row.effectiveDate()).isEqualTo("0001-01-01T00:00:00Z");
    assertThat(row.promptTokenCostUnit()).isEqualTo("USD");
    assertThat(row.promptTokenCost()).isEqualTo("0.0000025");
    assertThat(row.completionTokenCost()).isEqualTo("0.00001");
    assertThat(row.cacheReadInputTokenCost()).isEqualTo("0.00000125");
    assertThat(row.cacheCreationInputTokenCost()).isEqualTo("0.000003");
    assertThat(row.cacheCreation1hInputTokenCost()).isEqualTo("0.000006");
    assertThat(row.variants()).isEmpty();
    assertThat(list.name()).isEqualTo("LiteLLM");
    assertThat(list.asOf()).isEqualTo(LocalDate.of(2026, 7, 24));
    assertThat(list.entries()).isEqualTo(1);
    assertThat(list.loaded()).isEqualTo(1);
    assertThat(list).hasToString("LiteLLM of 2026-07-24: 1 entries, 1 loaded");
  }

  @Test
  void cacheRatesThatAreNotWrittenStayAbsent() {
    PriceRow row =
        row("\"input_cost_per_token\":1e-3,\"output_cost_per_token\":2e-3,\"mode\":\"chat\"");
    assertThat(row.cacheReadInputTokenCost()).isNull();
    assertThat(row.cacheCreationInputTokenCost()).isNull();
    assertThat(row.cacheCreation1hInputTokenCost()).isNull();
    assertThat(row.providerId()).isNull();
  }

  @Test
  void aThresholdTakesMissingRatesFromTheNextLowerOne() {
    PriceRow row =
        row(
            """
            "input_cost_per_token":1e-3,"output_cost_per_token":2e-3,"cache_read_input_token_cost":0.1e-3,
            "cache_creation_input_token_cost_above_1hr":7e-3,
            "output_cost_per_token_above_256k_tokens":9e-3,
            "input_cost_per_token_above_128k_tokens":3e-3,"output_cost_per_token_above_128k_tokens":4e-3,
            "cache_creation_input_token_cost_above_1hr_above_256k_tokens":8e-3
            """);
    assertThat(row.variants())
        .containsExactly(
            PriceVariant.builder()
                .abovePromptTokens(128_000)
                .promptTokenCost(new BigDecimal("0.003"))
                .completionTokenCost(new BigDecimal("0.004"))
                .cacheReadInputTokenCost(new BigDecimal("0.0001"))
                .cacheCreation1hInputTokenCost(new BigDecimal("0.007"))
                .build(),
            PriceVariant.builder()
                .abovePromptTokens(256_000)
                .promptTokenCost(new BigDecimal("0.003"))
                .completionTokenCost(new BigDecimal("0.009"))
                .cacheReadInputTokenCost(new BigDecimal("0.0001"))
                .cacheCreation1hInputTokenCost(new BigDecimal("0.008"))
                .build());
  }

  @Test
  void tieredPricingIsARowWithVariants() {
    PriceList list =
        entry(
            """
            "mode":"chat","tiered_pricing":[
              {"input_cost_per_token":1e-3,"output_cost_per_token":2e-3,"range":[0,256000.0]},
              {"input_cost_per_token":3e-3,"output_cost_per_token":4e-3,"range":[256000.0,1000000.0],
               "output_cost_per_reasoning_token":5e-3}]
            """);
    PriceRow row = list.rows().get(0);
    assertThat(row.promptTokenCost()).isEqualTo("0.001");
    assertThat(row.completionTokenCost()).isEqualTo("0.002");
    assertThat(row.variants()).hasSize(1);
    assertThat(row.variants().get(0).abovePromptTokens()).isEqualTo(256_000);
    assertThat(row.variants().get(0).promptTokenCost()).isEqualTo("0.003");
    assertThat(row.variants().get(0).completionTokenCost()).isEqualTo("0.004");
    assertThat(row.variants().get(0).otherRates()).hasToString("{reasoning_tokens=0.005}");
    assertThat(list.partly()).isEmpty();
  }

  @Test
  void anOffPeakRateHoldsForPromptsOfEachLength() {
    PriceRow row =
        row(
            """
            "input_cost_per_token":1e-3,"output_cost_per_token":2e-3,
            "input_cost_per_token_above_200k_tokens":3e-3,"output_cost_per_token_above_200k_tokens":4e-3,
            "off_peak_pricing":{"hours_utc":"16:30-00:30","input_cost_per_token":0.5e-3}""");
    assertThat(row.variants())
        .extracting(
            each -> each.label() + ": " + each.promptTokenCost() + " " + each.completionTokenCost())
        .containsExactly(
            "above 200000 prompt tokens: 0.003 0.004",
            "16:30 to 00:30 UTC: 0.0005 0.002",
            "above 200000 prompt tokens, 16:30 to 00:30 UTC: 0.0005 0.004");
  }

  /** Google charges each query of some models, and each prompt that has any of others. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "gemini, , 0.047",
    "vertex_ai-language-models, , 0.047",
    "gemini, per_query, 0.117",
    "vertex_ai, per_query, 0.117",
  })
  void searchesOfGeminiCostByPromptOrByQuery(
      String provider, @Nullable String unit, BigDecimal cost) {
    PriceList list =
        entry(
            """
            "input_cost_per_token":1e-3,"output_cost_per_token":1e-3,"litellm_provider":"%s",
            "search_context_cost_per_query":{"search_context_size_medium":0.035}%s"""
                .formatted(
                    provider, unit == null ? "" : ",\"web_search_billing_unit\":\"" + unit + "\""));
    RecordedUsage usage =
        ProviderUsage.parse(
            """
            {"candidates":[{"groundingMetadata":{"webSearchQueries":["a","b","c"]}}],
             "usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":5,"totalTokenCount":12}}""");
    String model = list.rows().get(0).llmId();
    assertThat(list.table().cost(model, usage, Instant.EPOCH).amount()).isEqualByComparingTo(cost);
  }

  @ParameterizedTest(name = "completion rate 0: {0}")
  @CsvSource({"embedding", "rerank", "moderation"})
  void aModelWithoutOutputNeedsNoCompletionRate(String mode) {
    PriceRow row = row("\"input_cost_per_token\":1e-3,\"mode\":\"" + mode + "\"");
    assertThat(row.completionTokenCost()).isEqualTo("0");
  }

  @Test
  void aFreeModelIsFree() {
    PriceList list = entry("\"input_cost_per_token\":0,\"output_cost_per_token\":0.0");
    assertThat(list.rows().get(0).promptTokenCost()).isEqualTo("0");
    assertThat(list.partly()).isEmpty();
  }

  @Test
  void aMultiplierOfNothingIsNoCharge() {
    PriceList list =
        entry("\"input_cost_per_token\":0,\"output_cost_per_token\":0,\"eu_multiplier\":1.1");
    assertThat(list.loaded()).isEqualTo(1);
    assertThat(list.partly().get(0).leftOut()).containsExactly("eu_multiplier");
  }

  @Test
  void theOlderNameOfTheCacheReadRateCountsWhereTheNewerIsMissing() {
    String rates = "\"input_cost_per_token\":1e-3,\"output_cost_per_token\":2e-3,";
    assertThat(row(rates + "\"input_cost_per_token_cache_hit\":0.5e-3").cacheReadInputTokenCost())
        .isEqualTo("0.0005");
    PriceList both =
        entry(
            rates
                + "\"input_cost_per_token_cache_hit\":0.5e-3,\"cache_read_input_token_cost\":0.25e-3");
    assertThat(both.rows().get(0).cacheReadInputTokenCost()).isEqualTo("0.00025");
    assertThat(both.partly().get(0).leftOut()).containsExactly("input_cost_per_token_cache_hit");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "input_dbu_cost_per_token":3                   | input_dbu_cost_per_token
          "input_cost_per_smell":0.5                     | input_cost_per_smell
          "input_cost_per_token_weekend":0.5             | input_cost_per_token_weekend
          "input_cost_per_video_per_second_above_8s_interval":3 | input_cost_per_video_per_second_above_8s_interval
          "search_context_cost_per_query":{"low":0.01}   | search_context_cost_per_query.low
          "search_context_cost_per_query":3              | search_context_cost_per_query
          "odd_multiplier":1.1                           | odd_multiplier
          "off_peak_pricing":{"hours_utc":"01:00-02:00","moon_cost":1} | off_peak_pricing.moon_cost
          "input_cost_per_request":null                  | ''
          "provider_specific_entry":{"schema":"v2"}      | ''
          "max_tokens":1000,"supports_vision":true       | ''
          """)
  void tellsWhatIsLeftOut(String more, String leftOut) {
    PriceList list = entry("\"input_cost_per_token\":1e-3,\"output_cost_per_token\":2e-3," + more);
    assertThat(list.loaded()).isEqualTo(1);
    assertThat(list.partly().stream().map(PartialEntry::leftOut).toList())
        .isEqualTo(leftOut.isEmpty() ? List.of() : List.of(List.of(leftOut)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "mode":"chat"                                  | has no price
          "output_cost_per_token":null                   | has no price
          "odd_cost":0.04                                | is charged by odd_cost, not per token
          "input_cost_per_token":0,"output_cost_per_token":0,"a_cost":{"x":1},"b_cost":0 | is charged by a_cost, b_cost, not per token
          "input_cost_per_token":"1","output_cost_per_token":1 | input_cost_per_token: expected a number, found string "1"
          "input_cost_per_token":-1,"output_cost_per_token":{} | input_cost_per_token: expected a rate of 0 or more, found -1; output_cost_per_token: expected a number, found an empty object
          "input_cost_per_token":1e-2000,"output_cost_per_token":1e-3 | input_cost_per_token: expected a rate with at most 1000 digits before and after the point
          "input_cost_per_token":1e-3,"output_cost_per_token":1e-3,"input_cost_per_token_above_200k_tokens":true | input_cost_per_token_above_200k_tokens: expected a number, found true
          "input_cost_per_token":1e-3,"output_cost_per_token":1e-3,"litellm_provider":5 | litellm_provider: expected a string, found 5
          "tiered_pricing":{}                            | tiered_pricing: expected a list, found an empty object
          "tiered_pricing":[1]                           | tiered_pricing[0]: expected an object, found 1
          "tiered_pricing":[{"input_cost_per_token":1e-3}]  | tiered_pricing[0].range: expected a list of 2, found null
          "tiered_pricing":[{"input_cost_per_token":1e-3,"range":[5,9]}] | tiered_pricing[0].range[0]: expected 0, found 5
          "tiered_pricing":[{"input_cost_per_token":1e-3,"range":[0,0]}] | tiered_pricing[0].range[1]: expected 1 or more tokens, found 0
          "tiered_pricing":[{"input_cost_per_query":1,"max_results_range":[0,9]}] | is charged by tiered_pricing.input_cost_per_query, not per token
          "a":1,"a":2                                    | a: key written twice in one object: "a"
          """)
  void tellsWhyAnEntryIsSkipped(String members, String reason) {
    PriceList list = entry(members);
    assertThat(list.entries()).isEqualTo(1);
    assertThat(list.rows()).isEmpty();
    assertThat(list.skipped()).containsExactly(new SkippedEntry("m", reason));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "off_peak_pricing":5                           | off_peak_pricing: expected an object, found 5
          "off_peak_pricing":{"hours_utc":"1-2"}         | off_peak_pricing.hours_utc: expected hours such as 16:30-00:30, found string "1-2"
          "off_peak_pricing":{"windows":{}}              | off_peak_pricing.windows: expected a list, found an empty object
          "off_peak_pricing":{"windows":[1]}             | off_peak_pricing.windows[0]: expected an object, found 1
          "off_peak_pricing":{"windows":[{"weekdays":["mon"]}]} | off_peak_pricing.windows[0].hours_utc: expected hours such as 16:30-00:30, found null
          "off_peak_pricing":{"windows":[{"hours_utc":"01:00-02:00","weekdays":[8]}]} | off_peak_pricing.windows[0].weekdays[0]: expected a day of the week, found 8
          "off_peak_pricing":{"windows":[{"hours_utc":"01:00-02:00","weekdays":"mon"}]} | off_peak_pricing.windows[0].weekdays: expected a list of days of the week, found string "mon"
          "off_peak_pricing":{"weekday_timezone":"Mars"} | off_peak_pricing.weekday_timezone: expected a time zone such as Asia/Shanghai, found string "Mars"
          "search_context_cost_per_query":{"search_context_size_low":"1"} | search_context_cost_per_query.search_context_size_low: expected a number, found string "1"
          """)
  void tellsWhichConditionIsWrong(String member, String reason) {
    PriceList list = entry("\"input_cost_per_token\":1,\"output_cost_per_token\":2," + member);
    assertThat(list.skipped()).containsExactly(new SkippedEntry("m", reason));
  }

  @Test
  void oneBadEntryCostsOnlyItself() {
    PriceList list =
        PriceLists.liteLlm(
            """
            {"sample_spec":{"input_cost_per_token":0,"output_cost_per_token":0},
             "bad":[1,2],"good":{"input_cost_per_token":1e-3,"output_cost_per_token":2e-3},
             "twice":{"input_cost_per_token":1e-3,"output_cost_per_token":2e-3},
             "twice":{"input_cost_per_token":1e-3,"output_cost_per_token":3e-3},
             "last_updated":"some day"}""");
    assertThat(list.rows()).extracting(PriceRow::llmId).containsExactly("good");
    assertThat(list.skipped())
        .containsExactly(
            new SkippedEntry("sample_spec", "explains the format"),
            new SkippedEntry("bad", "expected an object, found a list of 2"),
            new SkippedEntry("twice", "key written twice in one object: \"twice\""));
    assertThat(list.entries()).isEqualTo(4);
    assertThat(list.asOf()).isNull();
  }

  /** Rates of a million tokens where those of one should stand: rule 65. */
  @Test
  void impossibleRatesAreSkippedWithTheReason() {
    PriceList list =
        PriceLists.liteLlm(
            """
            {"whale":{"input_cost_per_token":0.2,"output_cost_per_token":0.001},
             "most":{"input_cost_per_token":0.0099,"output_cost_per_token":0.0099},
             "limit":{"input_cost_per_token":0.0099,"output_cost_per_token":0.01}}""");
    assertThat(list.rows()).extracting(PriceRow::llmId).containsExactly("most");
    assertThat(list.skipped().get(1).entry()).isEqualTo("limit");
    assertThat(list.skipped())
        .startsWith(
            new SkippedEntry(
                "whale",
                "impossible rates: prompt_token_cost of 0.2; expected less than 0.01 USD per"
                    + " token, 0.1 of audio"));
    assertThat(
            list.table()
                .whyUnpriced("whale", null, null, Instant.EPOCH, TallyOptions.DEFAULT)
                .orElseThrow()
                .kind())
        .isEqualTo(UnpricedReason.Kind.SKIPPED);
  }
}
