package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.dsl.Dialect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A rollup that follows calls while they start and finish, in whatever order that is told. */
class LiveRollupTest {

  private static final PriceTable PRICES =
      Given.prices(
          """
          {"id":"pm","llm_id":"m","prompt_token_cost":0.5,"completion_token_cost":2}
          {"id":"pu","llm_id":"u","prompt_token_cost":1}
          {"id":"pe","llm_id":"u","prompt_token_cost":1,"prompt_token_cost_unit":"EUR","completion_token_cost_unit":"EUR","effective_date":"2024-07-01"}
          """);

  private final LiveRollup live = LiveRollup.with(PRICES);

  @Test
  void knowsNothingAtFirst() {
    assertThat(live.calls()).isEmpty();
    assertThat(live.totals()).isEmpty();
    assertThat(live.usage("a")).isEmpty();
    assertThat(live.report().callIds()).isEmpty();
    assertThat(live.forget(null, null)).isFalse();
  }

  @Test
  void aCallCountsWhenItHasFinished() {
    live.started(call("a", null, 0));
    assertThat(live.usage("a")).isEmpty();
    assertThat(live.calls()).hasSize(1);
    live.finished(call("a", null, 7));
    assertThat(Given.brief(live.usage("a"))).hasToString("{m=0 7 0 7 0 0 : 3.5 0 0 0}");
    assertThat(live.totals()).isEqualTo(live.usage("a"));
  }

  @Test
  void aStartThatHasUsageCountsUntilTheEndSaysOtherwise() {
    live.started(call("a", null, 7));
    assertThat(prompt("a")).isEqualTo(7);
    live.finished(Given.call("{\"id\":\"a\"}"));
    assertThat(live.usage("a")).isEmpty();
    assertThat(live.totals()).isEmpty();
  }

  @Test
  void aChildMayComeBeforeItsParent() {
    live.finished(call("c", "b", 4));
    live.finished(call("b", "a", 20));
    assertThat(live.usage("a")).isEmpty();
    assertThat(prompt("b")).isEqualTo(24);
    assertThat(live.report().anomalies()).extracting(Anomaly::kind).hasToString("[ORPHAN]");
    live.started(call("a", null, 0));
    assertThat(prompt("a")).isEqualTo(24);
    live.finished(call("a", null, 100));
    assertThat(prompt("a")).isEqualTo(124);
    assertThat(total()).isEqualTo(124);
    assertThat(live.report().anomalies()).isEmpty();
  }

  @Test
  void anEndMayComeBeforeItsStart() {
    live.finished(call("a", null, 7));
    live.started(call("a", "b", 100));
    assertThat(prompt("a")).isEqualTo(7);
    assertThat(live.report().rootIds()).containsExactly("a");
    assertThat(live.report().anomalies()).isEmpty();
  }

  @Test
  void eventsMayComeTwice() {
    Call start = call("a", null, 0);
    Call end = call("a", null, 7);
    for (int i = 0; i < 3; i++) {
      live.started(start);
      live.started(call("a", null, 0));
      live.finished(end);
      live.finished(call("a", null, 7));
    }
    assertThat(total()).isEqualTo(7);
    assertThat(live.calls()).hasSize(1);
  }

  @Test
  void ofSeveralEndsTheOneThatABatchWouldTakeCounts() {
    Call early = call("a", null, 7);
    Call late = Given.call(json("a", null, 8, ",\"ended_at\":\"2024-06-15T11:00:00Z\""));
    live.finished(late);
    live.finished(early);
    assertThat(prompt("a")).isEqualTo(8);
    assertThat(live.calls()).containsExactly(late);
    // The later of two starts counts as well, whatever comes of it.
    live.started(
        Given.call(
            json("b", null, 5, ",\"started_at\":\"2024-06-15T12:00:00Z\",\"ended_at\":null")));
    live.started(Given.call(json("b", null, 6, ",\"ended_at\":null")));
    assertThat(prompt("b")).isEqualTo(5);
  }

  @Test
  void aParentMayChange() {
    live.started(call("one", null, 0));
    live.started(call("two", null, 0));
    live.started(call("a", "one", 3));
    live.finished(call("b", "a", 40));
    assertThat(prompt("one")).isEqualTo(43);
    live.finished(call("a", "two", 5));
    assertThat(live.usage("one")).isEmpty();
    assertThat(prompt("two")).isEqualTo(45);
    assertThat(total()).isEqualTo(45);
  }

