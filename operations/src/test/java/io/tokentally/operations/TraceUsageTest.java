package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.Refusals;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /trace/usage}: which calls are picked, what is summed up, and what is answered. */
class TraceUsageTest {

  private static final String CALLS =
      """
      {"id":"r","op_name":"run","summary":{"usage":{"m":{"prompt_tokens":1,"completion_tokens":2}}}}
      {"id":"a","op_name":"chat","parent_id":"r","ended_at":null,"started_at":"2024-06-15T10:00:01Z","summary":{"usage":{"m":{"prompt_tokens":10,"completion_tokens":20}}}}
      {"id":"b","op_name":"chat","parent_id":"a","started_at":"2024-06-15T10:00:02Z","summary":{"usage":{"n":{"prompt_tokens":100,"completion_tokens":200}}}}
      {"id":"c","op_name":"tool","parent_id":"r","started_at":"2024-06-15T10:00:03Z","ended_at":null}
      {"id":"gone","op_name":"chat","parent_id":"r","deleted_at":"2024-07-01T00:00:00Z","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":1000}}}}
      {"id":"below","op_name":"late","parent_id":"gone","started_at":"2024-06-15T10:00:04Z","summary":{"usage":{"m":{"prompt_tokens":3}}}}
      {"id":"s","trace_id":"t2","started_at":null,"summary":{"usage":{"m":{"prompt_tokens":7}}}}
      {"id":"o","project_id":"p/two","op_name":"chat","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":9}}}}
      """;

  private static final String PRICES =
      """
      {"id":"pm","llm_id":"m","prompt_token_cost":0.001,"completion_token_cost":0.01}
      {"id":"pn","llm_id":"n","prompt_token_cost":0.1,"completion_token_cost":1}
      """;

  private final Operations operations = Fixed.over(CALLS, PRICES);

