package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
    assertThat(LIST.rows()).hasSizeGreaterThan(30);
    assertThat(BundledPrices.sources().keySet())
        .containsExactlyElementsOf(LIST.rows().stream().map(PriceRow::llmId).toList());
    BundledPrices.sources()
        .forEach(
            (model, source) -> {
              assertThat(source.url()).as(model).startsWith("https://");
              assertThat(source.crossCheckedWith()).as(model).hasSize(2);
            });
  }

  @Test
  void isAsOfTheOldestCheck() {
    List<LocalDate> days =
        BundledPrices.sources().values().stream().map(PriceSource::checked).sorted().toList();
    assertThat(LIST.asOf()).isEqualTo(days.get(0));
    assertThat(LIST.name()).isEqualTo("bundled");
  }

  @Test
  void providersAreTheKnownOnes() {
    assertThat(Arrays.stream(Provider.values()).map(Provider::id).toList())
        .containsAll(LIST.rows().stream().map(PriceRow::providerId).collect(Collectors.toSet()));
  }

  @Test
  void onlyWhatTheListsDifferInIsSkipped() {
    assertThat(LIST.skipped())
        .containsExactly(new SkippedEntry("gpt-4o-2024-05-13", "has no price"));
  }

  @Test
  void ratesArePlausible() {
    BigDecimal most = new BigDecimal("0.001");
    for (PriceRow row : LIST.rows()) {
      assertThat(row.promptTokenCost()).as(row.id()).isPositive().isLessThan(most);
      assertThat(row.completionTokenCost()).as(row.id()).isNotNegative().isLessThan(most);
      assertNotAbove(row.cacheReadInputTokenCost(), row.promptTokenCost(), row);
      assertNotAbove(row.promptTokenCost(), row.cacheCreationInputTokenCost(), row);
      assertNotAbove(row.cacheCreationInputTokenCost(), row.cacheCreation1hInputTokenCost(), row);
      for (PriceVariant variant : row.variants()) {
        assertNotAbove(row.promptTokenCost(), variant.promptTokenCost(), row);
        assertNotAbove(row.completionTokenCost(), variant.completionTokenCost(), row);
      }
    }
  }

  private static void assertNotAbove(
      @Nullable BigDecimal low, @Nullable BigDecimal high, PriceRow row) {
    if (low != null && high != null) {
      assertThat(low).as(row.id()).isLessThanOrEqualTo(high);
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
  void knowsAudio() {
    assertThat(row("gemini-2.5-flash").otherRates()).containsOnlyKeys("input_audio_tokens");
    assertThat(LIST.partly()).isEmpty();
  }

  @ParameterizedTest(name = "{0} of {1}: {2}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          gpt-4o                                       | -         | EXACT openai gpt-4o
          gpt-4o-2024-11-20                            | openai    | ALIAS openai gpt-4o
          gpt-4o-2024-05-13                            | openai    | unpriced
          openai/gpt-4o                                | -         | ALIAS openai gpt-4o
          gpt-4o                                       | azure     | unpriced
          claude-sonnet-4-5-20250929                   | anthropic | ALIAS anthropic claude-sonnet-4-5
          us.anthropic.claude-sonnet-4-5-20250929-v1:0 | aws       | unpriced
          us.anthropic.claude-sonnet-4-5-20250929-v1:0 | -         | unpriced
          claude-sonnet-4-5@20250929                   | vertex_ai | unpriced
          gemini-2.5-pro                               | google    | EXACT google gemini-2.5-pro
          models/gemini-2.5-pro                        | google    | ALIAS google gemini-2.5-pro
          mistral-medium-2508                          | mistral   | EXACT mistral mistral-medium-2508
          deepseek-v4-pro                              | deepseek  | EXACT deepseek deepseek-v4-pro
          llama-3.3-70b-versatile                      | groq      | ALIAS groq groq/llama-3.3-70b-versatile
          llama-3.3-70b-versatile                      | -         | unpriced
          command-r-08-2024                            | cohere    | EXACT cohere command-r-08-2024
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
  void sourcesCannotBeChanged() {
    Map<String, PriceSource> sources = BundledPrices.sources();
    assertThat(sources).isUnmodifiable();
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