  @Test
  void aParentMayComeToBeUnknownAndNone() {
    live.started(call("one", null, 0));
    live.started(call("a", "one", 3));
    live.finished(call("a", "gone", 3));
    assertThat(live.usage("one")).isEmpty();
    assertThat(total()).isEqualTo(3);
    live.started(call("gone", "one", 0));
    assertThat(prompt("one")).isEqualTo(3);
    live.finished(call("gone", null, 0));
    assertThat(live.usage("one")).isEmpty();
    assertThat(prompt("gone")).isEqualTo(3);
  }

  @Test
  void aCallThatNoLongerWaitsIsNotAdopted() {
    live.started(call("a", "late", 3));
    live.finished(call("a", null, 3));
    live.finished(call("late", null, 10));
    assertThat(prompt("late")).isEqualTo(10);
    assertThat(total()).isEqualTo(13);
  }

  @Test
  void aParentOfAnotherTraceIsNone() {
    live.finished(Given.call(json("a", "b", 3, ",\"trace_id\":\"t2\"")));
    live.finished(call("b", null, 10));
    assertThat(prompt("b")).isEqualTo(10);
    assertThat(total()).isEqualTo(13);
  }

  @Test
  void aCycleIsCutAndMayOpenAgain() {
    live.started(call("a", "c", 1));
    live.started(call("b", "a", 20));
    live.started(call("c", "b", 300));
    live.started(call("d", "c", 4_000));
    assertThat(prompts("a", "b", "c", "d")).containsExactly(1L, 20L, 4_300L, 4_000L);
    assertThat(total()).isEqualTo(4_321);
    assertThat(live.report().anomalies())
        .containsExactly(Anomaly.of(Anomaly.Kind.CYCLE, List.of("a", "b", "c"), null));
    live.finished(call("b", null, 20));
    assertThat(prompts("a", "b", "c", "d")).containsExactly(1L, 4_321L, 4_301L, 4_000L);
    assertThat(live.report().anomalies()).isEmpty();
    // Another one closes, with the call that was below.
    live.finished(call("c", "d", 300));
    assertThat(prompts("a", "b", "c", "d")).containsExactly(1L, 20L, 301L, 4_000L);
    assertThat(total()).isEqualTo(4_321);
  }

  @Test
  void aCallMayBeItsOwnParentForAWhile() {
    live.started(call("a", "a", 1));
    live.started(call("b", "a", 20));
    assertThat(prompt("a")).isEqualTo(21);
    live.started(call("r", null, 300));
    live.finished(call("a", "r", 1));
    assertThat(prompts("a", "r")).containsExactly(21L, 321L);
    assertThat(total()).isEqualTo(321);
  }

  @Test
  void aCycleMayCloseWithACallThatComesLast() {
    live.started(call("b", "c", 20));
    live.started(call("a", "b", 1));
    assertThat(prompt("b")).isEqualTo(21);
    live.started(call("c", "a", 300));
    assertThat(prompts("a", "b", "c")).containsExactly(1L, 20L, 300L);
    assertThat(total()).isEqualTo(321);
  }

  @Test
  void whereSummariesHoldWhatIsBelowThemTheyCountForIt() {
    TallyOptions options = TallyOptions.builder().usageScope(UsageScope.INCLUSIVE).build();
    LiveRollup inclusive = LiveRollup.with(PRICES, options);
    inclusive.started(call("r", null, 0));
    inclusive.finished(call("a", "r", 30));
    inclusive.finished(call("b", "a", 10));
    inclusive.finished(call("c", "b", 7));
    assertThat(inclusive.usage("r").get("m").promptTokens()).isEqualTo(30);
    assertThat(inclusive.usage("b").get("m").promptTokens()).isEqualTo(10);
    inclusive.finished(call("r", null, 31));
    assertThat(inclusive.totals().get("m").promptTokens()).isEqualTo(31);
    assertThat(inclusive.report().usageByCall()).containsEntry("r", inclusive.usage("r"));
  }

  @Test
  void aModelWithoutPriceCostsNull() {
    live.finished(
        Given.call("{\"id\":\"a\",\"summary\":{\"usage\":{\"x\":{\"prompt_tokens\":5}}}}"));
    assertThat(Given.brief(live.usage("a"))).hasToString("{x=0 5 0 5 0 0}");
    assertThat(live.report().unpricedModels())
        .extracting(UnpricedModel::model)
        .containsExactly("x");
  }

  @Test
  void otherKindsMakeTheCostUnknown() {
    RecordedUsage usage =
        RecordedUsage.builder()
            .addOtherKinds(new OtherKind("searches", 1, Within.NOTHING, Rate.OF_ITS_OWN))
            .build();
    live.finished(new Span("a", null, Map.of("m", usage)));
    assertThat(Given.brief(live.usage("a"))).hasToString("{m=1 0 0 0 0 0}");
    assertThat(live.totals()).isEqualTo(live.report().totals());
  }

