package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/semantics.md rules 62 to 64: kinds, and conditions that combine. */
class KindsAndConditionsTest {

  private static final PriceRow ROW =
      Rows.row("m", "1", "10")
          .cacheReadInputTokenCost(new BigDecimal("0.5"))
          .putOtherRates(OtherKind.REASONING, new BigDecimal("20"))
          .putOtherRates("input_audio_tokens", new BigDecimal("3"))
          .putOtherRates("web_search_requests", new BigDecimal("100"))
          .addVariants(
              Rows.variant("0.25", "5")
                  .addServedAs("service_tier_batch")
                  .addWithoutRate("cache_read_input_tokens")
                  .build(),
              Rows.variant("2", "30")
                  .addServedAs("service_tier_priority", "inference_geo_us")
                  .build())
          .build();

  private static UsageReport report(PriceRow row, RecordedUsage usage) {
    return Tally.with(PriceTable.of(List.of(row)))
        .report(List.of(new Span("a", null, Map.of("m", usage))));
  }

  private static RecordedUsage usage(
      long prompt, long cached, long completion, OtherKind... kinds) {
    return RecordedUsage.builder()
        .promptTokens(prompt)
        .cacheReadInputTokens(cached)
        .completionTokens(completion)
        .addOtherKinds(kinds)
        .build();
  }

  @Test
  void aKindWithARateIsTakenOutOfItsCountAndPricedThere() {
    UsageReport report =
        report(
            ROW,
            usage(
                100,
                40,
                20,
                OtherKind.reasoning(15),
                new OtherKind("input_audio_tokens", 10, Within.PROMPT, Rate.OF_ITS_OWN),
                new OtherKind("web_search_requests", 2, Within.NOTHING, Rate.OF_ITS_OWN)));
    LLMAggregatedUsage cost = report.usage("a").get("m");
    assertThat(Given.brief(cost)).isEqualTo("1 100 20 120 40 0 : 80 350 20 0");
    assertThat(cost.otherCosts()).hasToString("{web_search_requests=200}");
    assertThat(cost.totalCost()).hasToString("650");
    assertThat(report.isComplete()).isTrue();
    assertThat(report.explain("a", "m").items())
        .extracting(item -> item.count() + " " + item.kind() + " " + item.amount())
        .containsExactly(
            "50 prompt_tokens 50",
            "5 completion_tokens 50",
            "40 cache_read_input_tokens 20",
            "10 input_audio_tokens 30",
            "15 reasoning_tokens 300",
            "2 web_search_requests 200");
  }

