package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.Refusals;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code /calls/usage}: which calls are summed up, and what is answered. */
class CallsUsageTest {

  private static final String CALLS =
      """
      {"id":"r","summary":{"usage":{"m":{"prompt_tokens":1,"completion_tokens":2}}}}
      {"id":"a","parent_id":"r","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":10,"completion_tokens":20}}}}
      {"id":"b","parent_id":"a","summary":{"usage":{"n":{"prompt_tokens":100,"completion_tokens":200,"requests":5}}}}
      {"id":"gone","parent_id":"r","deleted_at":"2024-07-01T00:00:00Z","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":1000}}}}
      {"id":"below","parent_id":"gone","summary":{"usage":{"m":{"prompt_tokens":3}}}}
      {"id":"s","trace_id":"t2","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":7}}}}
      {"id":"o","project_id":"p/two","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":9}}}}
      {"id":"u","parent_id":"r","project_id":"p/two","summary":{"usage":{"m":{"prompt_tokens":9}}}}
      """;

  private static final String PRICES =
      """
      {"id":"pm","llm_id":"m","prompt_token_cost":0.5,"completion_token_cost":0.25}
      """;

  private final Operations operations = Fixed.over(CALLS, PRICES);

  @Test
  void answersEachCallWithEverythingBelowIt() {
    assertThat(answer("\"call_ids\":[\"b\",\"r\"]").toJson())
        .isEqualTo(
            """
            {"call_usage":{\
            "b":{"n":{"requests":5,"prompt_tokens":100,"completion_tokens":200,"total_tokens":300,\
            "cache_read_input_tokens":0,"cache_creation_input_tokens":0,\
            "prompt_tokens_total_cost":null,"completion_tokens_total_cost":null,\
            "cache_read_input_tokens_total_cost":null,\
            "cache_creation_input_tokens_total_cost":null}},\
            "r":{"m":{"requests":0,"prompt_tokens":11,"completion_tokens":22,"total_tokens":33,\
            "cache_read_input_tokens":0,"cache_creation_input_tokens":0,\
            "prompt_tokens_total_cost":null,"completion_tokens_total_cost":null,\
            "cache_read_input_tokens_total_cost":null,\
            "cache_creation_input_tokens_total_cost":null},\
            "n":{"requests":5,"prompt_tokens":100,"completion_tokens":200,"total_tokens":300,\
            "cache_read_input_tokens":0,"cache_creation_input_tokens":0,\
            "prompt_tokens_total_cost":null,"completion_tokens_total_cost":null,\
            "cache_read_input_tokens_total_cost":null,\
            "cache_creation_input_tokens_total_cost":null}}},\
            "unfinished_call_ids":["a"]}\
            """);
  }

  @Test
  void writesCostsPlainAndNullWhereAPartHasNoPrice() {
    assertThat(answer("\"call_ids\":[\"a\"],\"include_costs\":true").toJson())
        .isEqualTo(
            """
            {"call_usage":{\
            "a":{"m":{"requests":0,"prompt_tokens":10,"completion_tokens":20,"total_tokens":30,\
            "cache_read_input_tokens":0,"cache_creation_input_tokens":0,\
            "prompt_tokens_total_cost":5,"completion_tokens_total_cost":5,\
            "cache_read_input_tokens_total_cost":0,\
            "cache_creation_input_tokens_total_cost":0},\
            "n":{"requests":5,"prompt_tokens":100,"completion_tokens":200,"total_tokens":300,\
            "cache_read_input_tokens":0,"cache_creation_input_tokens":0,\
            "prompt_tokens_total_cost":null,"completion_tokens_total_cost":null,\
            "cache_read_input_tokens_total_cost":null,\
            "cache_creation_input_tokens_total_cost":null}}},\
            "unfinished_call_ids":["a"]}\
            """);
  }

