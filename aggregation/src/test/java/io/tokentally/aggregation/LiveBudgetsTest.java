package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.Budget.Of;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Budgets of traces and of roots: told when they are exceeded, once. */
@Timeout(60)
class LiveBudgetsTest {

  /** A prompt token costs 1 USD, a completion token 1 EUR; x has no price. */
  private static final PriceTable PRICES =
      Given.prices(
          """
          {"id":"pm","llm_id":"m","prompt_token_cost":1}
          {"id":"pe","llm_id":"e","prompt_token_cost":1,"prompt_token_cost_unit":"EUR","completion_token_cost_unit":"EUR"}
          """);

  private final LiveRollup live = LiveRollup.with(PRICES);
  private final List<String> told = new ArrayList<>();

  @Test
  void aTraceIsToldOnceItHasSpentMore() {
    live.watching(usd(Of.TRACE, "10"), this::tell);
    live.finished(call("a", null, 6));
    live.finished(call("b", null, 4));
    assertThat(told).isEmpty();
    live.started(call("c", "b", 1));
    assertThat(told).containsExactly("p/one t1 null with c: 11 of 10 USD");
    live.finished(call("d", "c", 100));
    assertThat(told).hasSize(1);
  }

  @Test
  void aTraceIsToldAgainAfterItHadFallenBelow() {
    live.watching(usd(Of.TRACE, "10"), this::tell);
    live.started(call("a", null, 11));
    live.finished(call("a", null, 10));
    live.finished(call("b", null, 1));
    assertThat(told)
        .containsExactly(
            "p/one t1 null with a: 11 of 10 USD", "p/one t1 null with b: 11 of 10 USD");
  }

  @Test
  void everyTraceHasItsOwnBudget() {
    live.watching(usd(Of.TRACE, "10"), this::tell);
    live.finished(call("a", null, 9));
    live.finished(in("t2", "b", 9));
    live.finished(in(null, "c", 9));
    assertThat(told).isEmpty();
    live.finished(in("t2", "d", 2));
    live.finished(in(null, "e", 3));
    assertThat(told)
        .containsExactly(
            "p/one t2 null with d: 11 of 10 USD", "p/one null null with e: 12 of 10 USD");
  }

  @Test
  void aTraceThatWasForgottenStartsAnew() {
    live.watching(usd(Of.TRACE, "10"), this::tell);
    live.finished(call("a", null, 11));
    live.forget("p/one", "t1");
    live.finished(call("a", null, 11));
    assertThat(told).hasSize(2);
  }

  @Test
  void aRootIsToldWithAllThatIsBelowIt() {
    live.watching(usd(Of.ROOT, "10"), this::tell);
    live.finished(call("r", null, 6));
    live.finished(call("s", null, 6));
    live.finished(call("a", "r", 4));
    assertThat(told).isEmpty();
    live.finished(call("b", "a", 1));
    live.finished(call("c", "a", 1));
    assertThat(told).containsExactly("p/one t1 r with b: 11 of 10 USD");
  }

  @Test
  void adoptionMovesWhatWasSpentToAnotherRoot() {
    live.watching(usd(Of.ROOT, "10"), this::tell);
    live.finished(call("a", "r", 6));
    live.finished(call("b", "r", 6));
    assertThat(told).isEmpty();
    live.started(call("r", null, 0));
    assertThat(told).containsExactly("p/one t1 r with r: 12 of 10 USD");
    // The root moves under another one, which has not been told of yet.
    live.started(call("top", null, 0));
    live.finished(call("r", "top", 0));
    assertThat(told).hasSize(2).endsWith("p/one t1 top with r: 12 of 10 USD");
  }

  @Test
  void aRootThatACallHasLeftMayExceedAgain() {
    live.watching(usd(Of.ROOT, "10"), this::tell);
    live.started(call("r", null, 5));
    live.started(call("a", "r", 6));
    live.finished(call("a", null, 6));
    live.finished(call("b", "r", 6));
    assertThat(told)
        .containsExactly("p/one t1 r with a: 11 of 10 USD", "p/one t1 r with b: 11 of 10 USD");
  }

  @Test
  void allCallsOfACycleAreRootsOfTheirOwn() {
    live.watching(usd(Of.ROOT, "10"), this::tell);
    live.started(call("a", null, 1));
    live.started(call("b", "a", 11));
    live.started(call("c", "b", 12));
    assertThat(told).containsExactly("p/one t1 a with b: 12 of 10 USD");
    live.finished(call("a", "c", 1));
    assertThat(told)
        .hasSize(3)
        .contains("p/one t1 b with a: 11 of 10 USD", "p/one t1 c with a: 12 of 10 USD");
  }