  @Test
  void whatWasServedInAnotherWayHasThatPriceAndNoOther() {
    UsageReport batch = report(ROW, usage(100, 0, 20, OtherKind.servedAs("service_tier_batch")));
    assertThat(batch.usage("a").get("m").totalCost()).hasToString("125");
    UsageReport cached = report(ROW, usage(100, 40, 20, OtherKind.servedAs("service_tier_batch")));
    assertThat(cached.usage("a").get("m").totalCost()).isNull();
    assertThat(cached.pricedPart("a").get("m").totalCost()).hasToString("115");
    assertThat(cached.unpricedKinds())
        .extracting(kind -> kind.count() + " " + kind.kind())
        .containsExactly("40 cache_read_input_tokens");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "service_tier_flex, ",
    "service_tier_priority, ",
    "service_tier_priority inference_geo_us, 800",
    "service_tier_batch inference_geo_us, "
  })
  void aVariantIsForExactlyTheWaysOfTheCall(String ways, String cost) {
    OtherKind[] served =
        List.of(ways.split(" ")).stream().map(OtherKind::servedAs).toArray(OtherKind[]::new);
    UsageReport report = report(ROW, usage(100, 0, 20, served));
    BigDecimal total = report.usage("a").get("m").totalCost();
    if (cost == null) {
      assertThat(total).isNull();
      assertThat(report.pricedPart("a")).isEmpty();
      assertThat(report.unpricedKinds())
          .extracting(UnpricedKind::kind)
          .containsExactlyInAnyOrder(ways.split(" "));
    } else {
      assertThat(total).hasToString(cost);
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "2026-09-04T15:59:00Z, 100", // Friday in Shanghai
    "2026-09-04T16:00:00Z, 50", // Saturday in Shanghai
    "2026-09-05T15:59:00Z, 50",
    "2026-09-05T16:00:00Z, 100",
    "2026-09-02T18:00:00Z, 100",
    "2026-09-02T20:00:00Z, 25", // 22:00 in Berlin
    "2026-09-02T21:59:00Z, 25",
    "2026-09-02T22:00:00Z, 100"
  })
  void hoursAndDaysAreThoseOfTheirZones(Instant start, BigDecimal cost) {
    PriceRow row =
        Rows.row("m", "1", "1")
            .addVariants(
                Rows.variant("0.5", "1")
                    .addWeekdays(DayOfWeek.SATURDAY)
                    .weekdayZone(ZoneId.of("Asia/Shanghai"))
                    .build(),
                Rows.variant("0.25", "1")
                    .addWeekdays(DayOfWeek.WEDNESDAY)
                    .hoursFrom(LocalTime.of(22, 0))
                    .hoursUntil(LocalTime.of(0, 0))
                    .hoursZone(ZoneId.of("Europe/Berlin"))
                    .build())
            .build();
    assertThat(PriceTable.of(List.of(row)).cost("m", usage(100, 0, 0), start).amount())
        .isEqualByComparingTo(cost);
  }

  @ParameterizedTest(name = "{0} and {1} tokens: {2}")
  @CsvSource({"10, 10, 20", "11, 10, 20.5", "30, 12, 31.5", "31, 12, 31.75"})
  void marginalRatesAreForTheTokensAboveTheirNumber(long prompt, long completion, BigDecimal cost) {
    PriceRow row =
        Rows.row("m", "1", "1")
            .addVariants(
                Rows.variant("0.25", "0.25").abovePromptTokens(30).marginal(true).build(),
                Rows.variant("0.5", "0.75").abovePromptTokens(10).marginal(true).build())
            .build();
    UsageReport report = report(row, usage(prompt, 0, completion));
    assertThat(report.usage("a").get("m").totalCost()).isEqualByComparingTo(cost);
    assertThat(Given.brief(report.usage("a").get("m")))
        .startsWith("1 %d %d %d 0 0 : ".formatted(prompt, completion, prompt + completion));
  }

  @Test
  void requestsThatNobodyCountedLeaveTheirFeeOpen() {
    PriceRow row =
        Rows.row("m", "1", "1").putOtherRates(OtherKind.REQUESTS, new BigDecimal("7")).build();
    assertThat(report(row, usage(3, 0, 0)).usage("a").get("m").totalCost()).hasToString("10");
    RecordedUsage uncounted = RecordedUsage.builder().requests(0).promptTokens(3).build();
    UsageReport report = report(row, uncounted);
    assertThat(report.usage("a").get("m").totalCost()).isNull();
    assertThat(report.pricedPart("a").get("m").totalCost()).hasToString("3");
    assertThat(report.unpricedKinds())
        .extracting(UnpricedKind::kind)
        .containsExactly(UnpricedKind.UNCOUNTED_REQUESTS);
  }

  @Test
  void twoRequestsOfOneRecordAreHeldAgainstAThresholdEach() {
    PriceRow row =
        Rows.row("m", "1", "1")
            .addVariants(Rows.variant("2", "2").abovePromptTokens(100).build())
            .build();
    RecordedUsage both =
        RecordedUsage.builder().promptTokens(80).putOtherModels("m", usage(90, 0, 0)).build();
    UsageReport report = report(row, both);
    assertThat(report.usage("a").get("m").totalCost()).hasToString("170");
    // They stay two when they are priced anew.
    assertThat(report.repriced(PriceTable.of(List.of(row))).totals()).isEqualTo(report.totals());
  }
}
