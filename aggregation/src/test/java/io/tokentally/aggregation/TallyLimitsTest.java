package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tokentally.Call;
import io.tokentally.TracedCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of a report, at, below and above. */
class TallyLimitsTest {

  private static final Map<String, Long> ONE = Map.of("prompt_tokens", 1L);

  /** A chain of 10 calls, each with a model of its own, has 1 + 2 + … + 10 sums. */
  private static final int CHAIN = 10;

  @ParameterizedTest
  @CsvSource({"54, false", "55, true", "56, true"})
  void aChainOfModelsHasAsManySumsAsTheLimitAllows(long most, boolean accepted) {
    List<TracedCall> rootFirst = chain(CHAIN);
    List<TracedCall> leafFirst = new ArrayList<>(rootFirst);
    Collections.reverse(leafFirst);
    for (List<TracedCall> calls : List.of(rootFirst, leafFirst)) {
      Tally tally = tally(TallyOptions.builder().maxSums(most));
      if (accepted) {
        assertThat(tally.report(calls).usage("c0")).hasSize(CHAIN);
      } else {
        assertThat(Refusals.of(() -> tally.report(calls)))
            .containsExactly(
                "[\"calls\"] limit: expected at most 54 sums of a call and a model, found more");
        assertThat(Refusals.of(() -> tally.reportInParallel(calls, call -> true))).hasSize(1);
      }
    }
  }

  @Test
  void aVeryLongChainOfModelsIsRefusedBeforeItFillsTheMemory() {
    // All its sums would be five billion.
    Tally tally = tally(TallyOptions.builder().maxSums(1_000_000));
    assertThat(Refusals.of(() -> tally.report(chain(100_000)))).hasSize(1);
    assertThat(TallyOptions.DEFAULT.maxSums()).isEqualTo(50_000_000);
  }

  @Test
  void inclusiveUsageHasTheSumsOfItsOwnModelsAndThoseItLacks() {
    List<TracedCall> calls =
        List.of(
            new Span("p", null, Map.of("m", ONE)),
            new Span("c", "p", Map.of("m", ONE, "n", ONE)),
            new Span("d", "c", Map.of("n", ONE)));
    TallyOptions.Builder options = TallyOptions.builder().usageScope(UsageScope.INCLUSIVE);
    assertThat(tally(options.maxSums(5)).report(calls).usage("p")).hasSize(2);
    assertThat(Refusals.of(() -> tally(options.maxSums(4)).report(calls))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"4, false", "5, true", "6, true"})
  void theModelsOfOneCallAreSums(long most, boolean accepted) {
    Map<String, Object> models = new HashMap<>();
    for (int i = 0; i < 5; i++) {
      models.put("m" + i, ONE);
    }
    List<TracedCall> calls = List.of(new Span("c", null, models));
    Tally tally = tally(TallyOptions.builder().maxSums(most));
    if (accepted) {
      assertThat(tally.report(calls).totals()).hasSize(5);
    } else {
      assertThat(Refusals.of(() -> tally.report(calls))).hasSize(1);
    }
  }

  @ParameterizedTest
  @EnumSource(UsageScope.class)
  void manyModelsInACallAndItsParentTakeNoLongerThanTheirNumber(UsageScope scope) {
    Map<String, Object> models = new HashMap<>();
    for (int i = 0; i < 50_000; i++) {
      models.put("m" + i, ONE);
    }
    List<TracedCall> calls =
        List.of(
            new Span("p", null, models),
            new Span("c", "p", models),
            new Span("d", "c", Map.of("m1", ONE)));
    TallyOptions.Builder options = TallyOptions.builder().maxModelsPerCall(50_000);
    UsageReport report = tally(options.usageScope(scope)).report(calls);
    assertThat(report.usage("p")).hasSize(scope == UsageScope.MODEL_CALLS ? 1 : 50_000);
  }

  @ParameterizedTest
  @CsvSource({"9999, true", "10000, true", "10001, false"})
  void aCallHasUsageOfAtMostTenThousandModels(int models, boolean accepted) {
    Map<String, Object> usage = new HashMap<>();
    for (int i = 0; i < models; i++) {
      usage.put("m" + i, ONE);
    }
    // What a call has by way of others does not count.
    Span parent = new Span("a", null, Map.of("of its own", ONE));
    List<TracedCall> calls = List.of(new Span("c", "a", usage), new Span("b", "a", usage), parent);
    Tally tally = tally(TallyOptions.builder());
    LiveRollup live = LiveRollup.with(PriceTable.EMPTY);
    live.finished(parent);
    if (accepted) {
      assertThat(tally.report(calls).usage("a")).hasSize(models + 1);
      live.finished(calls.get(0));
      assertThat(live.usage("a")).hasSize(models + 1);
      return;
    }
    String refusal =
        "[\"calls\",\"%s\",\"usage\"] limit: expected at most 10000 models in a call, found more";
    assertThat(Refusals.of(() -> tally.report(calls))).containsExactly(refusal.formatted("b"));
    assertThat(Refusals.of(() -> tally.reportInParallel(calls)))
        .containsExactly(refusal.formatted("b"));
    assertThat(Refusals.of(() -> live.finished(calls.get(0))))
        .containsExactly(refusal.formatted("c"));
    assertThat(live.totals()).hasSize(1);
  }