  @Test
  void aRootThatACycleHasMadeSmallerMayExceedAgain() {
    live.watching(usd(Of.ROOT, "10"), this::tell);
    live.started(call("b", "c", 5));
    live.started(call("a", "b", 6));
    assertThat(told).containsExactly("p/one t1 b with a: 11 of 10 USD");
    live.started(call("c", "a", 1));
    live.finished(call("d", "b", 6));
    assertThat(told).hasSize(2).endsWith("p/one t1 b with d: 11 of 10 USD");
  }

  @Test
  void aRootThatWasBelowAnotherInBetweenIsLookedAtAnew() {
    live.watching(usd(Of.ROOT, "10"), this::tell);
    live.started(call("a", "r", 11));
    live.started(call("r", null, 0));
    live.finished(call("b", "a", 1));
    live.finished(call("r", null, 1));
    assertThat(told)
        .containsExactly("p/one t1 a with a: 11 of 10 USD", "p/one t1 r with r: 11 of 10 USD");
  }

  @Test
  void theLastTokenIsExact() {
    LiveRollup tenths =
        LiveRollup.with(Given.prices("{\"id\":\"p\",\"llm_id\":\"m\",\"prompt_token_cost\":0.1}"))
            .watching(usd(Of.TRACE, "0.3"), this::tell);
    tenths.finished(call("a", null, 3));
    assertThat(told).isEmpty();
    tenths.finished(call("b", null, 1));
    assertThat(told).containsExactly("p/one t1 null with b: 0.4 of 0.3 USD");
  }

  @Test
  void nothingMayBeSpentOfABudgetOfNothing() {
    live.watching(usd(Of.TRACE, "0"), this::tell);
    live.started(call("a", null, 0));
    assertThat(told).isEmpty();
    live.finished(call("a", null, 1));
    assertThat(told).containsExactly("p/one t1 null with a: 1 of 0 USD");
  }

  @Test
  void whatHasNoPriceOrAnotherUnitDoesNotCount() {
    live.watching(usd(Of.TRACE, "10"), this::tell);
    live.finished(usage("a", "\"x\":{\"prompt_tokens\":1000},\"e\":{\"prompt_tokens\":1000}"));
    live.finished(call("b", null, 10));
    assertThat(told).isEmpty();
    live.watching(new Budget(Of.TRACE, BigDecimal.ONE, "EUR"), this::tell);
    live.finished(call("c", null, 1));
    assertThat(told)
        .containsExactly(
            "p/one t1 null with c: 11 of 10 USD", "p/one t1 null with c: 1000 of 1 EUR");
  }

  @Test
  void aRollupWithoutCostsHasNoBudget() {
    TallyOptions withoutCosts = TallyOptions.builder().includeCosts(false).build();
    LiveRollup counting = LiveRollup.with(PRICES, withoutCosts);
    assertThatThrownBy(() -> counting.watching(usd(Of.TRACE, "10"), this::tell))
        .isInstanceOf(ValidationException.class)
        .hasMessage(
            "include_costs: expected true, found false: without costs no budget is ever exceeded");
  }

  @Test
  void equalAmountsAreEqualBudgets() {
    assertThat(usd(Of.TRACE, "2.50"))
        .isEqualTo(usd(Of.TRACE, "2.5"))
        .hasSameHashCodeAs(usd(Of.TRACE, "2.5"));
    assertThat(usd(Of.ROOT, "1e1").amount()).isEqualTo(BigDecimal.TEN);
    assertThat(usd(Of.TRACE, "2.5")).isNotEqualTo(usd(Of.TRACE, "2.51"));
  }

  @Test
  void whatARefusedEventWouldHaveSpentIsNotTold() {
    live.watching(usd(Of.TRACE, "10"), this::tell);
    live.finished(usage("a", "\"x\":{\"prompt_tokens\":" + Long.MAX_VALUE + "}"));
    Call both = usage("b", "\"x\":{\"prompt_tokens\":1},\"m\":{\"prompt_tokens\":11}");
    assertThatThrownBy(() -> live.finished(both))
        .isInstanceOf(TokenOverflowException.class)
        .hasMessageContaining("in call \"b\"");
    assertThat(told).isEmpty();
  }

  @Test
  void aListenerThatThrowsIsHeardAfterTheEvent() {
    IllegalStateException stop = new IllegalStateException("stop");
    live.watching(
        usd(Of.TRACE, "10"),
        over -> {
          throw stop;
        });
    live.watching(usd(Of.TRACE, "5"), this::tell);
    assertThatThrownBy(() -> live.finished(call("a", null, 11))).isSameAs(stop);
    assertThat(live.totals().get("m").promptTokens()).isEqualTo(11);
    // The others are told all the same.
    assertThat(told).containsExactly("p/one t1 null with a: 11 of 5 USD");
    live.finished(call("b", null, 1));
    assertThat(told).hasSize(1);
  }

