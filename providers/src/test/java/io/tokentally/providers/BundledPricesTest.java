package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokentally.Call;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The bundled prices. */
class BundledPricesTest {

  private static final PriceList LIST = BundledPrices.list();

  private static PriceRow row(String model) {
    return LIST.rows().stream().filter(row -> row.llmId().equals(model)).findFirst().orElseThrow();
  }

  @Test
  void everyRowHasASource() {
    assertThat(LIST.loaded()).isGreaterThanOrEqualTo(1_200);
    assertThat(LIST.rows()).allSatisfy(row -> assertThat(row.source()).isNotEmpty());
  }

  @Test
  void widelyUsedModelsAreInBothLists() {
    for (String model : List.of("gpt-4o", "gpt-4o-mini", "claude-sonnet-4-5", "gemini-2.5-pro")) {
      assertThat(row(model).source())
          .as(model)
          .startsWith("LiteLLM 2026-07-24, genai-prices 2026-08-21");
    }
  }

  @Test
  void isAsOfTheOldestList() {
    assertThat(LIST.asOf()).isEqualTo(LocalDate.parse("2026-07-24"));
    assertThat(LIST.name()).isEqualTo("bundled");
  }

  @Test
  void whatTheListsDifferInHasNoPriceAndSaysSo() {
    assertThat(LIST.entries()).isEqualTo(LIST.loaded() + LIST.skipped().size());
    assertThat(Matches.why(LIST, "gpt-4o-2024-05-13", null))
        .startsWith("SKIPPED ")
        .endsWith(
            "gpt-4o-2024-05-13: the lists differ: LiteLLM 5 in, 15 out USD per million;"
                + " genai-prices 2.5 in, 10 out, 1.25 cache read USD per million");
  }

  @Test
  void aBareNameHasNoPriceWhereTheMakersHasNone() {
    Set<String> priced = LIST.rows().stream().map(PriceRow::llmId).collect(Collectors.toSet());
    List<String> bare =
        LIST.skipped().stream()
            .map(SkippedEntry::entry)
            .filter(name -> name.matches("(deepseek|gemini|mistral|moonshot|xai)/[^/]+"))
            .map(name -> name.substring(name.indexOf('/') + 1))
            .filter(name -> !priced.contains(name))
            .toList();
    assertThat(bare).contains("mistral-large-latest", "mistral-embed");
    assertThat(bare)
        .allSatisfy(
            name ->
                assertThat(
                        LIST.table()
                            .choose(
                                name,
                                null,
                                Instant.parse("2026-09-01T00:00:00Z"),
                                TallyOptions.DEFAULT))
                    .as(name)
                    .isEmpty());
  }

  @Test
  void aPriceThatChangedBetweenTheListsHasBothWithTheDay() {
    assertThat(LIST.rows().stream().filter(row -> row.llmId().equals("gpt-5.6-luna")))
        .extracting(
            row -> row.effectiveDate().toString().substring(0, 10), PriceRow::promptTokenCost)
        .containsExactly(
            tuple("0001-01-01", new BigDecimal("0.000001")),
            tuple("2026-07-30", new BigDecimal("2E-7")));
  }

  @Test
  void ratesArePlausible() {
    BigDecimal most = new BigDecimal("0.001");
    for (PriceRow row : LIST.rows()) {
      assertThat(row.promptTokenCost()).as(row.id()).isNotNegative().isLessThanOrEqualTo(most);
      assertThat(row.completionTokenCost()).as(row.id()).isNotNegative().isLessThanOrEqualTo(most);
      assertThat(row.promptTokenCost().add(row.completionTokenCost())).as(row.id()).isPositive();
    }
  }

  @Test
  void knowsLongPromptsAndLongCaches() {
    PriceRow row = row("claude-sonnet-4-5");
    assertThat(row.promptTokenCost()).isEqualTo("0.000003");
    assertThat(row.cacheCreation1hInputTokenCost()).isEqualTo("0.000006");
    assertThat(row.variants()).hasSize(1);
    assertThat(row.variants().get(0).abovePromptTokens()).isEqualTo(200_000);
    assertThat(row.variants().get(0).cacheCreation1hInputTokenCost()).isEqualTo("0.000012");
  }

  @Test
  void knowsKindsAndConditions() {
    assertThat(row("gemini-2.5-flash").otherRates()).containsKey("input_audio_tokens");
    assertThat(row("gpt-5.5").variants())
        .anySatisfy(
            variant -> assertThat(variant.servedAs()).containsExactly("service_tier_batch"));
    assertThat(LIST.partly()).isEmpty();
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          gpt-4o                                       | -         | EXACT openai gpt-4o
          gpt-4o-2024-11-20                            | openai    | EXACT openai gpt-4o-2024-11-20
          gpt-4o-2024-05-13                            | openai    | unpriced
          openai/gpt-4o                                | -         | ALIAS openai gpt-4o
          gpt-4o                                       | azure     | ALIAS azure azure/gpt-4o
          claude-sonnet-4-5-20250929                   | anthropic | EXACT anthropic claude-sonnet-4-5-20250929
          us.anthropic.claude-sonnet-4-5-20250929-v1:0 | aws       | EXACT bedrock_converse us.anthropic.claude-sonnet-4-5-20250929-v1:0
          us.anthropic.claude-sonnet-4-5-20250929-v1:0 | -         | EXACT bedrock_converse us.anthropic.claude-sonnet-4-5-20250929-v1:0
          claude-sonnet-4-5@20250929                   | vertex_ai | ALIAS vertex_ai-anthropic_models vertex_ai/claude-sonnet-4-5@20250929
          gemini-2.5-pro                               | -         | EXACT vertex_ai-language-models gemini-2.5-pro
          models/gemini-2.5-pro                        | google    | ALIAS gemini gemini/gemini-2.5-pro
          mistral-medium-2508                          | mistral   | ALIAS mistral mistral/mistral-medium-2508
          mistral-medium-2508                          | -         | EXACT mistral mistral-medium-2508
          llama-3.3-70b-versatile                      | groq      | ALIAS groq groq/llama-3.3-70b-versatile
          llama-3.3-70b-versatile                      | -         | unpriced
          command-r-08-2024                            | cohere    | EXACT cohere_chat command-r-08-2024
          ft:gpt-4o-mini-2024-07-18:acme::x1           | openai    | ALIAS openai ft:gpt-4o-mini-2024-07-18
          """)
  void finds(String model, String provider, String expected) {
    assertThat(Matches.of(LIST, model, provider)).isEqualTo(expected);
  }

  @Test
  void everyRowIsFoundByItsOwnName() {
    for (PriceRow row : LIST.rows()) {
      assertThat(Matches.of(LIST, row.llmId(), null)).startsWith("EXACT ").endsWith(row.llmId());
    }
  }

  @Test
  void pricesCalls() {
    Call call =
        Call.parse(
            """
            {"id":"a","started_at":"2026-08-01T10:00:00Z","summary":{"usage":
              {"gpt-4o-2024-11-20":{"prompt_tokens":1000,"completion_tokens":100}}}}""");
    UsageReport report = Tally.with(LIST.table()).report(List.of(call));
    assertThat(report.usage("a").get("gpt-4o-2024-11-20").totalCost()).isEqualTo("0.0035");
    assertThat(report.unpricedModels()).isEmpty();
  }
}
