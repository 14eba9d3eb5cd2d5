package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A cost taken apart, down to the tokens of each call. */
class ExplainTest {

  private static final PriceTable PRICES =
      Given.prices(
          """
          {"id":"winter","llm_id":"m","prompt_token_cost":0.5,"completion_token_cost":2,"cache_read_input_token_cost":0.25}
          {"id":"summer","llm_id":"m","prompt_token_cost":0.4,"completion_token_cost":1,"effective_date":"2024-06-15T10:00:03Z"}
          {"id":"euro","llm_id":"n","prompt_token_cost":3,"completion_token_cost":0,"prompt_token_cost_unit":"EUR","completion_token_cost_unit":"EUR"}
          """);

  private static final String AGENT =
      """
      {"id":"agent","started_at":"2024-06-15T10:00:00Z","summary":{"usage":{"m":{"requests":1,"prompt_tokens":10}}}}
      {"id":"plan","parent_id":"agent","started_at":"2024-06-15T10:00:01Z","summary":{"usage":{"m":{"prompt_tokens":100,"completion_tokens":20,"cache_read_input_tokens":40}}}}
      {"id":"tool","parent_id":"agent","started_at":"2024-06-15T10:00:02Z","summary":{"usage":{"n":{"prompt_tokens":7},"x":{"prompt_tokens":5,"completion_tokens":6}}}}
      {"id":"write","parent_id":"tool","started_at":"2024-06-15T10:00:04Z","summary":{"usage":{"m":{"prompt_tokens":50,"completion_tokens":8}}}}
      """;

  private final UsageReport report = Tally.with(PRICES).report(Given.calls(AGENT));

  @Test
  void aCallIsExplainedByAllThatLiesBelow() {
    CostExplanation explained = report.explain("agent", "m");
    assertThat(lines(explained))
        .containsExactly(
            "agent 10 prompt_tokens x 0.5 USD = 5 by winter",
            "plan 60 prompt_tokens x 0.5 USD = 30 by winter",
            "plan 20 completion_tokens x 2 USD = 40 by winter",
            "plan 40 cache_read_input_tokens x 0.25 USD = 10 by winter",
            "write 50 prompt_tokens x 0.4 USD = 20 by summer",
            "write 8 completion_tokens x 1 USD = 8 by summer");
    assertThat(explained.model()).isEqualTo("m");
    assertThat(explained.cost())
        .hasToString("113")
        .isEqualTo(report.usage("agent").get("m").totalCost());
    assertThat(explained.pricedCost()).hasToString("113");
    assertThat(report.explainTotals("m")).isEqualTo(explained);
  }

  /** What is cached for an hour has no price, whichever row prices the rest. */
  @Test
  void theLineItemsOfACallComeInOneOrderWhateverWasPricedBefore() {
    RecordedUsage usage =
        RecordedUsage.builder()
            .promptTokens(30)
            .cacheCreationInputTokens(20)
            .cacheCreation1hInputTokens(20)
            .build();
    List<Call> calls =
        Given.calls(
            """
            {"id":"a","started_at":"2024-06-15T10:00:00Z","summary":{"usage":{"m":{}}}}
            {"id":"b","started_at":"2024-06-15T10:00:09Z","summary":{"usage":{"m":{}}}}
            """);
    UsageFormat format = (call, model, entry, convention) -> usage;
    TallyOptions options = TallyOptions.builder().usageFormat(format).build();
    UsageReport twoPrices = Tally.with(PRICES).with(options).report(calls);
    UsageReport onePrice = Tally.with(PRICES).with(options).report(calls.subList(1, 2));
    assertThat(twoPrices.explain("b", "m")).isEqualTo(onePrice.explain("b", "m"));
    assertThat(onePrice.explain("b", "m").items()).hasSizeGreaterThan(1);
  }

  @Test
  void amountsHaveTheScaleOfCosts() {
    LineItem write = report.explain("write", "m").items().get(0);
    assertThat(write.amount()).isEqualTo(new BigDecimal("20"));
  }