  @Test
  void ofSeveralListenersThatThrowAllAreHeard() {
    live.watching(usd(Of.TRACE, "10"), over -> fail("first"));
    live.watching(usd(Of.TRACE, "10"), over -> fail("second"));
    assertThatThrownBy(() -> live.finished(call("a", null, 11)))
        .hasMessage("first")
        .satisfies(
            thrown ->
                assertThat(thrown.getSuppressed())
                    .singleElement()
                    .extracting(Throwable::getMessage)
                    .isEqualTo("second"));
  }

  @Test
  void listenersMayThrowOneAndTheSame() {
    IllegalStateException stop = new IllegalStateException("stop");
    for (int i = 0; i < 2; i++) {
      live.watching(
          usd(Of.TRACE, "10"),
          over -> {
            throw stop;
          });
    }
    assertThatThrownBy(() -> live.finished(call("a", null, 11)))
        .isSameAs(stop)
        .hasNoSuppressedExceptions();
  }

  @Test
  void aListenerMayAskAndTellTheRollup() {
    live.watching(
        usd(Of.TRACE, "10"),
        over -> {
          told.add(Given.brief(live.totals()).toString());
          live.finished(call("more", null, 1));
          live.watching(usd(Of.TRACE, "0"), this::tell);
        });
    live.finished(call("a", null, 11));
    assertThat(told).containsExactly("{m=0 11 0 11 0 0 : 11 0 0 0}");
    assertThat(live.totals().get("m").promptTokens()).isEqualTo(12);
  }

  @Test
  void aListenerMayWaitForAnotherThreadThatAsks() {
    live.watching(
        usd(Of.TRACE, "10"),
        over -> {
          CompletableFuture<String> other =
              CompletableFuture.supplyAsync(() -> Given.brief(live.totals()).toString());
          told.add(other.orTimeout(30, TimeUnit.SECONDS).join());
        });
    live.finished(call("a", null, 11));
    assertThat(told).containsExactly("{m=0 11 0 11 0 0 : 11 0 0 0}");
  }

  @Test
  void aBudgetThatIsWatchedLateIsToldOfAtTheNextEvent() {
    live.finished(call("a", null, 11));
    live.watching(usd(Of.TRACE, "10"), this::tell);
    assertThat(told).isEmpty();
    live.started(call("b", null, 0));
    assertThat(told).containsExactly("p/one t1 null with b: 11 of 10 USD");
  }

  @Test
  void aBudgetIsNotNegative() {
    assertThat(Refusals.of(() -> usd(Of.TRACE, "-0.50")))
        .containsExactly("[\"amount\"] value: expected an amount of 0 or more, found -0.50");
    assertThat(Refusals.of(() -> usd(Of.TRACE, "-1e999999999")))
        .singleElement()
        .asString()
        .startsWith("[\"amount\"] value: expected an amount of 0 or more, found ")
        .doesNotContain("null");
    BigDecimal none = null;
    assertThatNullPointerException()
        .isThrownBy(() -> new Budget(Of.TRACE, none, "USD"))
        .withMessage("amount");
    assertThatNullPointerException()
        .isThrownBy(() -> live.watching(null, this::tell))
        .withMessage("budget");
    assertThatNullPointerException()
        .isThrownBy(() -> live.watching(usd(Of.TRACE, "1"), null))
        .withMessage("listener");
  }

  private static void fail(String msg) {
    throw new IllegalStateException(msg);
  }

  private void tell(BudgetExceeded over) {
    told.add(
        "%s %s %s with %s: %s of %s %s"
            .formatted(
                over.projectId(),
                over.traceId(),
                over.rootId(),
                over.callId(),
                over.spent(),
                over.budget().amount(),
                over.budget().unit()));
  }

  private static Budget usd(Of of, String amount) {
    return new Budget(of, new BigDecimal(amount), "USD");
  }

  private static Call call(String id, String parent, long prompt) {
    String quoted = parent == null ? "null" : "\"" + parent + "\"";
    return Given.call(
        "{\"id\":\"%s\",\"parent_id\":%s,\"summary\":{\"usage\":{\"m\":{\"prompt_tokens\":%s}}}}"
            .formatted(id, quoted, prompt));
  }

  private static Call in(String trace, String id, long prompt) {
    return Call.builder().from(call(id, null, prompt)).traceId(trace).build();
  }

  private static Call usage(String id, String usage) {
    return Given.call("{\"id\":\"%s\",\"summary\":{\"usage\":{%s}}}".formatted(id, usage));
  }
}
