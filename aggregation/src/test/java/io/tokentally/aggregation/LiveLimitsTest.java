package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a rollup keeps is bounded, and what it forgets leaves nothing behind. */
class LiveLimitsTest {

  private static final Map<String, Long> ONE = Map.of("prompt_tokens", 1L);
  private static final String REFUSAL =
      "[\"calls\"] limit: expected at most %d sums of a call and a model, found more";

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLongChainOfModelsIsRefusedAndAllBeforeStays(boolean rootFirst) {
    LiveRollup live = live(100_000);
    int accepted = 0;
    try {
      for (int i = 0; i < 100_000; i++) {
        live.finished(call("t", i, rootFirst ? i - 1 : i + 1));
        accepted++;
      }
    } catch (ValidationException refusal) {
      assertThat(refusal.errors()).hasSize(1);
    }
    // Between the call whose sums might be too many at the worst, and the one whose sums are.
    assertThat(accepted).isBetween(300, 446);
    int next = accepted;
    assertThat(Refusals.of(() -> live.finished(call("t", next, rootFirst ? next - 1 : next + 1))))
        .containsExactly(REFUSAL.formatted(100_000));
    assertThat(live.totals()).hasSize(accepted);
    UsageReport batch = Tally.with(PriceTable.EMPTY).report(live.calls());
    assertThat(batch.callIds()).hasSize(accepted);
    assertThat(live.totals()).isEqualTo(batch.totals());
    assertThat(live.usage("t7")).isEqualTo(batch.usage("t7"));
  }

  @ParameterizedTest
  @CsvSource({"2, false", "3, true", "4, true"})
  void theModelsOfOneCallKeepToTheLimit(int most, boolean accepted) {
    LiveRollup live = live(most);
    Span span = new Span("a", null, Map.of("m", ONE, "n", ONE, "o", ONE));
    if (accepted) {
      live.finished(span);
      assertThat(live.totals()).hasSize(3);
    } else {
      assertThat(Refusals.of(() -> live.finished(span))).containsExactly(REFUSAL.formatted(most));
      assertThat(live.calls()).isEmpty();
      assertThat(live.totals()).isEmpty();
    }
  }

  @Test
  void whatIsForgottenMakesRoomAgain() {
    LiveRollup live = live(1_000);
    for (int round = 0; round < 200; round++) {
      // A cycle that closes and opens, and a call that moves, so that sums are taken away, too.
      live.finished(call("t", 0, 4));
      for (int i = 1; i < 5; i++) {
        live.started(call("t", i, i - 1));
      }
      live.finished(new Span("t", "t2", "t0", Map.of("x" + round, ONE)));
      live.finished(new Span("t", "t0", null, Map.of("m", ONE)));
      assertThat(live.totals()).hasSize(5);
      assertThat(live.forget(null, "t")).isTrue();
    }
    assertThat(live.totals()).isEmpty();
  }

  @Test
  void modelsThatComeAndGoDoNotDisturbThoseThatStay() {
    // More models than are kept for nothing, so that numbers of forgotten ones are used again.
    PriceTable prices = Given.prices("{\"id\":\"1\",\"llm_id\":\"m1\",\"prompt_token_cost\":2}");
    LiveRollup live = LiveRollup.with(prices);
    live.finished(new Span("stays", "s", null, Map.of("m1", ONE, "other", ONE)));
    for (int i = 0; i < 5_000; i++) {
      live.finished(new Span("t" + i, "t" + i, null, Map.of("x" + i, ONE, "m1", ONE)));
      if (i % 10 != 0) {
        live.forget(null, "t" + i);
      }
    }
    UsageReport batch = Tally.with(prices).report(live.calls());
    assertThat(batch.callIds()).hasSize(501);
    assertThat(live.totals()).isEqualTo(batch.totals());
    assertThat(Given.brief(live.usage("s")))
        .hasToString("{m1=0 1 0 1 0 0 : 2 0 0 0, other=0 1 0 1 0 0}");
  }

  @Test
  void whatRefusedEventsBroughtWithThemIsForgotten() {
    LiveRollup live = live(10);
    live.finished(new Span("t", "a", null, Map.of("m", ONE)));
    for (int i = 0; i < 3_000; i++) {
      Span refused = new Span("t", "b", "a", models("x" + i + "-", 11));
      assertThat(Refusals.of(() -> live.finished(refused))).hasSize(1);
    }
    assertThat(live.totals()).containsOnlyKeys("m");
    live.finished(new Span("t", "b", "a", models("y", 3)));
    assertThat(live.usage("a")).containsOnlyKeys("m", "y0", "y1", "y2");
  }

  private static Map<String, Object> models(String prefix, int count) {
    Map<String, Object> models = new HashMap<>();
    for (int i = 0; i < count; i++) {
      models.put(prefix + i, ONE);
    }
    return models;
  }

  @Test
  void aCallThatIsUpdatedWithManyModelsKeepsTheLastAlone() {
    LiveRollup live = LiveRollup.with(PriceTable.EMPTY);
    for (int i = 0; i < 5_000; i++) {
      live.started(
          Call.builder()
              .id("a")
              .startedAt(Instant.ofEpochSecond(i))
              .summary(Map.of("usage", Map.of("m" + i, ONE)))
              .build());
    }
    assertThat(live.totals()).containsOnlyKeys("m4999");
  }

  @Test
  void aDeepChainWithoutUsageIsToldOfRootFirst() {
    LiveRollup live = LiveRollup.with(PriceTable.EMPTY);
    int depth = 200_000;
    for (int i = 0; i < depth; i++) {
      live.started(new Span("t", "c" + i, i == 0 ? null : "c" + (i - 1), null));
    }
    live.finished(new Span("t", "c" + (depth - 1), "c" + (depth - 2), Map.of("m", ONE)));
    assertThat(live.usage("c0")).isEqualTo(live.totals()).hasSize(1);
  }

  @Test
  @SuppressWarnings("NullAway") // what callers without a checker may do
  void nullsAreNamed() {
    LiveRollup live = LiveRollup.with(PriceTable.EMPTY);
    assertThatNullPointerException().isThrownBy(() -> live.started(null)).withMessage("call");
    assertThatNullPointerException().isThrownBy(() -> live.usage(null)).withMessage("callId");
    assertThatNullPointerException()
        .isThrownBy(() -> live.finished(new Span(null, null, null)))
        .withMessage("id");
    assertThat(live.calls()).isEqualTo(List.of());
  }

  private static LiveRollup live(long maxSums) {
    return LiveRollup.with(PriceTable.EMPTY, TallyOptions.builder().maxSums(maxSums).build());
  }

  private static Span call(String trace, int number, int parent) {
    return new Span(trace, trace + number, trace + parent, Map.of("m" + number, ONE));
  }
}
