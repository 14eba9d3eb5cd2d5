package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.aggregation.ModelMatch.Rule;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the same calls would have cost at other prices. */
class RepricedTest {

  private static final PriceTable PRICES =
      Given.prices(
          """
          {"id":"small","llm_id":"small","prompt_token_cost":1,"completion_token_cost":2}
          {"id":"large","llm_id":"large","prompt_token_cost":10,"completion_token_cost":20}
          """);

  private static final String CALLS =
      """
      {"id":"r","summary":{"usage":{"large":{"prompt_tokens":5,"completion_tokens":1}}}}
      {"id":"a","parent_id":"r","summary":{"usage":{"large":{"prompt_tokens":7},"small":{"prompt_tokens":100}}}}
      {"id":"b","parent_id":"a","ended_at":null,"summary":{"usage":{"new":{"prompt_tokens":3}}}}
      """;

  private final UsageReport report = Tally.with(PRICES).report(Given.calls(CALLS));

  @Test
  void aModelAtThePriceOfAnother() {
    UsageReport other = report.repriced(PRICES, Map.of("large", "small"));
    assertThat(report.usage("r").get("large").totalCost()).hasToString("140");
    // Usage stays under the name that was recorded.
    assertThat(Given.brief(other.usage("r")))
        .hasToString(
            "{large=0 12 1 13 0 0 : 12 2 0 0, new=0 3 0 3 0 0, small=0 100 0 100 0 0 : 100 0 0 0}");
    assertThat(other.pricedModels())
        .containsExactly(new PricedModel("large", null, new ModelMatch("small", null, Rule.ASKED)));
    assertThat(report.pricedModels()).isEmpty();
    assertThat(other.explain("a", "large").items())
        .singleElement()
        .extracting(LineItem::model, item -> item.price().row().id())
        .hasToString("[large, small]");
  }

  @Test
  void modelsMayChangePlaces() {
    UsageReport turned = report.repriced(PRICES, Map.of("large", "small", "small", "large"));
    assertThat(turned.pricedCostByUnit()).hasToString("{USD=1014}");
  }

  @Test
  void aModelWithoutPriceMayTakeThatOfAnother() {
    assertThat(report.unpricedModels()).extracting(UnpricedModel::model).containsExactly("new");
    UsageReport priced = report.repriced(PRICES, Map.of("new", "small"));
    assertThat(priced.unpricedModels()).isEmpty();
    assertThat(priced.usage("b").get("new").totalCost()).hasToString("3");
    assertThat(priced.isComplete()).isTrue();
    UsageReport none = report.repriced(PRICES, Map.of("small", "none"));
    assertThat(none.unpricedModels())
        .extracting(UnpricedModel::model)
        .containsExactly("new", "small");
  }

  @Test
  void aModelMayHaveAPriceLater() {
    PriceTable more =
        PRICES.orElse(
            Given.prices(
                """
                {"id":"new","llm_id":"new","prompt_token_cost":4,"effective_date":"2025-01-01"}
                """));
    UsageReport later = report.repriced(more);
    assertThat(later.usage("b").get("new").totalCost()).hasToString("12");
    assertThat(later.isComplete()).isTrue();
    // It is still the price of another day.
    assertThat(later.anomalies())
        .containsExactly(Anomaly.of(Anomaly.Kind.PRICE_FROM_FUTURE, List.of("b"), "new"));
    assertThat(report.anomalies()).isEmpty();
    assertThat(later.repriced(PRICES).unpricedModels()).isEqualTo(report.unpricedModels());
  }

  @Test
  void lastYearsPricesKeepTheirDates() {
    PriceTable lastYear =
        Given.prices(
            """
            {"id":"old","llm_id":"small","prompt_token_cost":9,"effective_date":"2023-01-01"}
            {"id":"cut","llm_id":"small","prompt_token_cost":5,"effective_date":"2023-06-15T10:00:00Z"}
            {"id":"late","llm_id":"small","prompt_token_cost":3,"effective_date":"2024-06-15T10:00:01Z"}
            """);
    UsageReport then = report.repriced(lastYear, Map.of("large", "small"));
    assertThat(then.usage("r").get("small").totalCost()).hasToString("500");
    assertThat(then.usage("r").get("large").totalCost()).hasToString("60");
    assertThat(then.anomalies()).isEmpty();
  }