  @Test
  void aCallBelowIsExplainedAlone() {
    assertThat(lines(report.explain("tool", "m")))
        .containsExactly(
            "write 50 prompt_tokens x 0.4 USD = 20 by summer",
            "write 8 completion_tokens x 1 USD = 8 by summer");
    assertThat(lines(report.explain("tool", "n")))
        .containsExactly("tool 7 prompt_tokens x 3 EUR = 21 by euro");
    assertThat(report.explain("plan", "m").cost()).hasToString("80");
  }

  @Test
  void aModelWithoutPriceHasLinesWithoutAmount() {
    CostExplanation explained = report.explain("agent", "x");
    assertThat(lines(explained))
        .containsExactly("tool 5 prompt_tokens unpriced", "tool 6 completion_tokens unpriced");
    assertThat(explained.items()).allMatch(item -> item.amount() == null);
    assertThat(explained.cost()).isNull();
    assertThat(explained.pricedCost()).hasToString("0");
  }

  @Test
  void whereThereIsNothingThereAreNoLines() {
    for (CostExplanation nothing :
        List.of(
            report.explain("nobody", "m"),
            report.explain("agent", "none"),
            report.explain("plan", "n"),
            report.explainTotals("none"))) {
      assertThat(nothing.items()).isEmpty();
      assertThat(nothing.cost()).isNull();
      assertThat(nothing.pricedCost()).hasToString("0");
    }
  }

  @Test
  void requestsWithoutTokensCostNothing() {
    UsageReport requests =
        Tally.with(PRICES)
            .report(Given.calls("{\"id\":\"a\",\"summary\":{\"usage\":{\"m\":{\"requests\":3}}}}"));
    assertThat(requests.explain("a", "m").items()).isEmpty();
    assertThat(requests.explain("a", "m").cost()).hasToString("0");
  }

  @Test
  void callsOfOneMomentAreInTheOrderOfTheirIds() {
    UsageReport alike =
        Tally.with(PRICES)
            .report(
                Given.calls(
                    """
                    {"id":"z","summary":{"usage":{"n":{"prompt_tokens":1}}}}
                    {"id":"b","parent_id":"z","summary":{"usage":{"n":{"prompt_tokens":1}}}}
                    {"id":"y","parent_id":"z","started_at":null,"summary":{"usage":{"n":{"prompt_tokens":1}}}}
                    {"id":"c","parent_id":"b","summary":{"usage":{"n":{"prompt_tokens":1}}}}
                    """));
    assertThat(alike.explain("z", "n").items())
        .extracting(LineItem::callId)
        .containsExactly("b", "c", "z", "y");
    assertThat(alike.explain("z", "n").cost()).isNull();
    assertThat(alike.explain("z", "n").pricedCost()).hasToString("9");
  }

  @Test
  void whereASummaryHoldsWhatIsBelowItTheCallsBelowHaveNoLines() {
    TallyOptions inclusive = TallyOptions.builder().usageScope(UsageScope.INCLUSIVE).build();
    UsageReport scoped = Tally.with(PRICES).with(inclusive).report(Given.calls(AGENT));
    assertThat(lines(scoped.explain("agent", "m")))
        .containsExactly("agent 10 prompt_tokens x 0.5 USD = 5 by winter");
    assertThat(lines(scoped.explain("tool", "m")))
        .containsExactly(
            "write 50 prompt_tokens x 0.4 USD = 20 by summer",
            "write 8 completion_tokens x 1 USD = 8 by summer");
    // The summary of the agent says nothing of n, so that of the tool counts.
    assertThat(lines(scoped.explainTotals("n")))
        .containsExactly("tool 7 prompt_tokens x 3 EUR = 21 by euro");
    assertThat(scoped.explain("agent", "m").cost()).hasToString("5");
  }

  @Test
  void theCallsOfACycleAreExplainedEachByItself() {
    UsageReport cycle =
        Tally.with(PRICES)
            .report(
                Given.calls(
                    """
                    {"id":"x","parent_id":"y","summary":{"usage":{"n":{"prompt_tokens":1}}}}
                    {"id":"y","parent_id":"x","summary":{"usage":{"n":{"prompt_tokens":20}}}}
                    {"id":"z","parent_id":"y","summary":{"usage":{"n":{"prompt_tokens":300}}}}
                    """));
    assertThat(lines(cycle.explain("x", "n")))
        .containsExactly("x 1 prompt_tokens x 3 EUR = 3 by euro");
    assertThat(lines(cycle.explain("y", "n")))
        .containsExactly(
            "y 20 prompt_tokens x 3 EUR = 60 by euro", "z 300 prompt_tokens x 3 EUR = 900 by euro");
    assertThat(cycle.explainTotals("n").cost()).hasToString("963");
    assertThat(cycle.explainTotals("n").items()).hasSize(3);
  }

