package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Long prompts, certain hours, and tokens cached for an hour have rates of their own. */
class VariantPricingTest {

  private static final PriceRow TWO_TIERS =
      Rows.row("m", "1", "10")
          .cacheReadInputTokenCost(new BigDecimal("0.1"))
          .addVariants(
              Rows.variant("2", "20").abovePromptTokens(100).build(),
              Rows.variant("3", "30").abovePromptTokens(200).build())
          .build();

  private static final PriceRow AN_HOUR =
      Rows.row("m", "1", "10")
          .cacheCreationInputTokenCost(new BigDecimal("1.25"))
          .cacheCreation1hInputTokenCost(new BigDecimal("2"))
          .addVariants(
              Rows.variant("3", "30")
                  .abovePromptTokens(100)
                  .cacheCreationInputTokenCost(new BigDecimal("4"))
                  .cacheCreation1hInputTokenCost(new BigDecimal("6"))
                  .build())
          .build();

  @ParameterizedTest(name = "a prompt of {0}, {1} of it cached")
  @CsvSource({
    "99, 0, 99 10 0 0",
    "100, 0, 100 10 0 0",
    "101, 0, 202 20 0 0",
    "200, 0, 400 20 0 0",
    "201, 0, 603 30 0 0",
    // The cached part of the prompt counts, and takes the rate of the tier too.
    "100, 50, 50 10 5 0",
    "101, 50, 102 20 100 0",
  })
  void aLongPromptPricesAllTokensByItsTier(long prompt, long cached, String costs) {
    RecordedUsage usage =
        RecordedUsage.builder()
            .promptTokens(prompt)
            .completionTokens(1)
            .cacheReadInputTokens(cached)
            .build();
    UsageReport report = report(TWO_TIERS, usage);
    assertThat(Given.brief(report.usage("a").get("m"))).endsWith(" : " + costs);
    assertThat(report.notes()).isEmpty();
    assertThat(report.isComplete()).isTrue();
  }

  @Test
  void ofSeveralVariantsTheLastThatACallMeetsCounts() {
    PriceRow turned =
        PriceRow.builder()
            .from(TWO_TIERS)
            .variants(List.of(TWO_TIERS.variants().get(1), TWO_TIERS.variants().get(0)))
            .build();
    RecordedUsage usage = RecordedUsage.builder().promptTokens(201).build();
    assertThat(report(turned, usage).usage("a").get("m").totalCost()).hasToString("402");
  }

  @ParameterizedTest
  @CsvSource({
    "2024-06-15T22:59:59Z, 100",
    "2024-06-15T23:00:00Z, 50",
    "2024-06-16T00:30:00Z, 50",
    "2024-06-16T00:59:59.999999999Z, 50",
    "2024-06-16T01:00:00Z, 100",
    // The moment counts, whatever offset it was written with.
    "2024-06-16T01:30:00+02:00, 50",
  })
  void hoursGoOverMidnight(String startedAt, String cost) {
    PriceRow row =
        Rows.row("m", "1", "10")
            .addVariants(
                Rows.variant("0.5", "5")
                    .hoursFrom(LocalTime.of(23, 0))
                    .hoursUntil(LocalTime.of(1, 0))
                    .build())
            .build();
    UsageReport report =
        Tally.with(PriceTable.of(List.of(row)))
            .report(
                Given.calls(
                    """
                    {"id":"a","started_at":"%s","summary":{"usage":{"m":{"prompt_tokens":100}}}}
                    """
                        .formatted(startedAt)));
    assertThat(report.usage("a").get("m").totalCost()).hasToString(cost);
  }

  @Test
  void everyCallOfATreeTakesItsOwnTier() {
    UsageReport report =
        Tally.with(PriceTable.of(List.of(TWO_TIERS)))
            .report(
                Given.calls(
                    """
                    {"id":"a","summary":{"usage":{"m":{"requests":1,"prompt_tokens":60}}}}
                    {"id":"b","parent_id":"a","summary":{"usage":{"m":{"requests":1,"prompt_tokens":60}}}}
                    {"id":"c","parent_id":"a","summary":{"usage":{"m":{"requests":1,"prompt_tokens":101}}}}
                    """));
    assertThat(Given.brief(report.usage("a"))).hasToString("{m=3 221 0 221 0 0 : 322 0 0 0}");
    assertThat(report.notes()).isEmpty();
  }

  @Test
  void tokensCachedForAnHourHaveARateOfTheirOwn() {
    RecordedUsage usage = written(100, 30, 20);
    UsageReport report = report(AN_HOUR, usage);
    assertThat(Given.brief(report.usage("a"))).hasToString("{m=1 100 0 100 0 30 : 70 0 0 52.5}");
    assertThat(report.isComplete()).isTrue();
    assertThat(report.unpricedKinds()).isEmpty();
  }

