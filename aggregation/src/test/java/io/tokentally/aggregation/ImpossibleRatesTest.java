package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rates that nobody charges, in one's own rows: docs/semantics.md rule 65. */
class ImpossibleRatesTest {

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({
    "prompt_tokens, 0.01, {prompt_token_cost=0.01}",
    "prompt_tokens, 0.0099999, {}",
    "completion_tokens, 3, {completion_token_cost=3}",
    "cache_read_input_tokens, 0.01, {cache_read_input_token_cost=0.01}",
    "cache_creation_input_tokens, 0.01, {cache_creation_input_token_cost=0.01}",
    "cache_creation_1h_input_tokens, 0.01, {cache_creation_1h_input_token_cost=0.01}",
    "reasoning_tokens, 0.01, {reasoning_tokens=0.01}",
    "input_audio_tokens, 0.0999, {}",
    "input_audio_tokens, 0.1, {input_audio_tokens=0.1}",
    "web_search_requests, 5, {}",
  })
  void areThoseOfAMillionTokensWhereThatOfOneShouldStand(
      String kind, BigDecimal rate, String found) {
    assertThat(row("USD", "\"rates\":{\"" + kind + "\":" + rate + "}").impossibleRates())
        .hasToString(found);
    String variant = "{\"above_prompt_tokens\":5,\"rates\":{\"" + kind + "\":" + rate + "}}";
    assertThat(row("USD", "\"rates\":{},\"conditions\":[" + variant + "]").impossibleRates())
        .hasToString(found);
  }

  @Test
  void areNotLookedForInOtherCurrencies() {
    assertThat(row("JPY", "\"rates\":{\"prompt_tokens\":3}").impossibleRates()).isEmpty();
  }

  @Test
  void areUsedAndNotedWhereTheyPricedSomething() {
    PriceRow used = row("USD", "\"rates\":{\"prompt_tokens\":3,\"completion_tokens\":0.5}");
    PriceRow unused = PriceRow.builder().from(used).id("later").effectiveDate(Instant.MAX).build();
    UsageReport report =
        Tally.with(PriceTable.of(List.of(used, unused)))
            .report(List.of(new Span("a", null, Map.of("m", Map.of("prompt_tokens", 7)))));
    assertThat(report.pricedCostByUnit()).hasToString("{USD=21}");
    assertThat(report.isComplete()).isTrue();
    assertThat(report.impossibleRates())
        .containsExactly(
            new ImpossibleRate("m", used, "completion_token_cost", new BigDecimal("0.5")),
            new ImpossibleRate("m", used, "prompt_token_cost", new BigDecimal("3")));
  }

  private static PriceRow row(String unit, String members) {
    String json = "{\"unit\":\"%s\",\"prices\":[{\"model\":\"m\",%s}]}".formatted(unit, members);
    return PriceTable.parse(json).rows().get(0);
  }
}