  @Test
  void everythingElseStaysAsItWas() {
    UsageReport free = report.repriced(PriceTable.EMPTY);
    assertThat(free.callIds()).isEqualTo(report.callIds());
    assertThat(free.rootIds()).isEqualTo(report.rootIds());
    assertThat(free.unfinishedCallIds()).isEqualTo(report.unfinishedCallIds());
    assertThat(free.totals().get("large").promptTokens()).isEqualTo(12);
    assertThat(free.pricedCostByUnit()).isEmpty();
    assertThat(free.unitByModel()).isEmpty();
    assertThat(ReportDiff.between(report, free.repriced(PRICES)).isEmpty()).isTrue();
  }

  @Test
  void oddThingsAboutTheCallsAreToldOnce() {
    UsageReport odd =
        Tally.with(PRICES)
            .report(
                Given.calls(
                    """
                    {"id":"a","parent_id":"gone","summary":{"usage":{"small":{"prompt_tokens":-1,"completion_tokens":5,"cache_read_input_tokens":2},"n":{"words":1}}}}
                    """));
    UsageReport again = odd.repriced(PRICES).repriced(PRICES);
    assertThat(again.anomalies()).hasSize(2).isEqualTo(odd.anomalies());
    assertThat(again.notes()).hasSize(1).isEqualTo(odd.notes());
    assertThat(again.unrecognised()).hasSize(1).isEqualTo(odd.unrecognised());
  }

  @Test
  void notesOfOldPricesDoNotStay() {
    PriceTable unwritten =
        PriceTable.of(
            List.of(
                Rows.row("small", "1", "1")
                    .cacheReadInputTokenCost(BigDecimal.ZERO)
                    .cacheReadCostUnwritten(true)
                    .build()));
    RecordedUsage usage = RecordedUsage.builder().promptTokens(10).cacheReadInputTokens(4).build();
    List<Span> calls = List.of(new Span("a", null, Map.of("small", usage)));
    UsageReport noted = Tally.with(unwritten).report(calls);
    assertThat(noted.notes()).hasSize(1);
    assertThat(noted.repriced(PRICES).notes()).isEmpty();
    assertThat(noted.repriced(PRICES).repriced(unwritten).notes()).isEqualTo(noted.notes());
  }

  @Test
  void tiersHoursAndOtherKindsArePricedAnew() {
    PriceTable tier =
        PriceTable.of(
            List.of(
                Rows.row("small", "1", "1")
                    .cacheCreation1hInputTokenCost(new BigDecimal("2"))
                    .addVariants(
                        Rows.variant("3", "3")
                            .abovePromptTokens(100)
                            .cacheCreation1hInputTokenCost(new BigDecimal("5"))
                            .build())
                    .build()));
    RecordedUsage usage =
        RecordedUsage.builder()
            .promptTokens(101)
            .cacheCreationInputTokens(20)
            .cacheCreation1hInputTokens(20)
            .addOtherKinds(
                new OtherKind("audio", 11, Within.PROMPT, Rate.OF_ITS_OWN),
                new OtherKind("searches", 1, Within.NOTHING, Rate.OF_ITS_OWN))
            .build();
    UsageReport plain =
        Tally.with(PRICES).report(List.of(new Span("a", null, Map.of("small", usage))));
    assertThat(plain.unpricedKinds())
        .extracting(UnpricedKind::kind)
        .containsExactly("audio", UnpricedKind.CACHE_CREATION_1H, "searches");
    UsageReport repriced = plain.repriced(tier);
    // The 70 that are left of the prompt, at the rate of the tier.
    assertThat(Given.brief(repriced.pricedPart("a")))
        .hasToString("{small=1 90 0 90 0 20 : 210 0 0 100}");
    assertThat(repriced.unpricedKinds())
        .extracting(UnpricedKind::kind)
        .containsExactly("audio", "searches");
    assertThat(repriced.repriced(PRICES).unpricedKinds()).isEqualTo(plain.unpricedKinds());
  }

