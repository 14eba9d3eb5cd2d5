package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Calls that failed and were charged, and those of them that were made again. */
class FailedCallsTest {

  private static final Tally TALLY =
      Tally.with(
          Given.prices(
              "{\"id\":\"1\",\"llm_id\":\"m\",\"prompt_token_cost\":2,\"completion_token_cost\":10}"));

  private static final String RETRIED =
      """
      {"id":"agent","op_name":"agent"}
      {"id":"first","parent_id":"agent","op_name":"chat","inputs":{"q":1,"z":[2]},"exception":"",\
      "ended_at":"2024-06-15T10:00:01Z","summary":{"usage":{"m":{"prompt_tokens":5}}}}
      {"id":"second","parent_id":"agent","op_name":"chat","inputs":{"z":[2.0],"q":1},\
      "started_at":"2024-06-15T10:00:01Z",\
      "summary":{"usage":{"m":{"prompt_tokens":5,"completion_tokens":1}}}}
      {"id":"other","parent_id":"agent","op_name":"chat","inputs":{"q":2},"exception":"broken",\
      "summary":{"usage":{"m":{"prompt_tokens":30},"x":{"prompt_tokens":4}}}}
      {"id":"unused","parent_id":"agent","op_name":"chat","inputs":{"q":3},"exception":"broken"}
      """;

  private static List<String> retried(String lines) {
    List<Call> calls = new ArrayList<>(Given.calls(lines));
    List<String> ids = ids(Retries.of(calls).in(TALLY.report(calls)));
    Collections.reverse(calls);
    assertThat(ids(Retries.of(calls).in(TALLY.report(calls)))).isEqualTo(ids);
    return ids;
  }

  private static List<String> ids(List<CallKey> calls) {
    return calls.stream().map(CallKey::id).toList();
  }

  @Test
  void theyCountAndAreApartOnRequest() {
    List<Call> calls = Given.calls(RETRIED);
    for (UsageReport report :
        List.of(
            TALLY.report(calls), TALLY.report(new GoingBy(calls)), TALLY.reportInParallel(calls))) {
      assertThat(ids(report.failedCalls())).containsExactly("first", "other");
      assertThat(Given.brief(report.shareOfTotals(report.failedCalls())))
          .isEqualTo(Map.of("m", "0 35 0 35 0 0 : 70 0 0 0", "x", "0 4 0 4 0 0"));
      assertThat(Given.brief(report.pricedShareOfTotals(report.failedCalls())))
          .isEqualTo(Map.of("m", "0 35 0 35 0 0 : 70 0 0 0"));
      assertThat(report.totals().get("m").promptTokens()).isEqualTo(40);
      List<CallKey> retried = Retries.of(calls).in(report);
      assertThat(retried).containsExactly(new CallKey("p/one", "t1", "first"));
      assertThat(Given.brief(report.shareOfTotals(retried)))
          .isEqualTo(Map.of("m", "0 5 0 5 0 0 : 10 0 0 0"));
    }
  }

  @Test
  void anotherOperationOrParentOrTraceIsNoRetry() {
    assertThat(retried(RETRIED)).containsExactly("first");
    String second = "\"id\":\"second\",\"parent_id\":\"agent\",\"op_name\":\"chat\"";
    for (String another :
        List.of(
            "\"id\":\"second\",\"parent_id\":\"agent\",\"op_name\":\"tool\"",
            "\"id\":\"second\",\"parent_id\":\"first\",\"op_name\":\"chat\"",
            second + ",\"trace_id\":\"t2\"",
            second + ",\"project_id\":\"p/two\"",
            second + ",\"exception\":\"again\"",
            second + ",\"ended_at\":null")) {
      assertThat(retried(RETRIED.replace(second, another))).as(another).isEmpty();
    }
    String start = "\"started_at\":\"2024-06-15T10:00:01Z\"";
    assertThat(retried(RETRIED.replace(start, "\"started_at\":null"))).isEmpty();
  }

  /** It may have been a call that ran beside it. */
  @Test
  void whatBeganBeforeItFailedIsNoRetry() {
    String later = "\"started_at\":\"2024-06-15T10:00:01Z\"";
    assertThat(retried(RETRIED.replace(later, "\"started_at\":\"2024-06-15T10:00:00.9Z\"")))
        .isEmpty();
    assertThat(retried(RETRIED.replace(later, "\"started_at\":\"2024-06-15T10:09:00Z\"")))
        .containsExactly("first");
    String unended = RETRIED.replace("\"ended_at\":\"2024-06-15T10:00:01Z\"", "\"ended_at\":null");
    assertThat(retried(unended)).containsExactly("first");
  }

