package io.tokentally.examples;

import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.SettledTotal;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.CallSink;
import io.tokentally.recorder.OpenCall;
import java.time.ZoneOffset;
import java.util.Map;

/** Records the calls of an agent as they run, and keeps totals that do not grow. */
final class RecordCalls {

  private RecordCalls() {}

  public static void main(String[] args) {
    PriceTable prices =
        PriceTable.parse(
            """
            {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");
    LiveRollup live =
        LiveRollup.with(prices)
            .settlingBy(ZoneOffset.UTC, call -> Map.of("project", "" + call.projectId()));
    CallRecorder recorder =
        CallRecorder.builder().project("travel").to(CallSink.live(live)).build();

    OpenCall agent = recorder.start("invoke_agent");
    OpenCall chat = agent.start("chat");
    chat.usage("gpt-4o", Map.of("prompt_tokens", 1_000, "completion_tokens", 200));
    chat.end();
    agent.end();
    System.out.println(live.usage(agent.id()).get("gpt-4o").totalCost());
    // prints 0.0045

    live.settle("travel", agent.traceId()); // its calls are forgotten, its sums are not
    for (SettledTotal total : live.settled().totals()) {
      System.out.println(total.keys() + " " + total.model() + " " + total.usage().totalCost());
    }
    // prints {project=travel} gpt-4o 0.0045
  }
}