  @Test
  void aModelThatIsAskedForIsAskedForWhateverTheTableCallsIt() {
    PriceTable matching =
        PRICES.matching(
            (model, provider) ->
                model.startsWith("v/")
                    ? new ModelMatch(model.substring(2), provider, Rule.ALIAS)
                    : new ModelMatch(model, provider, Rule.EXACT));
    assertThat(report.repriced(matching, Map.of("large", "small")).pricedModels())
        .containsExactly(new PricedModel("large", null, new ModelMatch("small", null, Rule.ASKED)));
    assertThat(report.repriced(matching, Map.of("large", "v/small")).pricedModels())
        .containsExactly(new PricedModel("large", null, new ModelMatch("small", null, Rule.ASKED)));
  }

  @Test
  void whoServedAModelDoesNotServeTheOther() {
    PriceTable matching =
        PriceTable.of(
                List.of(
                    Rows.row("small", "1", "1").providerId("here").build(),
                    Rows.row("large", "10", "1").providerId("there").build()))
            .matching((model, provider) -> new ModelMatch(model, provider, Rule.EXACT));
    Map<String, Object> usage =
        Map.of("large", RecordedUsage.builder().promptTokens(3).provider("there").build());
    UsageReport served = Tally.with(matching).report(List.of(new Span("a", null, usage)));
    assertThat(served.usage("a").get("large").totalCost()).hasToString("30");
    UsageReport asked = served.repriced(matching, Map.of("large", "small"));
    assertThat(asked.usage("a").get("large").totalCost()).hasToString("3");
  }

  @Test
  void aReportWithoutCostsStaysWithout() {
    TallyOptions options = TallyOptions.builder().includeCosts(false).build();
    UsageReport without = Tally.with(PRICES).with(options).report(Given.calls(CALLS));
    UsageReport again = without.repriced(PRICES, Map.of("large", "small"));
    assertThat(again.usageByCall()).isEqualTo(without.usageByCall());
    assertThat(again.pricedModels()).isEmpty();
    assertThat(again.pricedCostByUnit()).isEmpty();
  }

  @Test
  void anotherUnitIsRefused() {
    PriceTable euro =
        Given.prices(
            """
            {"id":"1","llm_id":"large","prompt_token_cost":1}
            {"id":"2","llm_id":"large","prompt_token_cost":1,"prompt_token_cost_unit":"EUR"}
            """);
    assertThatThrownBy(() -> report.repriced(euro))
        .isInstanceOf(MixedUnitsException.class)
        .hasMessage("prices.large: expected one unit for model \"large\", found EUR and USD");
  }

  @Test
  void whereSummariesHoldWhatIsBelowThemTheyStillDo() {
    TallyOptions options = TallyOptions.builder().usageScope(UsageScope.INCLUSIVE).build();
    UsageReport inclusive = Tally.with(PRICES).with(options).report(Given.calls(CALLS));
    assertThat(inclusive.repriced(PRICES, Map.of("large", "small")).usage("r").get("large"))
        .extracting(usage -> usage.totalCost().toPlainString())
        .isEqualTo("7");
  }

  @Test
  void aReportOnSomeCallsStaysOne() {
    UsageReport picked =
        Tally.with(PRICES).report(Given.calls(CALLS), call -> call.id().equals("a"));
    UsageReport again = picked.repriced(PRICES, Map.of("large", "small"));
    assertThat(again.callIds()).containsExactly("a");
    assertThat(again.usage("r")).isEmpty();
    assertThat(again.totals().get("large").totalCost()).hasToString("7");
  }
}