  @Test
  void inWhichOrderCallsHaveTheirModelsDoesNotMatter() {
    List<Call> calls =
        Given.calls(
            """
            {"id":"p"}
            {"id":"a","parent_id":"p","summary":{"usage":{"k":{"requests":1},"l":{"requests":1},"m":{"requests":1}}}}
            {"id":"b","parent_id":"p","summary":{"usage":{"m":{"requests":1},"k":{"requests":1},"l":{"requests":1}}}}
            {"id":"c","parent_id":"p","summary":{"usage":{"l":{"requests":1},"m":{"requests":1},"k":{"requests":1}}}}
            """);
    assertThat(tally(TallyOptions.builder().maxSums(12)).report(calls).usage("p")).hasSize(3);
    assertThat(Refusals.of(() -> tally(TallyOptions.builder().maxSums(11)).report(calls)))
        .hasSize(1);
  }

  @Test
  void otherPricesMayNeedMoreSums() {
    List<Call> calls =
        Given.calls(
            """
            {"id":"p","started_at":"2024-02-01","summary":{"usage":{"m":{"prompt_tokens":1}}}}
            {"id":"c","parent_id":"p","started_at":"2024-04-01","summary":{"usage":{"m":{"prompt_tokens":1}}}}
            """);
    UsageReport report = tally(TallyOptions.builder().maxSums(2)).report(calls);
    PriceTable onePrice = Given.prices("{\"id\":\"1\",\"llm_id\":\"m\",\"prompt_token_cost\":1}");
    assertThat(report.repriced(onePrice).totals()).hasSize(1);
    assertThat(Refusals.of(() -> report.repriced(Given.TWO_PRICES)))
        .containsExactly(
            "[\"calls\"] limit: expected at most 2 sums of a call and a model, found more");
  }

  @ParameterizedTest
  @CsvSource({"2, 2, 1", "3, 3, 0", "4, 3, 0"})
  void aReportListsSoManyFindingsOfAKind(int most, int listed, long leftOut) {
    List<TracedCall> calls = new ArrayList<>();
    for (String id : List.of("c", "a", "b")) {
      calls.add(new Span(id, "nobody", Map.of("m", "no object")));
    }
    UsageReport report = tally(TallyOptions.builder().maxFindings(most)).report(calls);
    assertThat(report.anomalies()).hasSize(2 * listed);
    assertThat(report.anomalies()).extracting(each -> each.callIds().get(0)).startsWith("a", "b");
    assertThat(report.leftOut().total()).isEqualTo(2 * leftOut);
    assertThat(report.leftOut().anomalies())
        .isEqualTo(
            leftOut == 0
                ? Map.of()
                : Map.of(Anomaly.Kind.ORPHAN, 1L, Anomaly.Kind.MALFORMED_USAGE, 1L));
    assertThat(report.isComplete()).isFalse();
  }

  @Test
  void theCallsOfAModelWithoutAPriceAreCountedInFull() {
    List<TracedCall> calls = new ArrayList<>();
    for (int i = 9; i >= 0; i--) {
      calls.add(new Span("c" + i, null, Map.of("m", ONE)));
    }
    UnpricedModel model =
        tally(TallyOptions.builder().maxFindings(2)).report(calls).unpricedModels().get(0);
    assertThat(model.callIds()).containsExactly("c0", "c1");
    assertThat(model.callCount()).isEqualTo(10);
    assertThat(model.totalTokens()).isEqualTo(10);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1})
  void aReportListsOneFindingAtLeastAndACallMayHaveOneModel(int most) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TallyOptions.builder().maxFindings(most).build())
        .withMessage("expected maxFindings of 1 or more, found " + most);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TallyOptions.builder().maxModelsPerCall(most).build())
        .withMessage("expected maxModelsPerCall of 1 or more, found " + most);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, TallyOptions.MOST_SUMS + 1, Long.MAX_VALUE})
  void sumsAreAtMostAsManyAsCanBeHeld(long most) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TallyOptions.builder().maxSums(most).build())
        .withMessage("expected maxSums from 1 to 150000000, found " + most);
    assertThat(TallyOptions.builder().maxSums(TallyOptions.MOST_SUMS).build().maxSums())
        .isEqualTo(TallyOptions.MOST_SUMS);
  }

  private static Tally tally(TallyOptions.Builder options) {
    return Tally.with(PriceTable.EMPTY).with(options.build());
  }

  private static List<TracedCall> chain(int length) {
    List<TracedCall> calls = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      String parent = i == 0 ? null : "c" + (i - 1);
      calls.add(new Span("c" + i, parent, Map.of("m" + i, ONE)));
    }
    return calls;
  }
}