  @Test
  void answersEachPickedCallWithEverythingBelowIt() {
    String members =
        "\"filter\":{\"op_names\":[\"chat\"],\"parent_ids\":[\"r\"]},\"include_costs\":true";
    assertThat(answer(members).toJson())
        .isEqualTo(
            """
            {"call_usage":{"a":{\
            "m":{"requests":0,"prompt_tokens":10,"completion_tokens":20,"total_tokens":30,\
            "cache_read_input_tokens":0,"cache_creation_input_tokens":0,\
            "prompt_tokens_total_cost":0.01,"completion_tokens_total_cost":0.2,\
            "cache_read_input_tokens_total_cost":0,\
            "cache_creation_input_tokens_total_cost":0},\
            "n":{"requests":0,"prompt_tokens":100,"completion_tokens":200,"total_tokens":300,\
            "cache_read_input_tokens":0,"cache_creation_input_tokens":0,\
            "prompt_tokens_total_cost":10,"completion_tokens_total_cost":200,\
            "cache_read_input_tokens_total_cost":0,\
            "cache_creation_input_tokens_total_cost":0}}},\
            "unfinished_call_ids":["a"]}\
            """);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "filter":null                       | {a={m=0 10 20 30 0 0, n=0 100 200 300 0 0}, b={n=0 100 200 300 0 0}, below={m=0 3 0 3 0 0}, c={}, r={m=0 11 22 33 0 0, n=0 100 200 300 0 0}, s={m=0 7 0 7 0 0}} | [a, c]
          "filter":{"op_names":["chat"]}      | {a={m=0 10 20 30 0 0, n=0 100 200 300 0 0}, b={n=0 100 200 300 0 0}} | [a]
          "filter":{"op_names":["tool"]}      | {c={}} | [c]
          "filter":{"op_names":["none"]}      | {}     | []
          "filter":{"call_ids":["gone"]}      | {}     | []
          "filter":{"call_ids":["o"]}         | {}     | []
          "filter":{"trace_roots_only":true}  | {r={m=0 11 22 33 0 0, n=0 100 200 300 0 0}, s={m=0 7 0 7 0 0}} | [a, c]
          "filter":{"thread_ids":[]}          | {}     | []
          "filter":{"parent_ids":["gone"]}    | {below={m=0 3 0 3 0 0}} | []
          "query":{"$expr":{"$eq":[{"$getField":"id"},{"$literal":"b"}]}}                          | {b={n=0 100 200 300 0 0}} | []
          "query":{"$expr":{"$eq":[{"$getField":"summary.weave.status"},{"$literal":"running"}]}}  | {a={m=0 10 20 30 0 0, n=0 100 200 300 0 0}, c={}} | [a, c]
          "query":{"$expr":{"$gt":[{"$getField":"summary.usage.m.prompt_tokens"},{"$literal":5}]}} | {a={m=0 10 20 30 0 0, n=0 100 200 300 0 0}, s={m=0 7 0 7 0 0}} | [a]
          "filter":{"op_names":["chat"]},"query":{"$expr":{"$eq":[{"$getField":"id"},{"$literal":"b"}]}} | {b={n=0 100 200 300 0 0}} | []
          "filter":{"op_names":["chat"]},"query":{"$expr":{"$eq":[{"$getField":"id"},{"$literal":"r"}]}} | {} | []
          """)
  void picksByFilterAndQuery(String members, String usage, String unfinished) {
    UsageRes answer = answer(members);
    Map<String, Object> brief = new TreeMap<>();
    answer.callUsage().forEach((id, models) -> brief.put(id, Given.brief(models)));
    assertThat(brief).hasToString(usage);
    assertThat(answer.unfinishedCallIds()).hasToString(unfinished);
  }

  @Test
  void answersByStartThenId() {
    assertThat(answer("\"limit\":10").callUsage().keySet())
        .containsExactly("r", "a", "b", "c", "below", "s");
  }

  @Test
  void anUnknownProjectHasNoCalls() {
    assertThat(operations.traceUsage(TraceUsageReq.parse("{\"project_id\":\"nobody\"}")).toJson())
        .isEqualTo("{\"call_usage\":{},\"unfinished_call_ids\":[]}");
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"2,chat,2", "1,tool,1", "4,run,1", "1,none,0"})
  void aLimitAsLargeAsThePickedCallsAndWhatIsBelowThemIsEnough(
      long limit, String opName, int picked) {
    String members = "\"filter\":{\"op_names\":[\"%s\"]},\"limit\":%d".formatted(opName, limit);
    assertThat(answer(members).callUsage()).hasSize(picked);
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"1,chat,2", "3,run,4"})
  void moreCallsThanTheLimitAreRefusedNotCut(long limit, String opName, long found) {
    String members = "\"filter\":{\"op_names\":[\"%s\"]},\"limit\":%d".formatted(opName, limit);
    assertThat(Refusals.of(() -> answer(members)))
        .containsExactly(
            "[\"body\",\"limit\"] limit: expected at most %d calls, found %d"
                .formatted(limit, found));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void aLimitBelowOneIsRefused(long limit) {
    assertThat(Refusals.of(() -> answer("\"limit\":" + limit)))
        .containsExactly("[\"body\",\"limit\"] value: expected 1 or more, found " + limit);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "op_names",
        "input_refs",
        "output_refs",
        "parent_ids",
        "trace_ids",
        "call_ids",
        "thread_ids",
        "turn_ids"
      })
  void aListInAFilterHoldsAThousandEntries(String list) {
    String most = "\"x\",".repeat(999) + "\"y\"";
    assertThat(answer("\"filter\":{\"" + list + "\":[" + most + "]}").callUsage()).isEmpty();
    String more = "\"filter\":{\"" + list + "\":[" + most + ",\"z\"]}";
    assertThat(Refusals.of(() -> answer(more)))
        .containsExactly(
            "[\"body\",\"filter\",\""
                + list
                + "\"] limit: expected at most 1000 entries, found 1001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"wb_user_ids", "wb_run_ids"})
  void theseListsMayBeOfAnyLength(String list) {
    String many = "\"x\",".repeat(2_000) + "\"y\"";
    assertThat(answer("\"filter\":{\"" + list + "\":[" + many + "]}").callUsage()).isEmpty();
  }

  @Test
  void tellsAllFaultsAtOnce() {
    String many = "\"x\",".repeat(1_233) + "\"y\"";
    String members =
        """
        "filter":{"call_ids":[%s],"turn_ids":[%s]},"query":{"$expr":{"$or":[{"$and":[]},\
        {"$getField":"op"}]}},"limit":0\
        """
            .formatted(many, many);
    assertThat(Refusals.of(() -> answer(members)))
        .hasSize(5)
        .contains(
            "[\"body\",\"limit\"] value: expected 1 or more, found 0",
            "[\"body\",\"filter\",\"call_ids\"] limit: expected at most 1000 entries, found 1234",
            "[\"body\",\"filter\",\"turn_ids\"] limit: expected at most 1000 entries, found 1234",
            "[\"body\",\"query\",\"$expr\",\"$or\",0,\"$and\"] arity: expected at least one"
                + " operand, found none")
        .anyMatch(
            fault ->
                fault.startsWith(
                    "[\"body\",\"query\",\"$expr\",\"$or\",1,\"$getField\"] unknown_field: no such"
                        + " field on calls: \"op\"; columns: id, "));
  }

  private UsageRes answer(String members) {
    return operations.traceUsage(TraceUsageReq.parse("{\"project_id\":\"p/one\"," + members + "}"));
  }
}
