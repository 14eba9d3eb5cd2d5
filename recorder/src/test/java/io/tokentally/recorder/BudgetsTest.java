package io.tokentally.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.TallyOptions;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BudgetsTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"m": {"prompt_token_cost": 0.001, "completion_token_cost": 0.002},
           "e": {"prompt_token_cost": 0.001, "completion_token_cost": 0.002,
                 "prompt_token_cost_unit": "EUR", "completion_token_cost_unit": "EUR"}}""");

  private static final BudgetScope NOBODY = BudgetScope.builder().build();
  private static final RecordedUsage HUNDRED = RecordedUsage.builder().promptTokens(100).build();

  private final List<BudgetEvent> events = new ArrayList<>();
  private Instant now = Instant.parse("2026-03-29T00:30:00Z");
  private final InstantSource clock = () -> now;

  private Budgets.Builder budgets(BudgetLimit... limits) {
    Budgets.Builder budgets = Budgets.with(PRICES).listener(events::add).clock(clock);
    List.of(limits).forEach(budgets::limit);
    return budgets;
  }

  @Test
  void aLimitThatCannotBeIsRejectedWithAllOthers() {
    BudgetLimit user = BudgetLimit.per("user", "1", "USD");
    assertThatThrownBy(
            () ->
                budgets(
                        BudgetLimit.per("process", "1", "usd"),
                        user,
                        BudgetLimit.per("user", "2", "USD"))
                    .options(TallyOptions.builder().includeCosts(false).build())
                    .build())
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "limits[0].unit: expected a unit that prices have, since nothing is ever spent in"
                + " another; found \"usd\"; known: EUR, USD; limits[2]: expected one amount per scope,"
                + " unit and period, found another: 2 USD per user, for ever; include_costs: expected"
                + " true, found false: without costs nothing is ever spent");
    assertThatThrownBy(() -> BudgetLimit.per("user", "-1", "USD"))
        .hasMessage("amount: expected an amount of 0 or more, found -1");
  }

  @Test
  void everyLimitThatAppliesStops() {
    Budgets budgets =
        budgets(BudgetLimit.per("user", "0.15", "USD"), BudgetLimit.per("team", "0.25", "USD"))
            .build();
    BudgetScope ada = BudgetScope.builder().user("ada").key("team", "one").build();
    BudgetScope bob = BudgetScope.builder().user("bob").key("team", "one").build();

    budgets.requireWithin(ada, "m", HUNDRED).settle("m", HUNDRED);
    assertThatThrownBy(() -> budgets.requireWithin(ada, "m", HUNDRED))
        .isInstanceOf(BudgetExceededException.class)
        .hasMessage(
            "expected a call within its budgets, found one that may cost 0.1 USD against 0.15 USD"
                + " per user, for ever (ada): spent 0.1, held 0, remaining 0.05");
    budgets.requireWithin(bob, "m", HUNDRED);
    budgets.requireWithin(bob, "m", RecordedUsage.builder().promptTokens(50).build());
    assertThatThrownBy(
            () -> budgets.requireWithin(BudgetScope.builder().key("team", "one").build()))
        .isInstanceOfSatisfying(
            BudgetExceededException.class,
            e ->
                assertThat(e.budgets())
                    .extracting(BudgetStatus::limit)
                    .containsExactly(BudgetLimit.per("team", "0.25", "USD")));
  }

  @Test
  void aDayBeginsInItsZoneAndWhatEndsLaterCountsWhereItBegan() {
    Budgets budgets =
        budgets(
                BudgetLimit.per("process", "0.1", "USD")
                    .each(BudgetPeriod.day(ZoneId.of("Asia/Tokyo"))))
            .build();
    now = Instant.parse("2026-03-29T14:59:59Z");
    Reservation late = budgets.requireWithin(NOBODY, "m", HUNDRED);
    assertThatThrownBy(() -> budgets.requireWithin(NOBODY)).isNotNull();

    now = Instant.parse("2026-03-29T15:00:00Z");
    budgets.requireWithin(NOBODY, "m", HUNDRED).settle("m", HUNDRED);
    late.settle("m", HUNDRED);

    assertThat(budgets.all()).hasSize(1);
    assertThat(budgets.remaining(NOBODY).get(0).spent()).isEqualTo(new BigDecimal("0.1"));
    assertThat(budgets.remaining(NOBODY).get(0).from())
        .isEqualTo(Instant.parse("2026-03-29T15:00:00Z"));
  }

  /** Nobody knows any more what was spent before midnight, so nothing more is, either. */
  @Test
  void aClockThatGoesBackALittleBringsNothingBack() {
    Budgets budgets =
        budgets(BudgetLimit.per("user", "0.1", "USD").each(BudgetPeriod.day(ZoneOffset.UTC)))
            .build();
    BudgetScope ada = BudgetScope.builder().user("ada").build();
    now = Instant.parse("2026-03-29T23:59:59Z");
    budgets.requireWithin(ada, "m", HUNDRED).settle("m", HUNDRED);
    now = Instant.parse("2026-03-30T00:00:00Z");
    budgets.requireWithin(ada, "m", HUNDRED).settle("m", HUNDRED);
    for (String back : List.of("2026-03-29T23:59:59Z", "2026-03-29T00:00:00Z")) {
      now = Instant.parse(back);
      assertThatThrownBy(() -> budgets.requireWithin(ada)).isNotNull();
      assertThat(budgets.remaining(ada).get(0).from()).isEqualTo("2026-03-30T00:00:00Z");
    }

    now = Instant.parse("2026-03-28T23:59:59Z"); // it had been wrong by more than a day
    budgets.requireWithin(ada, "m", HUNDRED).settle("m", HUNDRED);
    assertThat(budgets.remaining(ada).get(0).from()).isEqualTo("2026-03-28T00:00:00Z");
  }

  @Test
  void whatIsLeftOfTheNextPeriodIsKnownBeforeAnyCallOfIt() {
    Budgets budgets =
        budgets(BudgetLimit.per("process", "0.1", "USD").each(BudgetPeriod.minute(ZoneOffset.UTC)))
            .build();
    now = Instant.parse("2026-03-29T12:00:59.999Z");
    budgets.requireWithin(NOBODY, "m", HUNDRED).settle("m", HUNDRED);
    assertThat(budgets.remaining(NOBODY).get(0).remaining()).isEqualTo(BigDecimal.ZERO);

    now = Instant.parse("2026-03-29T12:01:00Z");
    assertThat(budgets.remaining(NOBODY).get(0).remaining()).isEqualTo(new BigDecimal("0.1"));
    assertThat(budgets.all())
        .extracting(BudgetStatus::spent)
        .containsExactly(new BigDecimal("0.1"));
    budgets.requireWithin(NOBODY, "m", HUNDRED);
    assertThat(budgets.all()).extracting(BudgetStatus::spent).containsExactly(BigDecimal.ZERO);
  }

  @Test
  void whatIsUnderWayIsNotForgotten() {
    Budgets budgets = budgets(BudgetLimit.per("user", "0.3", "USD")).build();
    BudgetScope ada = BudgetScope.builder().user("ada").build();
    budgets.requireWithin(ada, "m", HUNDRED).settle("m", HUNDRED);
    Reservation unknown = budgets.requireWithin(ada);
    Reservation held = budgets.requireWithin(ada, "m", HUNDRED);
    budgets.forget("user", "ada");

    BudgetStatus left = budgets.remaining(ada).get(0);
    assertThat(left.spent()).isEqualTo(BigDecimal.ZERO);
    assertThat(left.held()).isEqualTo(new BigDecimal("0.1"));
    held.settle("m", HUNDRED);
    assertThat(budgets.all())
        .extracting(BudgetStatus::spent)
        .containsExactly(new BigDecimal("0.1"));
    unknown.settle("x", HUNDRED);
    assertThat(budgets.all()).extracting(BudgetStatus::unpricedCalls).containsExactly(1L);
    budgets.forget("user", "ada");
    assertThat(budgets.all()).isEmpty();
  }

  @Test
  void onlyTheKeyThatIsNamedIsForgotten() {
    Budgets budgets =
        budgets(BudgetLimit.per("user", "1", "USD"), BudgetLimit.per("team", "1", "USD")).build();
    for (String name : List.of("ada", "bob")) {
      BudgetScope scope = BudgetScope.builder().user(name).key("team", name).build();
      budgets.requireWithin(scope, "m", HUNDRED).settle("m", HUNDRED);
    }
    budgets.forget("user", "ada");
    budgets.forget("team", null);

    assertThat(budgets.all())
        .extracting(BudgetStatus::key)
        .containsExactlyInAnyOrder("bob", "ada", "bob");
  }

  @Test
  void aRestartKeepsWhatBlocksAndWhatIsHeldAndForgetsItToo() {
    BudgetLimit limit = BudgetLimit.per("user", "1", "USD");
    BudgetScope ada = BudgetScope.builder().user("ada").build();
    Budgets before = budgets(limit).build();
    before.requireWithin(ada, "m", HUNDRED).settle("x", HUNDRED);
    before.requireWithin(NOBODY, "m", HUNDRED);

    Budgets after = budgets(limit).restore(before.snapshot()).build();
    assertThat(after.remaining(ada).get(0).unpricedCalls()).isEqualTo(1);
    assertThatThrownBy(() -> after.requireWithin(ada)).isNotNull();
    assertThat(after.remaining(NOBODY).get(0).spent()).isEqualTo(new BigDecimal("0.1"));
    assertThat(after.remaining(NOBODY).get(0).held()).isEqualTo(BigDecimal.ZERO);

    Budgets other = budgets(BudgetLimit.per("team", "1", "USD")).restore(after.snapshot()).build();
    assertThat(other.all()).isEmpty();
    other.forget("user", "ada");
    Budgets again = budgets(limit).restore(other.snapshot()).build();
    assertThat(again.all()).extracting(BudgetStatus::key).containsOnlyNulls().hasSize(1);
  }

  @Test
  void aSnapshotOfAPeriodThatIsOverSpendsNothingOfTheNext() {
    BudgetLimit limit =
        BudgetLimit.per("process", "0.1", "USD").each(BudgetPeriod.hour(ZoneOffset.UTC));
    Budgets before = budgets(limit).build();
    before.requireWithin(NOBODY, "m", HUNDRED).settle("m", HUNDRED);
    String snapshot = before.snapshot();

    assertThatThrownBy(() -> budgets(limit).restore(snapshot).build().requireWithin(NOBODY))
        .isNotNull();
    now = now.plusSeconds(3_600);
    Budgets after = budgets(limit).restore(snapshot).build();
    assertThat(after.remaining(NOBODY).get(0).remaining()).isEqualTo(new BigDecimal("0.1"));
    after.requireWithin(NOBODY, "m", HUNDRED);
  }

  @Test
  void whatCostsExactlyWhatIsLeftIsAllowed() {
    Budgets budgets = budgets(BudgetLimit.per("process", "0.2", "USD")).build();
    Reservation first = budgets.requireWithin(NOBODY, "m", HUNDRED);
    budgets.requireWithin(NOBODY, "m", HUNDRED);
    assertThatThrownBy(() -> budgets.requireWithin(NOBODY)).isNotNull();
    assertThatThrownBy(
            () ->
                budgets.requireWithin(NOBODY, "m", RecordedUsage.builder().promptTokens(1).build()))
        .isNotNull();
    first.settle("m", HUNDRED);

    assertThat(budgets.remaining(NOBODY).get(0).spent()).isEqualTo(new BigDecimal("0.1"));
    assertThat(events).extracting(BudgetEvent::kind).doesNotContain(BudgetEvent.Kind.EXCEEDED);
  }

  @Test
  void aLimitIsExceededOnce() {
    Budgets budgets = budgets(BudgetLimit.per("process", "0.1", "USD")).build();
    List<Reservation> held =
        List.of(
            budgets.requireWithin(NOBODY),
            budgets.requireWithin(NOBODY),
            budgets.requireWithin(NOBODY));
    held.forEach(each -> each.settle("m", HUNDRED));

    assertThat(events).extracting(BudgetEvent::kind).containsExactly(BudgetEvent.Kind.EXCEEDED);
    assertThat(events.get(0).budgets().get(0).spent()).isEqualTo(new BigDecimal("0.2"));
  }

  @Test
  void theProjectOfAScopeHasItsPrices() {
    PriceRow cheap =
        PriceRow.builder()
            .id("cheap")
            .llmId("m")
            .effectiveDate(Instant.EPOCH)
            .pricingLevel("project")
            .pricingLevelId("p")
            .promptTokenCost(new BigDecimal("0.0001"))
            .completionTokenCost(BigDecimal.ONE)
            .build();
    Budgets budgets =
        Budgets.with(PriceTable.of(List.of(cheap)).orElse(PRICES))
            .limit(BudgetLimit.per("project", "1", "USD"))
            .clock(clock)
            .build();
    for (String project : List.of("p", "q")) {
      BudgetScope scope = BudgetScope.builder().project(project).build();
      Reservation held = budgets.requireWithin(scope, "m", HUNDRED);
      String cost = project.equals("p") ? "0.01" : "0.1";
      assertThat(budgets.remaining(scope).get(0).held()).isEqualTo(new BigDecimal(cost));
      held.settle("m", HUNDRED);
      assertThat(budgets.remaining(scope).get(0).spent()).isEqualTo(new BigDecimal(cost));
    }
  }

  @Test
  void anEstimateThatCannotBePricedIsWithoutAPrice() {
    PriceTable mixed =
        PriceTable.parse(
            """
            {"m": {"prompt_token_cost": 1, "completion_token_cost": 1,
                   "prompt_token_cost_unit": "USD", "completion_token_cost_unit": "EUR"}}""");
    BudgetLimit limit = BudgetLimit.per("process", "1", "USD");
    Budgets budgets = Budgets.with(mixed).limit(limit).listener(events::add).build();
    assertThatThrownBy(() -> budgets.requireWithin(NOBODY, "m", HUNDRED))
        .isInstanceOf(BudgetExceededException.class)
        .hasMessageStartingWith("what model m may use has no price: ");
    assertThat(events)
        .extracting(BudgetEvent::kind)
        .containsExactly(BudgetEvent.Kind.UNPRICED, BudgetEvent.Kind.REJECTED);

    Budgets allowing = Budgets.with(mixed).limit(limit).unpriced(UnpricedCalls.ALLOW).build();
    Reservation held = allowing.requireWithin(NOBODY, "m", HUNDRED);
    assertThat(allowing.remaining(NOBODY).get(0).held()).isEqualTo(BigDecimal.ZERO);
    assertThatThrownBy(() -> held.settle("m", HUNDRED)).isNotNull();
    assertThat(allowing.remaining(NOBODY).get(0).unpricedCalls()).isEqualTo(1);
  }

  @Test
  void theHourThatIsThereTwiceIsTwo() {
    BudgetPeriod hour = BudgetPeriod.hour(ZoneId.of("Europe/Berlin"));
    assertThat(hour.start(Instant.parse("2026-10-25T00:30:00Z")))
        .isEqualTo(Instant.parse("2026-10-25T00:00:00Z"));
    assertThat(hour.start(Instant.parse("2026-10-25T01:30:00Z")))
        .isEqualTo(Instant.parse("2026-10-25T01:00:00Z"));
    assertThat(
            BudgetPeriod.month(ZoneId.of("Europe/Berlin"))
                .start(Instant.parse("2026-03-31T22:00:00Z")))
        .isEqualTo(Instant.parse("2026-03-31T22:00:00Z"));
    assertThat(
            BudgetPeriod.minute(ZoneId.of("Asia/Kolkata"))
                .start(Instant.parse("2026-01-01T00:00:59Z")))
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(BudgetPeriod.FOR_EVER.start(now)).isNull();
  }

  @Test
  void aModelWithoutAPriceIsBlocked() {
    Budgets budgets = budgets(BudgetLimit.per("process", "1", "USD")).build();

    assertThatThrownBy(() -> budgets.requireWithin(NOBODY, "x", HUNDRED))
        .isInstanceOf(BudgetExceededException.class)
        .hasMessage(
            "model x has no price: NO_ROW; give it one, or choose otherwise for unpriced calls");
    assertThat(events)
        .extracting(BudgetEvent::kind)
        .containsExactly(BudgetEvent.Kind.UNPRICED, BudgetEvent.Kind.REJECTED);
  }

  @Test
  void withoutLimitsNothingIsBlocked() {
    Budgets budgets = budgets().build();
    budgets.requireWithin(NOBODY, "x", HUNDRED).settle("x", HUNDRED);
    budgets.requireWithin(NOBODY, "x", HUNDRED).settle("x", HUNDRED);

    assertThat(events).extracting(BudgetEvent::kind).containsOnly(BudgetEvent.Kind.UNPRICED);
  }

  @Test
  void messagesEndWithTheAdviceOfTheApplication() {
    Budgets budgets =
        budgets(BudgetLimit.per("process", "0.05", "USD"))
            .advice("list it in prices.json", "raise LIMIT")
            .build();

    assertThatThrownBy(() -> budgets.requireWithin(NOBODY, "x", HUNDRED))
        .hasMessage("model x has no price: NO_ROW; list it in prices.json");
    assertThatThrownBy(() -> budgets.requireWithin(NOBODY, "m", HUNDRED))
        .hasMessageEndingWith("remaining 0.05; raise LIMIT");
  }

  @Test
  void whatTurnsOutToHaveNoPriceBlocksTheNext() {
    Budgets budgets = budgets(BudgetLimit.per("process", "1", "USD")).build();
    budgets.requireWithin(NOBODY, "m", HUNDRED).settle("x", HUNDRED);

    assertThat(budgets.remaining(NOBODY).get(0).spent()).isEqualTo(new BigDecimal("0.1"));
    assertThatThrownBy(() -> budgets.requireWithin(NOBODY, "m", HUNDRED))
        .hasMessageEndingWith("remaining 0.9, calls without a known cost 1");
    budgets.forget("process", null);
    budgets.requireWithin(NOBODY, "m", HUNDRED);
  }

  /** Such as a stream whose reader has gone: that is no reason to stop all others. */
  @Test
  void aCallThatDoesNotSayWhatItUsedCountsItsEstimate() {
    Budgets budgets = budgets(BudgetLimit.per("process", "1", "USD")).build();
    budgets.requireWithin(NOBODY, "m", HUNDRED).settleUnknown("it broke off");

    BudgetStatus status = budgets.remaining(NOBODY).get(0);
    assertThat(status.spent()).isEqualTo(new BigDecimal("0.1"));
    assertThat(status.unpricedCalls()).isZero();
    assertThat(events)
        .extracting(BudgetEvent::detail)
        .containsExactly("it broke off; its estimate counts");
    budgets.requireWithin(NOBODY, "m", HUNDRED).release();

    budgets.requireWithin(NOBODY).settleUnknown("it broke off");
    assertThatThrownBy(() -> budgets.requireWithin(NOBODY))
        .hasMessageEndingWith("calls without a known cost 1");
  }

  @Test
  void unpricedCallsMayBeAllowed() {
    Budgets budgets =
        budgets(BudgetLimit.per("process", "1", "USD")).unpriced(UnpricedCalls.ALLOW).build();
    budgets.requireWithin(NOBODY, "x", HUNDRED).settle("x", HUNDRED);
    budgets.requireWithin(NOBODY, "m", HUNDRED).settle("m", HUNDRED);

    assertThat(budgets.remaining(NOBODY).get(0).spent()).isEqualTo(new BigDecimal("0.1"));
    assertThat(budgets.remaining(NOBODY).get(0).unpricedCalls()).isEqualTo(1);
    assertThat(events)
        .extracting(BudgetEvent::kind)
        .containsOnly(BudgetEvent.Kind.UNPRICED)
        .hasSize(2);
    assertThat(events.get(1).detail()).contains("x: NO_ROW");
  }

  @Test
  void unpricedCallsMayCountAtAPriceOfTheCallers() {
    PriceRow row =
        PriceRow.builder()
            .id("any")
            .llmId("any")
            .effectiveDate(Instant.EPOCH)
            .promptTokenCost(new BigDecimal("0.003"))
            .completionTokenCost(BigDecimal.ONE)
            .build();
    Budgets budgets =
        budgets(BudgetLimit.per("process", "1", "USD"))
            .unpriced(UnpricedCalls.countAt(row))
            .build();
    budgets.requireWithin(NOBODY, "x", HUNDRED).settle("x", HUNDRED);

    assertThat(budgets.remaining(NOBODY).get(0).spent()).isEqualTo(new BigDecimal("0.3"));
    assertThat(budgets.remaining(NOBODY).get(0).unpricedCalls()).isZero();
    assertThat(events).extracting(BudgetEvent::kind).containsExactly(BudgetEvent.Kind.UNPRICED);
  }

  @Test
  void costsInOtherUnitsDoNotCount() {
    Budgets budgets = budgets(BudgetLimit.per("process", "0.1", "USD")).build();
    budgets.requireWithin(NOBODY, "e", HUNDRED).settle("e", HUNDRED);

    assertThat(budgets.remaining(NOBODY).get(0).remaining()).isEqualTo(new BigDecimal("0.1"));
  }

  @Test
  void whatCostMoreThanWasHeldIsReported() {
    Budgets budgets = budgets(BudgetLimit.per("process", "0.1", "USD")).build();
    budgets
        .requireWithin(NOBODY)
        .settle(new Cost(Map.of("USD", BigDecimal.ONE), Map.of(), List.of()));

    assertThat(events)
        .singleElement()
        .satisfies(event -> assertThat(event.kind()).isEqualTo(BudgetEvent.Kind.EXCEEDED))
        .satisfies(
            event ->
                assertThat(event.budgets().get(0).remaining()).isEqualTo(new BigDecimal("-0.9")));
  }

  @Test
  void aSnapshotThatIsNoneIsRejectedWithEveryError() {
    assertThatThrownBy(
            () ->
                budgets()
                    .restore(
                        "{\"spent\":[{\"scope\":1,\"unit\":\"USD\",\"period\":\"YEAR\",\"zone\":\"?\"}]}")
                    .build())
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("spent[0].scope: expected a string, found 1")
        .hasMessageContaining(
            "spent[0].period: expected MINUTE or HOUR or DAY or MONTH or FOR_EVER")
        .hasMessageContaining("spent[0].zone: expected a time zone")
        .hasMessageContaining("spent[0].spent: required, but not there");
  }
}
