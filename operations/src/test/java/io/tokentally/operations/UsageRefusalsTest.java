package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.Refusals;
import io.tokentally.aggregation.TallyOptions;
import org.junit.jupiter.api.Test;

/** What the usage operations refuse because of the calls and prices, not of the request. */
class UsageRefusalsTest {

  private static final String ALL = "{\"project_id\":\"p/one\",\"include_costs\":true}";

  @Test
  void aCountBeyond64Bits() {
    Operations operations =
        Fixed.over(
            """
            {"id":"r"}
            {"id":"a","parent_id":"r","summary":{"usage":{"m":{"prompt_tokens":9223372036854775800}}}}
            {"id":"b","parent_id":"a","summary":{"usage":{"m":{"prompt_tokens":8}}}}
            """,
            "");
    String fault =
        "[\"body\",\"calls\",\"a\",\"usage\",\"m\"] limit: a count of model \"m\" in call \"a\""
            + " exceeds 9223372036854775807";
    assertThat(Refusals.of(() -> operations.traceUsage(TraceUsageReq.parse(ALL))))
        .containsExactly(fault);
    String body = "{\"project_id\":\"p/one\",\"call_ids\":[\"b\"]}";
    assertThat(Refusals.of(() -> operations.callsUsage(CallsUsageReq.parse(body))))
        .containsExactly(fault);
  }

  @Test
  void aCountBeyond64BitsThatIsNotAskedForDoesNotMatter() {
    Operations operations =
        Fixed.over(
            """
            {"id":"r","summary":{"usage":{"m":{"prompt_tokens":9223372036854775808}}}}
            {"id":"a","parent_id":"r","op_name":"chat","summary":{"usage":{"m":{"prompt_tokens":9223372036854775800}}}}
            {"id":"b","parent_id":"r","op_name":"chat","summary":{"usage":{"m":{"prompt_tokens":8}}}}
            """,
            "");
    UsageRes answer =
        operations.traceUsage(
            TraceUsageReq.parse("{\"project_id\":\"p/one\",\"filter\":{\"op_names\":[\"chat\"]}}"));
    assertThat(Given.brief(answer.callUsage().get("a")))
        .hasToString("{m=0 9223372036854775800 0 9223372036854775800 0 0}");
    assertThat(Given.brief(answer.callUsage().get("b"))).hasToString("{m=0 8 0 8 0 0}");
  }

  @Test
  void pricesOfOneModelInSeveralUnits() {
    Operations operations =
        Fixed.over(
            """
            {"id":"a","started_at":"2024-01-15T00:00:00Z","summary":{"usage":{"m":{"prompt_tokens":1}}}}
            {"id":"b","started_at":"2024-02-15T00:00:00Z","summary":{"usage":{"m":{"prompt_tokens":2}}}}
            """,
            """
            {"id":"p1","llm_id":"m","prompt_token_cost":1}
            {"id":"p2","llm_id":"m","prompt_token_cost":2,"effective_date":"2024-02-01","prompt_token_cost_unit":"EUR"}
            """);
    String fault =
        "[\"body\",\"prices\",\"m\"] value: expected one unit for model \"m\", found EUR and USD";
    assertThat(Refusals.of(() -> operations.traceUsage(TraceUsageReq.parse(ALL))))
        .containsExactly(fault);
    String one = "{\"project_id\":\"p/one\",\"call_ids\":[\"a\"],\"include_costs\":true}";
    assertThat(Refusals.of(() -> operations.callsUsage(CallsUsageReq.parse(one))))
        .containsExactly(fault);
    // Nothing is added where nothing is priced.
    assertThat(operations.traceUsage(TraceUsageReq.parse("{\"project_id\":\"p/one\"}")).callUsage())
        .hasSize(2);
  }

  @Test
  void anIdInSeveralTraces() {
    Operations operations =
        Fixed.over(
            """
            {"id":"a","trace_id":"t1","op_name":"x"}
            {"id":"a","trace_id":"t2","op_name":"y"}
            {"id":"b","trace_id":"t2"}
            """,
            "");
    assertThat(operations.traceUsage(TraceUsageReq.parse(ALL)).callUsage())
        .containsOnlyKeys("a", "b");
    String both = "{\"project_id\":\"p/one\",\"call_ids\":[\"a\"]}";
    assertThat(operations.callsUsage(CallsUsageReq.parse(both)).callUsage()).containsOnlyKeys("a");
  }

  @Test
  void anIdInSeveralTracesOfWhichOneIsAskedForDoesNotMatter() {
    Operations operations =
        Fixed.over(
            """
            {"id":"a","trace_id":"t1","op_name":"x","summary":{"usage":{"m":{"prompt_tokens":1}}}}
            {"id":"a","trace_id":"t2","op_name":"y","summary":{"usage":{"m":{"prompt_tokens":2}}}}
            {"id":"b","trace_id":"t2","parent_id":"a","summary":{"usage":{"m":{"prompt_tokens":3}}}}
            """,
            "");
    UsageRes trace =
        operations.traceUsage(
            TraceUsageReq.parse("{\"project_id\":\"p/one\",\"filter\":{\"op_names\":[\"y\"]}}"));
    assertThat(Given.brief(trace.callUsage().get("a"))).hasToString("{m=0 5 0 5 0 0}");
    UsageRes calls =
        operations.callsUsage(
            CallsUsageReq.parse("{\"project_id\":\"p/one\",\"call_ids\":[\"b\"]}"));
    assertThat(Given.brief(calls.callUsage().get("b"))).hasToString("{m=0 3 0 3 0 0}");
  }

  @Test
  void aRequestIsRefusedAtTheCallsOfItsBody() {
    Operations operations =
        Operations.over(
                CallSource.of(
                    Given.calls(
                        """
                        {"id":"a","project_id":"p","summary":{"usage":{"m":{"requests":1},"n":{"requests":1}}}}
                        """)),
                PriceStore.inMemory())
            .options(TallyOptions.builder().maxSums(1).build())
            .build();
    TraceUsageReq request = TraceUsageReq.of("p");
    assertThat(Refusals.of(() -> operations.traceUsage(request)))
        .containsExactly(
            "[\"body\",\"calls\"] limit: expected at most 1 sums of a call and a model, found"
                + " more");
  }
}
