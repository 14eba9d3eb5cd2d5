package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What differs between two reports, and by how much. */
class ReportDiffTest {

  private static final String CALLS =
      """
      {"id":"r","summary":{"usage":{"m":{"prompt_tokens":5}}}}
      {"id":"a","parent_id":"r","summary":{"usage":{"m":{"prompt_tokens":7},"n":{"prompt_tokens":100}}}}
      {"id":"b","parent_id":"r","summary":{"usage":{"o":{"prompt_tokens":3}}}}
      """;

  private static final PriceTable PRICES =
      Given.prices(
          """
          {"id":"m","llm_id":"m","prompt_token_cost":1}
          {"id":"n","llm_id":"n","prompt_token_cost":0.25,"prompt_token_cost_unit":"EUR","completion_token_cost_unit":"EUR"}
          """);

  private final UsageReport report = report(CALLS);

  @Test
  void aReportDoesNotDifferFromItself() {
    ReportDiff same = ReportDiff.between(report, report(CALLS));
    assertThat(same.isEmpty()).isTrue();
    assertThat(same).isEqualTo(new ReportDiff(List.of(), Map.of(), Map.of()));
  }

  @Test
  void differencesHaveTheScaleOfCosts() {
    UsageReport cheap = report.repriced(Given.prices(row("0.125")));
    UsageReport dear = report.repriced(Given.prices(row("1.125")));
    assertThat(ReportDiff.between(cheap, dear).pricedCostByUnit())
        .containsExactly(Map.entry("USD", new BigDecimal("12")));
  }

  private static String row(String rate) {
    return "{\"id\":\"m\",\"llm_id\":\"m\",\"prompt_token_cost\":" + rate + "}";
  }

  @Test
  void otherPricesOfOneModelAreTheOnlyDifference() {
    UsageReport dearer =
        report.repriced(
            Given.prices("{\"id\":\"m\",\"llm_id\":\"m\",\"prompt_token_cost\":1.50}")
                .orElse(PRICES));
    ReportDiff diff = ReportDiff.between(report, dearer);
    assertThat(brief(diff.totals())).containsExactly("m: 12 -> 18 = 6");
    assertThat(diff.calls().keySet()).containsExactly("a", "r");
    assertThat(brief(diff.calls().get("a"))).containsExactly("m: 7 -> 10.5 = 3.5");
    assertThat(brief(diff.calls().get("r"))).containsExactly("m: 12 -> 18 = 6");
    assertThat(diff.pricedCostByUnit()).hasToString("{USD=6}");
    assertThat(diff.isEmpty()).isFalse();
    assertThat(ReportDiff.between(dearer, report).pricedCostByUnit()).hasToString("{USD=-6}");
  }

  @Test
  void anUnknownCostHasNoDifference() {
    UsageReport known =
        report.repriced(
            PRICES.orElse(Given.prices("{\"id\":\"o\",\"llm_id\":\"o\",\"prompt_token_cost\":2}")));
    ReportDiff diff = ReportDiff.between(report, known);
    assertThat(brief(diff.totals())).containsExactly("o: null -> 6 = null");
    assertThat(diff.pricedCostByUnit()).hasToString("{USD=6}");
    assertThat(brief(ReportDiff.between(known, report).totals()))
        .containsExactly("o: 6 -> null = null");
  }

  @Test
  void usageThatIsNotThereCostsNothing() {
    UsageReport more =
        report(
            CALLS
                + "{\"id\":\"c\",\"summary\":{\"usage\":{\"k\":{\"prompt_tokens\":1},\"m\":{\"prompt_tokens\":4}}}}");
    ReportDiff diff = ReportDiff.between(report, more);
    assertThat(brief(diff.totals())).containsExactly("k: none -> null = null", "m: 12 -> 16 = 4");
    assertThat(diff.calls().keySet()).containsExactly("c");
    assertThat(brief(diff.calls().get("c")))
        .containsExactly("k: none -> null = null", "m: none -> 4 = 4");
    assertThat(brief(ReportDiff.between(more, report).calls().get("c")))
        .containsExactly("k: null -> none = null", "m: 4 -> none = -4");
  }