  @Test
  void oddUsageIsReportedAndNeverRefused() {
    live.finished(new Span("a", null, "none"));
    live.finished(new Span("b", "a", Map.of("m", Map.of("prompt_tokens", -5L))));
    live.finished(new Span("c", "a", Map.of("m", Map.of("words", 5L), "n", 7L)));
    assertThat(live.totals()).isEmpty();
    assertThat(live.report().anomalies()).hasSize(3);
    assertThat(live.report().unrecognised()).hasSize(1);
  }

  @Test
  void tooMuchIsRefusedAndChangesNothing() {
    live.started(call("r", null, 0));
    live.finished(call("a", "r", Long.MAX_VALUE));
    Map<String, ?> before = live.totals();
    assertThatThrownBy(() -> live.finished(call("b", "r", 1)))
        .isInstanceOf(TokenOverflowException.class)
        .hasMessage(
            "calls.b.usage.m: a count of model \"m\" in call \"b\" exceeds " + Long.MAX_VALUE);
    assertThat(live.totals()).isEqualTo(before);
    assertThat(live.calls()).hasSize(2);
    assertThat(live.usage("b")).isEmpty();
    // The record that was there stays when a greater one is refused, and its parent with it.
    live.started(call("c", "r", 0));
    assertThatThrownBy(() -> live.finished(call("c", null, 1)))
        .isInstanceOf(TokenOverflowException.class)
        .hasMessageContaining("in call \"c\"");
    assertThat(live.report().rootIds()).containsExactly("r");
    // What fits in the place of what was there is taken.
    live.finished(Given.call(json("a", "r", 5, ",\"ended_at\":\"2024-06-15T11:00:00Z\"")));
    live.finished(call("b", "r", 1));
    assertThat(total()).isEqualTo(6);
  }

  @Test
  void anEntryThatIsTooLargeIsRefusedAndLeavesNoTraceBehind() {
    Span tooLarge =
        new Span(
            "a",
            null,
            Map.of("m", Map.of("prompt_tokens", Long.MAX_VALUE, "completion_tokens", 1L)));
    assertThatThrownBy(() -> live.finished(tooLarge))
        .isInstanceOf(TokenOverflowException.class)
        .hasMessageContaining("in call \"a\"");
    assertThat(live.calls()).isEmpty();
    assertThat(live.forget(null, null)).isFalse();
  }

  @Test
  void anotherUnitIsRefusedAndChangesNothing() {
    live.finished(Given.call(unit("a", "2024-06-15")));
    assertThatThrownBy(() -> live.finished(Given.call(unit("b", "2024-07-15"))))
        .isInstanceOf(MixedUnitsException.class)
        .hasMessage("prices.u: expected one unit for model \"u\", found EUR and USD");
    assertThat(live.calls()).hasSize(1);
    assertThat(live.totals().get("u").promptTokens()).isEqualTo(1);
  }

  @Test
  void aUnitIsFreeAgainWhenNothingHasItAnyMore() {
    live.finished(Given.call(unit("a", "2024-06-15")));
    // The same call, after all in another unit.
    live.finished(Given.call(unit("a", "2024-07-15")));
    assertThat(live.report().unitByModel()).hasToString("{u=EUR}");
    live.forget("p/one", "t1");
    live.finished(Given.call(unit("b", "2024-06-15")));
    assertThat(live.report().unitByModel()).hasToString("{u=USD}");
  }

  @Test
  void aUnitIsNotFreeWhileOneCallHasIt() {
    live.finished(Given.call(unit("a", "2024-06-15")));
    live.finished(Given.call(unit("b", "2024-06-15")));
    assertThatThrownBy(() -> live.finished(Given.call(unit("a", "2024-07-15"))))
        .isInstanceOf(MixedUnitsException.class)
        .hasMessageContaining("EUR and USD");
    assertThat(live.report().unitByModel()).hasToString("{u=USD}");
  }

