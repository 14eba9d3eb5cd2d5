package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.Refusals;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls without a trace: each is a trace of its own, with its descendants. */
class UntracedCallsTest {

  private final Operations operations =
      Fixed.over(
          """
          {"id":"r","trace_id":null,"ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":1}}}}
          {"id":"a","trace_id":null,"parent_id":"r","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":20}}}}
          {"id":"b","trace_id":null,"parent_id":"a","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":300}}}}
          {"id":"other","trace_id":null,"ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":4000}}}}
          {"id":"traced","trace_id":"t1","parent_id":"r","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":50000}}}}
          {"id":"empty","trace_id":"","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":600000}}}}
          """,
          "");

  @Test
  void theSetIsTheCallAndItsDescendants() {
    UsageRes answer = answer("\"call_ids\":[\"a\"]");
    assertThat(prompt(answer.callUsage(), "a")).isEqualTo(320);
    assertThat(answer.unfinishedCallIds()).containsExactly("a", "b");
  }

  @Test
  void theLimitCountsTheCallAndItsDescendants() {
    assertThat(answer("\"call_ids\":[\"a\"],\"limit\":2").callUsage()).containsOnlyKeys("a");
    assertThat(Refusals.of(() -> answer("\"call_ids\":[\"a\"],\"limit\":1")))
        .containsExactly("[\"body\",\"limit\"] limit: expected at most 1 calls, found 2");
  }

  @Test
  void aTracedCallIsNoDescendantOfAnUntracedOne() {
    UsageRes answer = answer("\"call_ids\":[\"r\",\"traced\"]");
    assertThat(prompt(answer.callUsage(), "r")).isEqualTo(321);
    assertThat(prompt(answer.callUsage(), "traced")).isEqualTo(50_000);
    assertThat(answer.unfinishedCallIds()).containsExactly("a", "b", "r", "traced");
  }

  @Test
  void aCallBelowAnotherThatIsAskedForCountsInBoth() {
    UsageRes answer = answer("\"call_ids\":[\"b\",\"r\"],\"limit\":3");
    assertThat(prompt(answer.callUsage(), "b")).isEqualTo(300);
    assertThat(prompt(answer.callUsage(), "r")).isEqualTo(321);
  }

  @Test
  void aTraceWithAnEmptyIdIsATrace() {
    UsageRes answer = answer("\"call_ids\":[\"empty\"],\"limit\":1");
    assertThat(prompt(answer.callUsage(), "empty")).isEqualTo(600_000);
  }

  @Test
  void traceUsageTakesThemLikeOthers() {
    UsageRes answer =
        operations.traceUsage(
            TraceUsageReq.parse(
                "{\"project_id\":\"p/one\",\"filter\":{\"call_ids\":[\"r\",\"other\"]}}"));
    assertThat(prompt(answer.callUsage(), "r")).isEqualTo(321);
    assertThat(prompt(answer.callUsage(), "other")).isEqualTo(4_000);
    assertThat(answer.unfinishedCallIds()).containsExactly("a", "b", "other", "r");
  }

  private static long prompt(Map<String, Map<String, LLMAggregatedUsage>> usage, String call) {
    assertThat(Given.brief(usage.get(call))).containsOnlyKeys("m");
    return usage.get(call).get("m").promptTokens();
  }

  private UsageRes answer(String members) {
    return operations.callsUsage(CallsUsageReq.parse("{\"project_id\":\"p/one\"," + members + "}"));
  }
}