  @Test
  void callsOfTheFirstReportComeFirst() {
    UsageReport one = report(line("z", 1) + line("b", 1) + line("c", 1));
    UsageReport two = report(line("a", 1) + line("z", 2) + line("c", 1));
    assertThat(ReportDiff.between(one, two).calls().keySet()).containsExactly("b", "z", "a");
    assertThat(ReportDiff.between(one, two).totals()).hasSize(1);
  }

  @Test
  void whatIsPaidInAnotherUnitIsTakenAwayAndAddedByUnit() {
    UsageReport euros =
        report.repriced(
            Given.prices(
                """
                {"id":"m","llm_id":"m","prompt_token_cost":1,"prompt_token_cost_unit":"EUR","completion_token_cost_unit":"EUR"}
                {"id":"n","llm_id":"n","prompt_token_cost":0.5,"prompt_token_cost_unit":"EUR","completion_token_cost_unit":"EUR"}
                """));
    ReportDiff diff = ReportDiff.between(report, euros);
    // 12 dollars and 12 euros are not the same, nor is their difference 0.
    assertThat(brief(diff.totals())).containsExactly("m: 12 -> 12 = null", "n: 25 -> 50 = 25");
    assertThat(diff.totals().get(0).unitBefore()).isEqualTo("USD");
    assertThat(diff.totals().get(0).unitAfter()).isEqualTo("EUR");
    assertThat(diff.calls().keySet()).containsExactly("a", "r");
    assertThat(diff.pricedCostByUnit()).hasToString("{EUR=37, USD=-12}");
  }

  @Test
  void aCallThatIsNewIsPaidInItsOwnUnit() {
    UsageReport dollars = report(line("a", 1));
    UsageReport euros =
        report(line("b", 2))
            .repriced(
                Given.prices(
                    """
                    {"id":"m","llm_id":"m","prompt_token_cost":3,"prompt_token_cost_unit":"EUR","completion_token_cost_unit":"EUR"}
                    """));
    ReportDiff diff = ReportDiff.between(dollars, euros);
    assertThat(brief(diff.calls().get("a"))).containsExactly("m: 1 -> none = -1");
    assertThat(brief(diff.calls().get("b"))).containsExactly("m: none -> 6 = 6");
    assertThat(brief(diff.totals())).containsExactly("m: 1 -> 6 = null");
  }

  @Test
  void otherCountsOfEqualCostAreADifferenceToo() {
    UsageReport requests =
        report(
            "{\"id\":\"r\",\"summary\":{\"usage\":{\"m\":{\"prompt_tokens\":5,\"requests\":1}}}}");
    UsageReport none =
        report("{\"id\":\"r\",\"summary\":{\"usage\":{\"m\":{\"prompt_tokens\":5}}}}");
    ReportDiff diff = ReportDiff.between(none, requests);
    assertThat(brief(diff.totals())).containsExactly("m: 5 -> 5 = 0");
    assertThat(diff.pricedCostByUnit()).isEmpty();
    assertThat(diff.isEmpty()).isFalse();
  }

  @Test
  void cannotBeChanged() {
    ReportDiff diff = ReportDiff.between(report, report(line("a", 1)));
    for (Runnable change :
        List.<Runnable>of(
            () -> diff.totals().clear(),
            () -> diff.calls().clear(),
            () -> diff.calls().get("r").clear(),
            () -> diff.pricedCostByUnit().clear())) {
      assertThatThrownBy(change::run)
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage(null);
    }
  }

  @Test
  void aChangeNeedsAModel() {
    String none = null;
    assertThatNullPointerException()
        .isThrownBy(() -> new ModelChange(none, null, null, null, null))
        .withMessage("model");
    assertThat(new ModelChange("m", null, null, null, null).costChange())
        .isEqualTo(BigDecimal.ZERO);
  }

  private static List<String> brief(List<ModelChange> changes) {
    return changes.stream()
        .map(
            change ->
                "%s: %s -> %s = %s"
                    .formatted(
                        change.model(),
                        change.before() == null ? "none" : change.before().totalCost(),
                        change.after() == null ? "none" : change.after().totalCost(),
                        change.costChange()))
        .toList();
  }

  private static String line(String id, int prompt) {
    return "{\"id\":\"%s\",\"summary\":{\"usage\":{\"m\":{\"prompt_tokens\":%d}}}}\n"
        .formatted(id, prompt);
  }

  private static UsageReport report(String calls) {
    return Tally.with(PRICES).report(Given.calls(calls));
  }
}
