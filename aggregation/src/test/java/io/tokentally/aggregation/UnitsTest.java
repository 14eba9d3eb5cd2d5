package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.testing.SerialCopy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Amounts in different units are never added: docs/semantics.md section 7 and rule 38. */
class UnitsTest {

  private static final String ROWS =
      """
      {"id":"usd","llm_id":"m","effective_date":"2024-01-01","prompt_token_cost":1,"completion_token_cost":2}
      {"id":"eur","llm_id":"m","effective_date":"2024-02-01","prompt_token_cost":3,"completion_token_cost":4,"prompt_token_cost_unit":"EUR","completion_token_cost_unit":"EUR"}
      {"id":"chf","llm_id":"n","effective_date":"2024-01-01","prompt_token_cost":5,"completion_token_cost":6,"prompt_token_cost_unit":"CHF","completion_token_cost_unit":"CHF"}
      {"id":"mix","llm_id":"o","effective_date":"2024-01-01","prompt_token_cost":7,"completion_token_cost":8,"completion_token_cost_unit":"GBP"}
      """;

  private static final Tally TALLY = Tally.with(Given.prices(ROWS));

  private static final String JANUARY =
      """
      {"id":"a","started_at":"2024-01-15T00:00:00Z","summary":{"usage":{"m":{"prompt_tokens":10}}}}
      """;

  private static final String FEBRUARY =
      """
      {"id":"b","started_at":"2024-02-15T00:00:00Z","summary":{"usage":{"m":{"prompt_tokens":100}}}}
      """;

  @Test
  void eachModelHasItsUnitAndEachUnitItsSum() {
    UsageReport report =
        TALLY.report(
            Given.calls(
                JANUARY
                    + """
                    {"id":"c","parent_id":"a","summary":{"usage":{"n":{"prompt_tokens":2,"completion_tokens":1}}}}
                    {"id":"d","summary":{"usage":{"x":{"prompt_tokens":2}}}}
                    """));
    assertThat(report.unitByModel()).hasToString("{m=USD, n=CHF}");
    assertThat(report.pricedCostByUnit()).hasToString("{CHF=16, USD=10}");
  }

  @Test
  void serialisationKeepsTheUnits() throws Exception {
    MixedUnitsException refusal = new MixedUnitsException("m", List.of("EUR", "USD"));
    MixedUnitsException copy = SerialCopy.of(refusal);
    assertThat(copy.model()).isEqualTo("m");
    assertThat(copy.units()).containsExactly("EUR", "USD");
    assertThat(copy.errors()).isEqualTo(refusal.errors());
  }

  @Test
  void rowsOfOneModelInTwoUnitsAreRefusedInAnyOrderAndTree() {
    List<Call> apart = new ArrayList<>(Given.calls(JANUARY + FEBRUARY));
    List<Call> together =
        Given.calls(JANUARY + FEBRUARY.replace("\"id\":\"b\"", "\"id\":\"b\",\"parent_id\":\"a\""));
    for (int i = 0; i < 2; i++) {
      Collections.reverse(apart);
      for (List<Call> calls : List.of(apart, together)) {
        assertThatThrownBy(() -> TALLY.report(calls))
            .isInstanceOfSatisfying(
                MixedUnitsException.class,
                refusal -> {
                  assertThat(refusal.model()).isEqualTo("m");
                  assertThat(refusal.units()).containsExactly("EUR", "USD");
                })
            .hasMessage("prices.m: expected one unit for model \"m\", found EUR and USD");
      }
    }
  }

  @Test
  void oneRowInTwoUnitsIsRefusedThoughOnlyOneSideOfItIsUsed() {
    assertThatThrownBy(
            () ->
                TALLY.report(
                    Given.calls(
                        "{\"id\":\"a\",\"summary\":{\"usage\":{\"o\":{\"prompt_tokens\":1}}}}")))
        .isInstanceOf(MixedUnitsException.class)
        .hasMessage("prices.o: expected one unit for model \"o\", found GBP and USD");
  }

  @Test
  void rowsThatAreNotUsedDoNotMatter() {
    assertThat(TALLY.report(Given.calls(JANUARY)).unitByModel()).hasToString("{m=USD}");
    assertThat(TALLY.report(Given.calls(FEBRUARY)).unitByModel()).hasToString("{m=EUR}");
    UsageReport zero = TALLY.report(Given.calls(JANUARY + FEBRUARY.replace("100", "0")));
    assertThat(zero.unitByModel()).hasToString("{m=USD}");
  }

  @Test
  void callsThatAreNotPickedDoNotMatter() {
    List<Call> calls = Given.calls(JANUARY + FEBRUARY);
    UsageReport report = TALLY.report(calls, call -> call.id().equals("b"));
    assertThat(report.unitByModel()).hasToString("{m=EUR}");
    assertThat(report.pricedCostByUnit()).hasToString("{EUR=300}");
  }

  @Test
  void nothingIsRefusedWithoutCosts() {
    TallyOptions options = TallyOptions.builder().includeCosts(false).build();
    UsageReport report = TALLY.with(options).report(Given.calls(JANUARY + FEBRUARY));
    assertThat(report.unitByModel()).isEmpty();
    assertThat(report.pricedCostByUnit()).isEmpty();
    assertThat(report.totals().get("m").promptTokens()).isEqualTo(110);
  }

  @Test
  void unitsAreComparedAsText() {
    Tally tally =
        Tally.with(
            Given.prices(
                """
                {"id":"1","llm_id":"m","prompt_token_cost":1,"prompt_token_cost_unit":"usd"}
                """));
    assertThatThrownBy(() -> tally.report(Given.calls(FEBRUARY)))
        .isInstanceOf(MixedUnitsException.class)
        .hasMessage("prices.m: expected one unit for model \"m\", found USD and usd");
  }
}