  @Test
  void aTierHasItsOwnRateForAnHour() {
    assertThat(Given.brief(report(AN_HOUR, written(101, 30, 20)).usage("a")))
        .hasToString("{m=1 101 0 101 0 30 : 213 0 0 160}");
  }

  @Test
  void withoutARateForAnHourTheCostIsUnknownAndTheRestIsPriced() {
    PriceRow row =
        Rows.row("m", "1", "10").cacheCreationInputTokenCost(new BigDecimal("1.25")).build();
    UsageReport report = report(row, written(100, 30, 20));
    assertThat(Given.brief(report.usage("a"))).hasToString("{m=1 100 0 100 0 30}");
    assertThat(Given.brief(report.pricedPart("a"))).hasToString("{m=1 80 0 80 0 10 : 70 0 0 12.5}");
    assertThat(report.pricedCostByUnit()).hasToString("{USD=82.5}");
    assertThat(report.unpricedKinds())
        .containsExactly(new UnpricedKind("a", "m", UnpricedKind.CACHE_CREATION_1H, 20));
    assertThat(report.unpricedModels()).isEmpty();
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  void aTierWithoutARateForAnHourHasNone() {
    PriceRow row =
        Rows.row("m", "1", "10")
            .cacheCreation1hInputTokenCost(new BigDecimal("2"))
            .addVariants(Rows.variant("3", "30").abovePromptTokens(100).build())
            .build();
    assertThat(report(row, written(100, 30, 20)).isComplete()).isTrue();
    UsageReport report = report(row, written(101, 30, 20));
    assertThat(report.usage("a").get("m").totalCost()).isNull();
    // What was written for minutes costs as much as the prompt.
    assertThat(Given.brief(report.pricedPart("a"))).hasToString("{m=1 81 0 81 0 10 : 213 0 0 30}");
    assertThat(report.unpricedKinds())
        .containsExactly(new UnpricedKind("a", "m", UnpricedKind.CACHE_CREATION_1H, 20));
  }

  @Test
  void ofAModelWithoutPriceAnHourHasNoneEither() {
    UsageReport report = report(Rows.row("n", "1", "1").build(), written(100, 30, 20));
    assertThat(report.pricedPart("a")).isEmpty();
    assertThat(report.unpricedModels())
        .singleElement()
        .asString()
        .startsWith("UnpricedModel[model=m, callIds=[a], totalTokens=100, callCount=1,");
    assertThat(report.unpricedKinds())
        .containsExactly(new UnpricedKind("a", "m", UnpricedKind.CACHE_CREATION_1H, 20));
  }

  @Test
  void withoutCostsNothingIsUnpriced() {
    TallyOptions options = TallyOptions.builder().includeCosts(false).build();
    UsageReport report =
        Tally.with(PriceTable.EMPTY)
            .with(options)
            .report(List.of(new Span("a", null, Map.of("m", written(100, 30, 20)))));
    assertThat(Given.brief(report.usage("a"))).hasToString("{m=1 100 0 100 0 30}");
    assertThat(report.unpricedKinds()).isEmpty();
    assertThat(report.isComplete()).isTrue();
  }

  @ParameterizedTest(name = "{0} requests, a prompt of {1}")
  @CsvSource({
    "0, 150, true",
    "0, 100, false",
    "1, 150, false",
    "2, 150, true",
    "2, 100, false",
    "3, 500, true"
  })
  void aLongPromptOfMoreOrLessThanOneRequestIsNoted(long requests, long prompt, boolean noted) {
    RecordedUsage usage = RecordedUsage.builder().requests(requests).promptTokens(prompt).build();
    UsageReport report = report(TWO_TIERS, usage);
    if (noted) {
      assertThat(report.notes())
          .containsExactly(
              new UsageNote(UsageNote.Kind.LONG_PROMPT_UNDECIDED, "a", "m", "prompt_tokens"));
    } else {
      assertThat(report.notes()).isEmpty();
    }
  }

  private static RecordedUsage written(long prompt, long written, long forAnHour) {
    return RecordedUsage.builder()
        .promptTokens(prompt)
        .cacheCreationInputTokens(written)
        .cacheCreation1hInputTokens(forAnHour)
        .build();
  }

  private static UsageReport report(PriceRow row, RecordedUsage usage) {
    return Tally.with(PriceTable.of(List.of(row)))
        .report(List.of(new Span("a", null, Map.of("m", usage))));
  }
}
