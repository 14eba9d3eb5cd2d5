package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.CostChange.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CostChangeTest {

  /** One model has two rates by date, one changes with the length of the prompt, one has none. */
  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"prices": [
            {"model": "dated", "from": "2026-01-01", "rates": {"prompt_tokens": 0.001,
             "completion_tokens": 0.01, "cache_read_input_tokens": 0.0003}},
            {"model": "dated", "from": "2026-02-01", "rates": {"prompt_tokens": 0.003,
             "completion_tokens": 0.01, "cache_read_input_tokens": 0.0001}},
            {"model": "long", "rates": {"prompt_tokens": 0.7, "completion_tokens": 1},
             "conditions": [{"above_prompt_tokens": 100,
               "rates": {"prompt_tokens": 1.1, "completion_tokens": 2}}]}]}""");

  private static final String JANUARY = "2026-01-10T00:00:00Z";
  private static final String FEBRUARY = "2026-02-10T00:00:00Z";

  private static Call call(String id, String started, String model, int prompt, int completion) {
    return Call.parse(
        """
        {"id":"%s","op_name":"op%s","started_at":"%s","summary":{"usage":{"%s":{"requests":1,
         "prompt_tokens":%d,"completion_tokens":%d,"cache_read_input_tokens":%d}}}}"""
            .formatted(id, id.charAt(0), started, model, prompt, completion, prompt / 3));
  }

  private static UsageReport report(Call... calls) {
    return Tally.with(PRICES).report(List.of(calls));
  }

  private static CostChange<String> only(UsageReport before, UsageReport after) {
    List<CostChange<String>> changes = CostChange.between(before, after, call -> "all");
    assertThat(changes).hasSize(1);
    return changes.get(0);
  }

  @Test
  void asManyTokensAtOtherPricesAreDueToPrice() {
    CostChange<String> change =
        only(
            report(call("a", JANUARY, "dated", 3000, 10)),
            report(call("b", FEBRUARY, "dated", 3000, 10)));

    assertThat(change.kind()).isEqualTo(Kind.DEARER);
    assertThat(change.costBefore()).isEqualByComparingTo("2.4");
    assertThat(change.costAfter()).isEqualByComparingTo("6.2");
    assertThat(change.byPrice()).isEqualByComparingTo("3.8");
    assertThat(change.byTokens()).isEqualByComparingTo("0");
    assertThat(change.change()).isEqualByComparingTo("3.8");
    assertThat(change.unit()).isEqualTo("USD");
  }

  @Test
  void moreTokensAtTheSamePricesAreDueToTokens() {
    CostChange<String> change =
        only(
            report(call("a", JANUARY, "long", 9, 1)),
            report(call("b", JANUARY, "long", 9, 1), call("c", FEBRUARY, "long", 3, 0)));

    assertThat(change.kind()).isEqualTo(Kind.DEARER);
    assertThat(change.byPrice()).isEqualByComparingTo("0");
    assertThat(change.byTokens()).isEqualByComparingTo("2.1");
  }

  @Test
  void bothPartsOfAChangeAreTold() {
    CostChange<String> change =
        only(report(call("a", JANUARY, "long", 90, 0)), report(call("b", JANUARY, "long", 120, 0)));

    assertThat(change.byPrice()).isEqualByComparingTo("36"); // 90 x 0.4
    assertThat(change.byTokens()).isEqualByComparingTo("33"); // 30 x 1.1
  }

  @Test
  void whatIsNewOrGoneIsDueToTokens() {
    UsageReport before = report(call("a", JANUARY, "long", 9, 1));
    UsageReport after = report(call("a", JANUARY, "dated", 9, 1));

    List<CostChange<String>> changes = CostChange.between(before, after, call -> "all");

    assertThat(changes).extracting(CostChange::model).containsExactly("dated", "long");
    assertThat(changes).extracting(CostChange::kind).containsExactly(Kind.NEW, Kind.GONE);
    assertThat(changes.get(0).costBefore()).isEqualByComparingTo("0");
    assertThat(changes.get(1).byTokens()).isEqualByComparingTo("-7.3");
    assertThat(changes.get(1).byPrice()).isEqualByComparingTo("0");
  }

  @Test
  void whatHasNoPriceIsNotKnown() {
    CostChange<String> change =
        only(
            report(call("a", JANUARY, "unpriced", 9, 1)),
            report(call("a", JANUARY, "unpriced", 12, 1)));

    assertThat(change.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(change.costBefore()).isNull();
    assertThat(change.byPrice()).isNull();
    assertThat(change.byTokens()).isNull();
    assertThat(change.change()).isNull();
    assertThat(only(report(), report(call("a", JANUARY, "unpriced", 9, 1))).kind())
        .isEqualTo(Kind.NEW);
  }

  @Test
  void anotherCurrencyIsNoChangeOfPrice() {
    PriceTable euros =
        PriceTable.parse(
            """
            {"long": {"prompt_token_cost": 1, "completion_token_cost": 1,
              "prompt_token_cost_unit": "EUR", "completion_token_cost_unit": "EUR"}}""");
    UsageReport before = report(call("a", JANUARY, "long", 9, 1));

    CostChange<String> change = only(before, before.repriced(euros));

    assertThat(change.kind()).isEqualTo(Kind.UNKNOWN);
    assertThat(change.unit()).isNull();
    assertThat(change.change()).isNull();
    assertThat(change.costAfter()).isEqualByComparingTo("10");
  }

  @Provide
  Arbitrary<List<Call>> calls() {
    return Combinators.combine(
            Arbitraries.of("a", "b", "c"),
            Arbitraries.of(JANUARY, FEBRUARY),
            Arbitraries.of("dated", "long", "unpriced"),
            Arbitraries.integers().between(0, 200),
            Arbitraries.integers().between(0, 20))
        .as(
            (operation, started, model, prompt, completion) ->
                List.<Object>of(operation, started, model, prompt, completion))
        .list()
        .ofMaxSize(12)
        .map(
            rows -> {
              List<Call> calls = new ArrayList<>();
              for (List<Object> row : rows) {
                calls.add(
                    call(
                        (String) row.get(0) + calls.size(),
                        (String) row.get(1),
                        (String) row.get(2),
                        (Integer) row.get(3),
                        (Integer) row.get(4)));
              }
              return calls;
            });
  }

  private static Map<String, BigDecimal> costs(List<Charge> charges) {
    return charges.stream()
        .filter(charge -> charge.amount() != null)
        .collect(Collectors.toMap(Charge::model, Charge::amount, BigDecimal::add));
  }

  @Property(tries = 300)
  void chargesAddUpToTheCosts(@ForAll("calls") List<Call> calls) {
    UsageReport report = Tally.with(PRICES).report(calls);
    Map<@Nullable Character, UsageTotals> totals = report.totalsBy(call -> call.id().charAt(0));

    report
        .chargesBy(call -> call.id().charAt(0))
        .forEach(
            (key, charges) ->
                costs(charges)
                    .forEach(
                        (model, cost) ->
                            assertThat(cost)
                                .isEqualByComparingTo(
                                    totals.get(key).pricedPart().get(model).totalCost())));
  }

  @Property(tries = 500)
  void thePartsAddUpToTheChange(
      @ForAll("calls") List<Call> before, @ForAll("calls") List<Call> after) {
    UsageReport from = Tally.with(PRICES).report(before);
    UsageReport to = Tally.with(PRICES).report(after);
    Map<@Nullable Character, UsageTotals> was = from.totalsBy(call -> call.id().charAt(0));
    Map<@Nullable Character, UsageTotals> is = to.totalsBy(call -> call.id().charAt(0));

    for (CostChange<Character> each :
        CostChange.<Character>between(from, to, call -> call.id().charAt(0))) {
      BigDecimal costBefore = cost(was, each);
      BigDecimal costAfter = cost(is, each);
      if (costBefore == null || costAfter == null) {
        assertThat(each.change()).isNull();
      } else {
        assertThat(each.change()).isEqualByComparingTo(costAfter.subtract(costBefore));
        assertThat(each.byPrice().add(each.byTokens())).isEqualByComparingTo(each.change());
      }
    }
  }

  private static @Nullable BigDecimal cost(
      Map<@Nullable Character, UsageTotals> totals, CostChange<Character> change) {
    UsageTotals group = totals.get(change.key());
    return group == null || !group.usage().containsKey(change.model())
        ? BigDecimal.ZERO
        : group.usage().get(change.model()).totalCost();
  }

  @Property(tries = 300)
  void theWayBackIsTheOpposite(
      @ForAll("calls") List<Call> before, @ForAll("calls") List<Call> after) {
    UsageReport from = Tally.with(PRICES).report(before);
    UsageReport to = Tally.with(PRICES).report(after);
    List<CostChange<Boolean>> there = CostChange.between(from, to, call -> true);
    List<CostChange<Boolean>> back = CostChange.between(to, from, call -> true);

    assertThat(back).hasSameSizeAs(there);
    for (int i = 0; i < there.size(); i++) {
      BigDecimal price = there.get(i).byPrice();
      BigDecimal tokens = there.get(i).byTokens();
      if (price == null || tokens == null) {
        assertThat(back.get(i).byPrice()).isNull();
      } else {
        assertThat(back.get(i).byPrice()).isEqualByComparingTo(price.negate());
        assertThat(back.get(i).byTokens()).isEqualByComparingTo(tokens.negate());
      }
    }
  }

  @Property(tries = 200)
  void nothingChangedBetweenAReportAndItself(@ForAll("calls") List<Call> calls) {
    UsageReport report = Tally.with(PRICES).report(calls);

    for (CostChange<Boolean> each : CostChange.<Boolean>between(report, report, call -> true)) {
      assertThat(each.kind()).isIn(Kind.SAME, Kind.UNKNOWN);
      assertThat(each.kind() == Kind.UNKNOWN).isEqualTo(each.costBefore() == null);
      if (each.kind() == Kind.SAME) {
        assertThat(each.byPrice()).isEqualByComparingTo("0");
        assertThat(each.byTokens()).isEqualByComparingTo("0");
      }
    }
  }
}
