package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettleTest {

  private static final PriceTable PRICES =
      Given.prices(
          """
          {"id":"pm","llm_id":"m","prompt_token_cost":0.5,"completion_token_cost":2}
          """);

  private final LiveRollup live =
      LiveRollup.with(PRICES)
          .settlingBy(
              ZoneOffset.UTC,
              call ->
                  call instanceof Call known && known.wbUserId() != null
                      ? Map.of("user", known.wbUserId())
                      : null);

  private static Call call(String id, String trace, String user, String model) {
    return Given.call(
        """
        {"id":"%s","project_id":null,"trace_id":"%s","started_at":"2026-01-05T23:30:00Z","wb_user_id":%s,"summary":{"usage":{"%s":{"requests":1,"prompt_tokens":4,"completion_tokens":1}}}}
        """
            .formatted(id, trace, user, model));
  }

  @Test
  void keepsSumsByDayKeysAndModel() {
    live.finished(call("a", "t", "\"u\"", "m"));
    live.finished(call("b", "t", "\"u\"", "m"));
    live.finished(call("c", "t", "null", "x"));
    assertThat(live.settle(null, "none")).isFalse();
    assertThat(live.settle(null, "t")).isTrue();

    assertThat(live.calls()).isEmpty();
    assertThat(live.settle(null, "t")).isFalse();
    SettledTotals settled = live.settled();
    assertThat(settled.traces()).isEqualTo(1);
    assertThat(settled.calls()).isEqualTo(3);
    assertThat(settled.incompleteTraces()).isEqualTo(1);
    assertThat(settled.totals()).hasSize(2);
    SettledTotal unpriced = settled.totals().get(0);
    assertThat(unpriced.model()).isEqualTo("x");
    assertThat(unpriced.unit()).isNull();
    assertThat(unpriced.usage().totalCost()).isNull();
    SettledTotal priced = settled.totals().get(1);
    assertThat(priced.day()).hasToString("2026-01-05");
    assertThat(priced.keys()).isEqualTo(Map.of("user", "u"));
    assertThat(priced.unit()).isEqualTo("USD");
    assertThat(priced.usage().requests()).isEqualTo(2);
    assertThat(priced.usage().totalCost()).isEqualByComparingTo("8");
    assertThat(priced.pricedPart()).isEqualTo(priced.usage());
    assertThat(SettledTotals.parse(settled.toJson())).isEqualTo(settled);
  }

  @Test
  void aDayIsThatOfTheZone() {
    live.settlingBy(ZoneOffset.ofHours(1), call -> null);
    live.finished(call("a", "t", "null", "m"));
    live.settle(null, "t");

    assertThat(live.settled().totals().get(0).day()).hasToString("2026-01-06");
  }

  @Test
  void aSumAbove64BitsIsRejectedAndChangesNothing() {
    String huge =
        """
        {"id":"%s","project_id":null,"trace_id":"%s","summary":{"usage":{"m":{"prompt_tokens":%d}}}}
        """;
    long most = Long.MAX_VALUE / 4 * 3;
    live.finished(Given.call(huge.formatted("a", "t", most)));
    assertThat(live.settle(null, "t")).isTrue();
    SettledTotals before = live.settled();
    live.finished(Given.call(huge.formatted("b", "s", most)));

    assertThatThrownBy(() -> live.settle(null, "s")).isInstanceOf(TokenOverflowException.class);
    assertThatThrownBy(() -> live.restore(before)).isInstanceOf(TokenOverflowException.class);
    assertThat(live.settled()).isEqualTo(before);
    assertThat(live.calls()).hasSize(1);
  }

  @Test
  void whatIsNoSnapshotIsRejectedWithEveryError() {
    assertThatThrownBy(
            () ->
                SettledTotals.parse(
                    """
                    {"totals":[{"day":"today","model":1}],"traces":0,"calls":0,"anomalies":{"X":1}}"""))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("totals[0].day: expected a day such as 2026-01-05, found \"today\"")
        .hasMessageContaining("totals[0].model: expected a string, found 1")
        .hasMessageContaining("totals[0].usage: required, but not there")
        .hasMessageContaining("incomplete_traces: required, but not there")
        .hasMessageContaining("anomalies.X: expected");
  }
}