  /** Of the ends that its records say, the last one. */
  @Test
  void aCallThatFailedMayBeLoggedTwice() {
    String again =
        RETRIED
            + """
            {"id":"first","parent_id":"agent","op_name":"chat","inputs":{"q":1,"z":[2]},\
            "exception":"","ended_at":"2024-06-15T10:00:03Z",\
            "summary":{"usage":{"m":{"prompt_tokens":5}}}}
            """;
    assertThat(retried(again)).isEmpty();
    String second = "\"started_at\":\"2024-06-15T10:00:01Z\"";
    assertThat(retried(again.replace(second, "\"started_at\":\"2024-06-15T10:00:03Z\"")))
        .containsExactly("first");
  }

  @Test
  void withoutInputsNothingShowsARetry() {
    assertThat(
            retried(
                """
                {"id":"a","exception":"x","summary":{"usage":{"m":{"prompt_tokens":5}}}}
                {"id":"b","started_at":"2024-06-15T11:00:00Z"}
                """))
        .isEmpty();
  }

  @Test
  void spansHaveTheirInputsInAttributes() {
    String calls =
        """
        {"id":"a","op_name":"chat m","attributes":{"error.type":"timeout","gen_ai.input.messages":"[1]"},\
        "summary":{"usage":{"m":{"prompt_tokens":5}}}}
        {"id":"b","op_name":"chat m","started_at":"2024-06-15T11:00:00Z",\
        "attributes":{"gen_ai.input.messages":"[1]","gen_ai.response.id":"r"}}
        """;
    assertThat(retried(calls)).containsExactly("a");
    assertThat(retried(calls.replaceFirst("\\[1\\]", "[2]"))).isEmpty();
    assertThat(retried(calls.replace("{\"id\"", "{\"trace_id\":null,\"id\""))).isEmpty();
  }

  /** What an agent repeats does not count, whether it failed or not. */
  @Test
  void underAutoOnlyWhatCounts() {
    List<Call> calls =
        Given.calls(
            """
            {"id":"a","op_name":"invoke_agent","exception":"x",\
            "summary":{"usage":{"m":{"prompt_tokens":5}}}}
            {"id":"b","parent_id":"a","exception":"x","summary":{"usage":{"m":{"prompt_tokens":5}}}}
            """);
    TallyOptions auto = TallyOptions.builder().usageScope(UsageScope.AUTO).build();
    UsageReport report = TALLY.with(auto).report(calls);
    assertThat(ids(report.failedCalls())).containsExactly("b");
    assertThat(report.shareOfTotals(report.failedCalls())).isEqualTo(report.totals());
  }

  /** The outer call's usage holds the inner one's. */
  @Test
  void underInclusiveEachTokenIsInOneShare() {
    List<Call> calls =
        Given.calls(
            """
            {"id":"a","exception":"x","summary":{"usage":{"m":{"prompt_tokens":8}}}}
            {"id":"b","parent_id":"a","exception":"x",\
            "summary":{"usage":{"m":{"prompt_tokens":5},"x":{"prompt_tokens":1}}}}
            {"id":"c","parent_id":"b","exception":"x",\
            "summary":{"usage":{"m":{"prompt_tokens":2},"x":{"prompt_tokens":1},"y":{"requests":1}}}}
            """);
    TallyOptions inclusive = TallyOptions.builder().usageScope(UsageScope.INCLUSIVE).build();
    UsageReport report = TALLY.with(inclusive).report(calls);
    assertThat(ids(report.failedCalls())).containsExactly("a", "b", "c");
    assertThat(report.shareOfTotals(report.failedCalls())).isEqualTo(report.totals());
    CallKey last = report.failedCalls().get(2);
    assertThat(report.shareOfTotals(List.of(last)).keySet()).containsExactly("y");
  }

  /** The record that ended last says whether the call failed. */
  @Test
  void ofDuplicatesTheOneThatCountsDecides() {
    List<Call> calls =
        Given.calls(
            """
            {"id":"a","exception":"x","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":8}}}}
            {"id":"a","summary":{"usage":{"m":{"prompt_tokens":8}}}}
            {"id":"b","summary":{"usage":{"m":{"prompt_tokens":8}}}}
            {"id":"b","exception":"x","summary":{"usage":{"m":{"prompt_tokens":8}}}}
            {"id":"b","summary":{"usage":{"m":{"prompt_tokens":8}}}}
            """);
    assertThat(ids(TALLY.report(calls).failedCalls())).containsExactly("b");
  }
}