  @Test
  void onlyCallsOfTheReportHaveLines() {
    UsageReport picked =
        Tally.with(PRICES).report(Given.calls(AGENT), call -> call.id().equals("tool"));
    assertThat(picked.explain("agent", "m").items()).isEmpty();
    assertThat(picked.explainTotals("m").cost()).hasToString("28");
    // A call below a picked one is in the report.
    assertThat(picked.explain("write", "m").cost()).hasToString("28");
  }

  @Test
  void aLineNamesTheVariantThatHeld() {
    PriceVariant tier = Rows.variant("3", "30").abovePromptTokens(100).build();
    PriceRow row =
        Rows.row("m", "1", "10")
            .cacheCreationInputTokenCost(new BigDecimal("2"))
            .cacheCreation1hInputTokenCost(new BigDecimal("4"))
            .addVariants(tier)
            .build();
    RecordedUsage written =
        RecordedUsage.builder()
            .promptTokens(100)
            .cacheCreationInputTokens(30)
            .cacheCreation1hInputTokens(20)
            .build();
    RecordedUsage audio =
        RecordedUsage.builder()
            .promptTokens(101)
            .completionTokens(9)
            .addOtherKinds(
                new OtherKind("speech", 2, Within.COMPLETION, Rate.OF_ITS_OWN),
                new OtherKind("audio", 4, Within.PROMPT, Rate.OF_ITS_OWN),
                new OtherKind("images", 5, Within.PROMPT, Rate.AS_TEXT),
                new OtherKind("searches", 3, Within.NOTHING, Rate.OF_ITS_OWN))
            .build();
    UsageReport kinds =
        Tally.with(PriceTable.of(List.of(row)))
            .report(
                List.of(
                    new Span("a", null, Map.of("m", written)),
                    new Span("b", "a", Map.of("m", audio))));
    CostExplanation explained = kinds.explain("a", "m");
    assertThat(lines(explained))
        .containsExactly(
            "a 70 prompt_tokens x 1 USD = 70 by m",
            "a 10 cache_creation_input_tokens x 2 USD = 20 by m",
            "a 20 cache_creation_1h_input_tokens x 4 USD = 80 by m",
            "b 92 prompt_tokens x 3 USD = 276 by m above 100 prompt tokens",
            "b 7 completion_tokens x 30 USD = 210 by m above 100 prompt tokens",
            "b 4 audio unpriced",
            "b 5 images x 3 USD = 15 by m above 100 prompt tokens",
            "b 3 searches unpriced",
            "b 2 speech unpriced");
    assertThat(explained.cost()).isNull();
    assertThat(explained.pricedCost()).hasToString("671");
  }

  @Test
  void withoutCostsNoLineHasAPrice() {
    TallyOptions options = TallyOptions.builder().includeCosts(false).build();
    UsageReport without = Tally.with(PRICES).with(options).report(Given.calls(AGENT));
    CostExplanation explained = without.explain("plan", "m");
    assertThat(lines(explained))
        .containsExactly(
            "plan 60 prompt_tokens unpriced",
            "plan 20 completion_tokens unpriced",
            "plan 40 cache_read_input_tokens unpriced");
    assertThat(explained.cost()).isNull();
  }

  private static List<String> lines(CostExplanation explained) {
    return explained.items().stream()
        .map(
            item -> {
              LineItem.Price price = item.price();
              String tokens = item.callId() + " " + item.count() + " " + item.kind();
              if (price == null) {
                return tokens + " unpriced";
              }
              String variant = price.variant() == null ? "" : " " + price.variant().label();
              return tokens
                  + " x %s %s = %s by %s"
                      .formatted(price.rate(), price.unit(), item.amount(), price.row().id())
                  + variant;
            })
        .toList();
  }
}
