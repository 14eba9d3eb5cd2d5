package io.tokentally.assertj;

import static io.tokentally.assertj.TokentallyAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tokentally.Call;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import java.math.BigDecimal;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ReportAssertTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {
            "gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001,
                       "cache_read_input_token_cost": 0.00000125},
            "gpt-4o-mini": {"prompt_token_cost": 0.00000015, "completion_token_cost": 0.0000006}
          }""");

  private static final Call AGENT =
      Call.parse(
          """
          {"id": "agent", "started_at": "2026-01-05T10:00:00Z", "ended_at": "2026-01-05T10:00:09Z"}""");
  private static final Call PLAN =
      Call.parse(
          """
          {"id": "plan", "parent_id": "agent", "started_at": "2026-01-05T10:00:01Z",
           "ended_at": "2026-01-05T10:00:02Z", "summary": {"usage": {"gpt-4o":
             {"requests": 1, "prompt_tokens": 1000, "completion_tokens": 200, "cache_read_input_tokens": 400}}}}""");
  private static final Call WRITE =
      Call.parse(
          """
          {"id": "write", "parent_id": "agent", "started_at": "2026-01-05T10:00:03Z",
           "ended_at": "2026-01-05T10:00:04Z", "summary": {"usage": {"gpt-4o-mini":
             {"requests": 1, "prompt_tokens": 120000, "completion_tokens": 3000}}}}""");
  private static final Call EMBED =
      Call.parse(
          """
          {"id": "embed", "parent_id": "lost", "started_at": "2026-01-05T10:00:05Z",
           "summary": {"usage": {"gpt-40": {"requests": 1, "prompt_tokens": 23}}}}""");

  private final UsageReport complete = Tally.with(PRICES).report(List.of(AGENT, PLAN, WRITE));
  private final UsageReport partly = Tally.with(PRICES).report(List.of(AGENT, PLAN, WRITE, EMBED));

  @Test
  void whatIsSoHolds() {
    assertThat(complete)
        .isComplete()
        .hasNoAnomalies()
        .costs("0.0238")
        .costs("0.02380", "USD")
        .costs(new BigDecimal("238e-4"), "USD")
        .costsAtMost("0.0238")
        .uses("gpt-4o")
        .usesOnly("gpt-4o", "gpt-4o-mini", "gpt-5")
        .doesNotUse("gpt-5")
        .call("plan")
        .usesOnly("gpt-4o")
        .costs("0.004")
        .costsAtMost("0.02")
        .call("write")
        .costs("0.0198")
        .call("agent")
        .costs("0.0238");
  }

  @Test
  void aLiveRollupIsTakenAsItIsNow() {
    LiveRollup live = LiveRollup.with(PRICES);
    live.finished(PLAN);
    assertThat(live).costs("0.004");
    live.finished(WRITE);
    assertThat(live).isComplete().costs("0.0238").call("plan").costs("0.004");
  }

  @Test
  void aWrongCostPrintsTheBill() {
    assertThat(failure(() -> assertThat(complete).as("the answer").costs("0.0045")))
        .isEqualTo(
            """
            [the answer] expected the cost to be 0.0045 USD, found 0.0238 USD

            model        kind                      calls    count   rate                     cost
            gpt-4o       prompt_tokens (uncached)      1      600   2.5   per million  0.0015 USD
                         cache_read_input_tokens       1      400   1.25  per million  0.0005 USD
                         completion_tokens             1      200  10     per million  0.002 USD
            gpt-4o-mini  prompt_tokens (uncached)      1  120,000   0.15  per million  0.018 USD
                         completion_tokens             1    3,000   0.6   per million  0.0018 USD
            total: 0.0238 USD
            note: CONVENTION_UNDECIDED: 1""");
  }

  @Test
  void theBillOfACallHasThatCallAlone() {
    assertThat(failure(() -> assertThat(complete).call("plan").costsAtMost("0.001")))
        .isEqualTo(
            """
            expected the cost of call plan to be at most 0.001 USD, found 0.004 USD

            model   kind                      calls  count   rate                     cost
            gpt-4o  prompt_tokens (uncached)      1    600   2.5   per million  0.0015 USD
                    cache_read_input_tokens       1    400   1.25  per million  0.0005 USD
                    completion_tokens             1    200  10     per million  0.002 USD
            total: 0.004 USD
            note: CONVENTION_UNDECIDED: 1""");
  }

  @Test
  void whatHasNoPriceIsNeverZero() {
    assertThat(failure(() -> assertThat(partly).call("embed").costs("0")))
        .isEqualTo(
            """
            expected the cost of call embed to be 0 USD, found not known; what has a price: 0; gpt-40: NO_ROW

            model   kind                      calls  count  rate        cost
            gpt-40  prompt_tokens (uncached)      1     23          no price
            total: not known; what has a price: 0
            no price: gpt-40: no price has this name
            anomaly: ORPHAN: embed
            not ended: embed""");
    assertThat(failure(() -> assertThat(partly).costsAtMost("100")))
        .startsWith(
            "expected the cost to be at most 100 USD, found not known; what has a price: 0.0238 USD; gpt-40: NO_ROW\n\nmodel ");
    assertThat(failure(() -> assertThat(partly).isComplete()))
        .startsWith(
            "expected all usage to count and to have a price, found not known; what has a price: 0.0238 USD; gpt-40: NO_ROW\n\nmodel ");
  }

  @Test
  void anAmountInAnotherUnitIsAnother() {
    PriceTable euros =
        PriceTable.parse(
            """
            {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001,
              "prompt_token_cost_unit": "EUR", "completion_token_cost_unit": "EUR"}}""");
    UsageReport inEuros = Tally.with(euros).report(List.of(PLAN));
    assertThat(inEuros).costs("0.0045", "EUR").costsAtMost("0.0045", "EUR");
    assertThat(failure(() -> assertThat(inEuros).costs("0.0045")))
        .startsWith("expected the cost to be 0.0045 USD, found 0.0045 EUR\n");
    assertThat(failure(() -> assertThat(inEuros).costsAtMost("100")))
        .startsWith("expected the cost to be at most 100 USD, found 0.0045 EUR\n");
  }

  @Test
  void aReportOfNothingCostsNothing() {
    UsageReport nothing = Tally.with(PRICES).report(List.of(AGENT));
    assertThat(nothing).isComplete().costs("0").costsAtMost("0").usesOnly();
    assertThat(failure(() -> assertThat(nothing).costs("1")))
        .isEqualTo("expected the cost to be 1 USD, found 0\n\nno usage\ntotal: 0");
  }

  /** Whoever asserts on the wrong rollup would never know. */
  @Test
  void ofAReportWithoutCallsNothingHoldsButThatItHasNone() {
    UsageReport none = Tally.with(PRICES).report(List.of());
    assertThat(none).hasNoCalls();
    assertThat(LiveRollup.with(PRICES)).hasNoCalls();
    List<ThrowingCallable> assertions =
        List.of(
            () -> assertThat(none).isComplete(),
            () -> assertThat(none).hasNoAnomalies(),
            () -> assertThat(none).costs("0"),
            () -> assertThat(none).costsAtMost("1"),
            () -> assertThat(none).usesOnly("gpt-4o"),
            () -> assertThat(none).usesOnly(),
            () -> assertThat(none).uses("gpt-4o"),
            () -> assertThat(none).doesNotUse("gpt-4o"),
            () -> assertThat(LiveRollup.with(PRICES)).costs("0"));
    for (ThrowingCallable each : assertions) {
      assertThat(failure(each))
          .isEqualTo(
              "expected calls to report on, found none; give the report the calls that the"
                  + " application made, or say hasNoCalls() where it is to make none");
    }
    assertThat(failure(() -> assertThat(complete).hasNoCalls()))
        .startsWith("expected no calls, found 3 calls\n\nmodel ");
  }

  @Test
  void modelsThatMayBeUsedAreNotNone() {
    UsageReport unused = Tally.with(PRICES).report(List.of(AGENT));
    assertThat(failure(() -> assertThat(unused).usesOnly("gpt-4o")))
        .startsWith("expected only [gpt-4o] to be used, found no usage of any model\n\nno usage");
    assertThat(failure(() -> assertThat(complete).call("plan").usesOnly()))
        .startsWith("expected only [] to be used in call plan, found [gpt-4o] besides\n");
  }

  @Test
  void otherModelsAreNamed() {
    assertThat(failure(() -> assertThat(complete).usesOnly("gpt-4o")))
        .startsWith("expected only [gpt-4o] to be used, found [gpt-4o-mini] besides\n\nmodel ");
    assertThat(failure(() -> assertThat(complete).call("plan").uses("gpt-4o-mini")))
        .startsWith("expected [gpt-4o-mini] to be used in call plan, found [gpt-4o]\n\nmodel ");
    assertThat(failure(() -> assertThat(complete).doesNotUse("gpt-5", "gpt-4o")))
        .startsWith("expected none of [gpt-5, gpt-4o] to be used, found [gpt-4o]\n\nmodel ");
  }

  @Test
  void anomaliesAreNamed() {
    assertThat(failure(() -> assertThat(partly).hasNoAnomalies()))
        .startsWith("expected no anomalies, found [ORPHAN]\n\nmodel ")
        .contains("\nanomaly: ORPHAN: embed\n");
  }

  @Test
  void aCallThatIsNotThereIsAnError() {
    assertThat(failure(() -> assertThat(complete).call("search")))
        .isEqualTo("expected a call search in the report, found [agent, plan, write]");
  }

  @Test
  void nothingIsNoReport() {
    assertThat(failure(() -> assertThat((UsageReport) null).costs("0")))
        .contains("Expecting actual not to be null");
    assertThat(failure(() -> assertThat((LiveRollup) null).isComplete()))
        .contains("Expecting actual not to be null");
  }

  private static String failure(ThrowingCallable assertion) {
    Throwable thrown = catchThrowable(assertion);
    assertThat(thrown).isInstanceOf(AssertionError.class);
    return thrown.getMessage();
  }
}
