package io.tokentally.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.Call;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The natural way through: an agent whose calls are recorded, priced and stopped. */
class FirstRecordingTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");

  @Test
  void anAgentIsRecordedAndStopped() {
    LiveRollup live = LiveRollup.with(PRICES);
    List<Call> seen = new ArrayList<>();
    Budgets budgets =
        Budgets.with(PRICES).limit(BudgetLimit.per(BudgetScope.TRACE, "0.01", "USD")).build();
    RecordedUsage estimate =
        RecordedUsage.builder().promptTokens(1000).completionTokens(200).build();
    try (CallRecorder recorder =
        CallRecorder.builder().project("demo").to(CallSink.live(live)).to(seen::add).build()) {
      OpenCall agent = recorder.start("agent").key("user", "u1");
      CurrentCall current = agent.makeCurrent();
      assertThat(recorder.current()).isSameAs(agent);
      assertThatThrownBy(
              () -> {
                while (true) {
                  OpenCall chat = recorder.start("chat");
                  try {
                    chat.reserve(budgets, "gpt-4o", estimate);
                    chat.usage("gpt-4o", estimate);
                    chat.end();
                  } catch (BudgetExceededException e) {
                    chat.fail(e);
                    throw e;
                  }
                }
              })
          .isInstanceOf(BudgetExceededException.class)
          .hasMessage(
              "expected a call within its budgets, found one that may cost 0.0045 USD against 0.01"
                  + " USD per trace, for ever ("
                  + agent.traceId()
                  + "): spent 0.009, held 0, remaining 0.001");
      current.close();
      agent.end();
      assertThat(recorder.current()).isNull();
      assertThat(recorder.status()).isEqualTo(new RecorderStatus(4, 4, 4, 0, 0, List.of()));
      assertThat(live.usage(agent.id()).get("gpt-4o").totalCost())
          .isEqualTo(new BigDecimal("0.009"));
      assertThat(live.report().isComplete()).isTrue();
      assertThat(seen).extracting(Call::parentId).containsOnly(agent.id(), null);
      assertThat(seen).extracting(Call::wbUserId).containsOnly("u1");
      assertThat(seen).extracting(Call::attributes).containsOnly(Map.of("user", "u1"));
      assertThat(budgets.remaining(agent.scope()))
          .singleElement()
          .extracting(BudgetStatus::remaining)
          .isEqualTo(new BigDecimal("0.001"));
    }
  }
}