  @Test
  void writesTinyAndLargeCostsWithoutExponent() {
    Operations tiny =
        Fixed.over(
            """
            {"id":"a","summary":{"usage":{"m":{"prompt_tokens":3,"completion_tokens":2000000}}}}
            """,
            """
            {"id":"pm","llm_id":"m","prompt_token_cost":1e-10,"completion_token_cost":1e10}
            """);
    String body = "{\"project_id\":\"p/one\",\"call_ids\":[\"a\"],\"include_costs\":true}";
    assertThat(tiny.callsUsage(CallsUsageReq.parse(body)).toJson())
        .contains("\"prompt_tokens_total_cost\":0.0000000003,")
        .contains("\"completion_tokens_total_cost\":20000000000000000,");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          []                    | {}                  | []
          ["b"]                 | {b={n=5 100 200 300 0 0}} | [a]
          ["s"]                 | {s={m=0 7 0 7 0 0}} | [s]
          ["s","b"]             | {b={n=5 100 200 300 0 0}, s={m=0 7 0 7 0 0}} | [a, s]
          ["b","b"]             | {b={n=5 100 200 300 0 0}} | [a]
          ["nobody"]            | {nobody={}}         | []
          ["nobody","s"]        | {nobody={}, s={m=0 7 0 7 0 0}} | [s]
          ["gone"]              | {gone={}}           | []
          ["below"]             | {below={m=0 3 0 3 0 0}} | [a]
          ["o"]                 | {o={}}              | []
          [""]                  | {={}}               | []
          """)
  void answersOneKeyPerIdAskedFor(String ids, String usage, String unfinished) {
    UsageRes answer = answer("\"call_ids\":" + ids);
    Map<String, Object> brief = new TreeMap<>();
    answer.callUsage().forEach((id, models) -> brief.put(id, Given.brief(models)));
    assertThat(brief).hasToString(usage);
    assertThat(answer.unfinishedCallIds()).hasToString(unfinished);
  }

  @Test
  void keepsTheOrderOfTheIdsAskedFor() {
    assertThat(answer("\"call_ids\":[\"s\",\"zz\",\"b\",\"s\",\"a\"]").callUsage().keySet())
        .containsExactly("s", "zz", "b", "a");
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"4,b", "1,s", "1,nobody", "1,gone", "5,b+s"})
  void aLimitAsLargeAsTheTracesIsEnough(long limit, String ids) {
    assertThat(answer(ids(ids) + ",\"limit\":" + limit).callUsage()).isNotEmpty();
  }

  @ParameterizedTest(name = "{0} of {1}")
  @CsvSource({"3,b,4", "1,b,4", "4,b+s,5"})
  void moreCallsThanTheLimitAreRefusedNotCut(long limit, String ids, long found) {
    assertThat(Refusals.of(() -> answer(ids(ids) + ",\"limit\":" + limit)))
        .containsExactly(
            "[\"body\",\"limit\"] limit: expected at most %d calls, found %d"
                .formatted(limit, found));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void aLimitBelowOneIsRefusedWhateverIsAskedFor(long limit) {
    assertThat(Refusals.of(() -> answer("\"call_ids\":[],\"limit\":" + limit)))
        .containsExactly("[\"body\",\"limit\"] value: expected 1 or more, found " + limit);
  }

  @Test
  void theDefaultLimitIsTenThousandCalls() {
    StringBuilder calls = new StringBuilder("{\"id\":\"r\"}\n");
    for (int i = 1; i < 10_000; i++) {
      calls.append("{\"id\":\"c").append(i).append("\",\"parent_id\":\"r\"}\n");
    }
    CallsUsageReq request = CallsUsageReq.of("p/one", List.of("r"));
    assertThat(Fixed.over(calls.toString(), "").callsUsage(request).callUsage()).hasSize(1);
    Operations oneMore = Fixed.over(calls.append("{\"id\":\"last\"}\n").toString(), "");
    assertThat(Refusals.of(() -> oneMore.callsUsage(request)))
        .containsExactly("[\"body\",\"limit\"] limit: expected at most 10000 calls, found 10001");
  }

  private static String ids(String ids) {
    return "\"call_ids\":[\"" + ids.replace("+", "\",\"") + "\"]";
  }

  private UsageRes answer(String members) {
    return operations.callsUsage(CallsUsageReq.parse("{\"project_id\":\"p/one\"," + members + "}"));
  }
}