  @Test
  void negativeCountsThatAreKeptComeAndGo() {
    TallyOptions options = TallyOptions.of(Dialect.WEAVE);
    LiveRollup kept = LiveRollup.with(PRICES, options);
    kept.finished(call("a", null, Long.MAX_VALUE - 10));
    kept.finished(call("b", null, -5));
    kept.finished(call("c", null, 5));
    assertThat(kept.totals().get("m").promptTokens()).isEqualTo(Long.MAX_VALUE - 10);
    // Without the one that is negative it would be too much.
    assertThatThrownBy(() -> kept.finished(call("d", null, 6)))
        .isInstanceOf(TokenOverflowException.class)
        .hasMessageContaining("in call \"d\"");
    kept.finished(Given.call(json("b", null, 0, ",\"ended_at\":\"2024-06-15T11:00:00Z\"")));
    assertThat(kept.totals().get("m").promptTokens()).isEqualTo(Long.MAX_VALUE - 5);
    assertThat(kept.forget("p/one", "t1")).isTrue();
    assertThat(kept.totals()).isEmpty();
    kept.finished(call("a", null, Long.MAX_VALUE));
    assertThat(kept.totals().get("m").promptTokens()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatIsForgottenMayComeAgain() {
    live.finished(call("a", null, 7));
    live.finished(Given.call(json("b", null, 20, ",\"trace_id\":\"t2\"")));
    assertThat(live.forget("p/one", "t3")).isFalse();
    assertThat(live.forget("p/two", "t1")).isFalse();
    assertThat(live.forget("p/one", null)).isFalse();
    assertThat(live.forget("p/one", "t1")).isTrue();
    assertThat(live.forget("p/one", "t1")).isFalse();
    assertThat(live.usage("a")).isEmpty();
    assertThat(total()).isEqualTo(20);
    assertThat(live.calls()).hasSize(1);
    live.started(call("a", null, 8));
    assertThat(prompt("a")).isEqualTo(8);
    assertThat(total()).isEqualTo(28);
  }

  @Test
  void forgettingMakesRoom() {
    live.finished(call("a", null, Long.MAX_VALUE));
    live.forget("p/one", "t1");
    live.finished(call("b", null, Long.MAX_VALUE));
    assertThat(total()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anIdOfTwoTracesStandsForBoth() {
    live.finished(call("a", null, 7));
    live.finished(Given.call(json("a", null, 20, ",\"trace_id\":\"t2\"")));
    assertThat(total()).isEqualTo(27);
    assertThat(prompt("a")).isEqualTo(27);
    assertThat(live.report().totals()).isEqualTo(live.totals());
    live.forget("p/one", "t1");
    assertThat(prompt("a")).isEqualTo(20);
  }

  @Test
  void aCallThatIsLoggedInTwoTracesCountsOnce() {
    live.finished(call("a", null, 7));
    live.finished(Given.call(json("a", null, 7, ",\"trace_id\":\"t2\"")));
    assertThat(total()).isEqualTo(7);
    assertThat(prompt("a")).isEqualTo(7);
    live.forget("p/one", "t1");
    assertThat(total()).isEqualTo(7);
  }

  @Test
  void whatItGaveStaysAsItWas() {
    live.finished(call("a", null, 7));
    Map<String, ?> before = live.totals();
    List<?> calls = live.calls();
    live.finished(call("b", null, 7));
    assertThat(before).hasToString(before.toString());
    assertThat(Given.brief(live.totals())).hasToString("{m=0 14 0 14 0 0 : 7 0 0 0}");
    assertThat(calls).hasSize(1);
    assertThatThrownBy(() -> live.calls().clear())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(null);
    assertThatThrownBy(() -> live.totals().clear())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage(null);
  }

  @Test
  void needsPricesOptionsAndCalls() {
    PriceTable prices = null;
    TallyOptions options = null;
    Call call = null;
    assertThatNullPointerException()
        .isThrownBy(() -> LiveRollup.with(prices))
        .withMessage("prices");
    assertThatNullPointerException()
        .isThrownBy(() -> LiveRollup.with(PRICES, options))
        .withMessage("options");
    assertThatNullPointerException().isThrownBy(() -> live.started(call)).withMessage("call");
    assertThatNullPointerException().isThrownBy(() -> live.finished(call)).withMessage("call");
  }

  private long prompt(String id) {
    return live.usage(id).get("m").promptTokens();
  }

  private List<Long> prompts(String... ids) {
    return List.of(ids).stream().map(this::prompt).toList();
  }

  private long total() {
    return live.totals().get("m").promptTokens();
  }

  private static Call call(String id, String parent, long prompt) {
    return Given.call(json(id, parent, prompt, ""));
  }

  private static String unit(String id, String day) {
    String usage = "\"summary\":{\"usage\":{\"u\":{\"prompt_tokens\":1}}}";
    return "{\"id\":\"%s\",\"started_at\":\"%s\",\"ended_at\":\"%s\",%s}"
        .formatted(id, day, day, usage);
  }

  private static String json(String id, String parent, long prompt, String more) {
    String quoted = parent == null ? "null" : "\"" + parent + "\"";
    String usage = "\"summary\":{\"usage\":{\"m\":{\"prompt_tokens\":" + prompt + "}}}";
    return "{\"id\":\"%s\",\"parent_id\":%s,%s%s}".formatted(id, quoted, usage, more);
  }
}
