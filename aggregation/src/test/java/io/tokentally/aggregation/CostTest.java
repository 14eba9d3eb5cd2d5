package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What one usage, a call or a report cost, in one value. */
class CostTest {

  private static final Instant START = Instant.parse("2024-06-15T10:00:00Z");

  private static final PriceTable PRICES =
      Given.prices(
          """
          {"id":"m","llm_id":"m","prompt_token_cost":0.5,"completion_token_cost":0.25,"cache_read_input_token_cost":0.1}
          {"id":"e","llm_id":"e","prompt_token_cost":2,"completion_token_cost":3,"prompt_token_cost_unit":"EUR","completion_token_cost_unit":"EUR"}
          """);

  private static final UsageReport REPORT =
      Tally.with(PRICES)
          .report(
              Given.calls(
                  """
                  {"id":"r","summary":{"usage":{"m":{"prompt_tokens":10}}}}
                  {"id":"a","parent_id":"r","summary":{"usage":{"e":{"prompt_tokens":1},"my-m":{"prompt_tokens":1}}}}
                  {"id":"b","parent_id":"r","summary":{"usage":{"m":{"prompt_tokens":-1}}}}
                  {"id":"c","summary":{"usage":{"m":{"completion_tokens":4}}}}
                  """));

  @Test
  void oneUsageHasACost() {
    Cost cost =
        PRICES.cost(
            "m",
            Map.of("prompt_tokens", 10, "completion_tokens", 4, "cache_read_input_tokens", 2),
            START);
    assertThat(cost.isComplete()).isTrue();
    assertThat(cost.amount()).isEqualTo("5.2");
    assertThat(cost).hasToString("5.2 USD");
  }

  @Test
  void recordedUsageHasTheSameCost() {
    RecordedUsage usage =
        RecordedUsage.builder()
            .promptTokens(10)
            .completionTokens(4)
            .cacheReadInputTokens(2)
            .build();
    assertThat(PRICES.cost("m", usage, START).amounts())
        .isEqualTo(Map.of("USD", new BigDecimal("5.2")));
  }

  @Test
  void nothingCostsNothing() {
    assertThat(PRICES.cost("m", Map.of(), START).amount()).isEqualTo("0");
  }

  @Test
  void whatHasNoPriceSaysWhy() {
    Cost cost = PRICES.cost("nobody", Map.of("prompt_tokens", 10), START);
    assertThat(cost.amount()).isNull();
    assertThat(cost.unpriced())
        .isEqualTo(
            Map.of("nobody", List.of(new UnpricedReason(UnpricedReason.Kind.NO_ROW, null, null))));
    assertThat(cost).hasToString("not known; what has a price: 0; nobody: NO_ROW");
  }

  @Test
  void aKindWithoutRateLeavesTheCostOpen() {
    RecordedUsage usage =
        RecordedUsage.builder()
            .promptTokens(10)
            .addOtherKinds(
                new OtherKind(
                    "input_audio_tokens", 4, OtherKind.Within.PROMPT, OtherKind.Rate.OF_ITS_OWN))
            .build();
    Cost cost = PRICES.cost("m", usage, START);
    assertThat(cost.amount()).isNull();
    assertThat(cost)
        .hasToString("not known; what has a price: 3 USD; m: NO_RATE (input_audio_tokens)");
  }

  @Test
  void countsThatAreNoneLeaveTheCostOpen() {
    Cost cost = PRICES.cost("m", Map.of("prompt_tokens", -4, "completion_tokens", 4), START);
    assertThat(cost.amount()).isNull();
    assertThat(cost.open()).containsExactly("NEGATIVE m prompt_tokens -4");
  }

  @Test
  void aReportAndEachOfItsCallsHaveOne() {
    assertThat(REPORT.cost())
        .hasToString(
            "not known; what has a price: 2 EUR and 6 USD; my-m: NO_ROW; NEGATIVE m prompt_tokens -1");
    assertThat(REPORT.cost("r").amounts()).hasToString("{EUR=2, USD=5}");
    assertThat(REPORT.cost("r").isComplete()).isFalse();
    assertThat(REPORT.cost("c")).hasToString("1 USD");
    assertThat(REPORT.cost("a").open()).isEmpty();
    assertThat(REPORT.cost("nobody").amount()).isEqualTo("0");
  }

  @Test
  void amountsInSeveralUnitsAreNotOne() {
    Cost cost = new Cost(Map.of("USD", BigDecimal.ONE, "EUR", BigDecimal.ONE), Map.of(), List.of());
    assertThat(cost.isComplete()).isTrue();
    assertThat(cost.amount()).isNull();
  }

  @Test
  void whereNoCostsWereAskedForNoneIsKnown() {
    TallyOptions options = TallyOptions.builder().includeCosts(false).build();
    Cost cost = PRICES.cost("m", Map.of("prompt_tokens", 1), START, options);
    assertThat(cost).hasToString("not known; what has a price: 0; m: no costs asked for");
  }

  /** The cost of a sum of usage is the sum of the costs, where prices have no conditions. */
  @Property
  void costsAddUp(
      @ForAll @LongRange(max = 1_000_000_000) long a,
      @ForAll @LongRange(max = 1_000_000_000) long b) {
    BigDecimal both = PRICES.cost("m", Map.of("prompt_tokens", a + b), START).amount();
    BigDecimal first = PRICES.cost("m", Map.of("prompt_tokens", a), START).amount();
    BigDecimal second = PRICES.cost("m", Map.of("prompt_tokens", b), START).amount();
    assertThat(both).isNotNull();
    assertThat(first.add(second)).isEqualByComparingTo(both);
  }
}
