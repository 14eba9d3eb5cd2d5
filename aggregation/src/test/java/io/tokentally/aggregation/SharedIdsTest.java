package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.Anomaly.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One id in several traces: docs/semantics.md rule 53. */
class SharedIdsTest {

  private static final Tally TALLY = Tally.with(PriceTable.EMPTY);

  private static final String THREE_TRACES =
      """
      {"id":"a","trace_id":"t1","summary":{"usage":{"m":{"prompt_tokens":1}}}}
      {"id":"a","trace_id":"t2","summary":{"usage":{"m":{"prompt_tokens":20}}}}
      {"id":"b","trace_id":"t2","parent_id":"a","summary":{"usage":{"m":{"prompt_tokens":300}}}}
      {"id":"a","trace_id":"t3","summary":{"usage":{"m":{"prompt_tokens":4000}}}}
      """;

  /** The second session goes on with the first, and repeats what was said. */
  private static final String CONTINUED =
      """
      {"id":"x","trace_id":"t2","started_at":"2024-06-15T09:00:00Z"}
      {"id":"a","trace_id":"t2","started_at":"2024-06-15T10:00:00Z",\
      "summary":{"usage":{"m":{"prompt_tokens":10,"completion_tokens":1}}}}
      {"id":"b","trace_id":"t2","parent_id":"a","summary":{"usage":{"m":{"prompt_tokens":500}}}}
      {"id":"first","trace_id":"t9","started_at":"2024-06-15T08:00:00Z"}
      {"id":"a","trace_id":"t9","parent_id":"first","started_at":"2024-06-15T10:00:00Z",\
      "summary":{"usage":{"m":{"completion_tokens":1,"prompt_tokens":10.0}}}}
      """;

  @Test
  void ofSeveralCallsAllCount() {
    UsageReport report = TALLY.report(Given.calls(THREE_TRACES));
    assertThat(report.totals().get("m").promptTokens()).isEqualTo(4_321);
    assertThat(report.usage("a").get("m").promptTokens()).isEqualTo(4_321);
    assertThat(report.ownUsage("a").get("m").promptTokens()).isEqualTo(4_021);
    assertThat(report.usage(key("t2", "a")).get("m").promptTokens()).isEqualTo(320);
    assertThat(report.rootIds()).containsExactly("a");
    assertThat(report.roots()).containsExactly(key("t1", "a"), key("t2", "a"), key("t3", "a"));
    assertThat(report.childIds("a")).containsExactly("b");
    assertThat(report.children(key("t1", "a"))).isEmpty();
    assertThat(report.children(key("t2", "a"))).containsExactly(key("t2", "b"));
    assertThat(report.parent(key("t2", "b"))).isEqualTo(key("t2", "a"));
    assertThat(report.parent(key("t2", "a"))).isNull();
    assertThat(report.usage(key("t4", "a"))).isEmpty();
    assertThat(report.anomalies())
        .containsExactly(
            new Anomaly(
                Kind.SHARED_ID,
                List.of("a"),
                null,
                null,
                null,
                "trace \"t1\" of project \"p/one\" and trace \"t2\" of project \"p/one\""
                    + " and trace \"t3\" of project \"p/one\""));
  }

  @Test
  void ofOneCallThatWasLoggedAgainTheRecordOfTheFirstTraceCounts() {
    List<Call> calls = new ArrayList<>(Given.calls(CONTINUED));
    for (int i = 0; i < calls.size(); i++) {
      Collections.rotate(calls, 1);
      UsageReport report = TALLY.report(calls);
      assertThat(report.totals().get("m").promptTokens()).isEqualTo(510);
      assertThat(report.usage(key("t9", "a")).get("m").promptTokens()).isEqualTo(10);
      assertThat(report.usage(key("t2", "a")).get("m").promptTokens()).isEqualTo(500);
      assertThat(report.usage("a").get("m").promptTokens()).isEqualTo(510);
      assertThat(report.explainTotals("m").items()).extracting(LineItem::count).contains(10L, 500L);
      assertThat(report.anomalies())
          .singleElement()
          .isEqualTo(
              new Anomaly(
                  Kind.DUPLICATE_ID,
                  List.of("a"),
                  null,
                  null,
                  null,
                  "counted: {trace \"t9\", parent \"first\", started 2024-06-15T10:00:00Z,"
                      + " ended 2024-06-15T10:00:05Z, sum of counts 11}; not counted: {trace"
                      + " \"t2\", started 2024-06-15T10:00:00Z, ended 2024-06-15T10:00:05Z, sum"
                      + " of counts 11}"));
    }
  }

  @Test
  void aCallOfEqualUsageAtAnotherTimeIsAnother() {
    UsageReport report =
        TALLY.report(Given.calls(CONTINUED.replaceFirst("10:00:00Z", "10:00:01Z")));
    assertThat(report.totals().get("m").promptTokens()).isEqualTo(520);
    assertThat(report.anomalies()).extracting(Anomaly::kind).containsExactly(Kind.SHARED_ID);
  }

  @Test
  void isNoTroubleIfOneOfThemIsInTheReport() {
    for (String trace : List.of("t1", "t2", "t3")) {
      UsageReport report =
          TALLY.report(Given.calls(THREE_TRACES), call -> call.traceId().equals(trace));
      long expected = trace.equals("t1") ? 1 : trace.equals("t2") ? 320 : 4_000;
      assertThat(report.usage("a").get("m").promptTokens()).isEqualTo(expected);
      assertThat(report.totals().get("m").promptTokens()).isEqualTo(expected);
      assertThat(report.anomalies()).isEmpty();
    }
  }

  /** By id alone all three count; a table of roots has two of them. */
  @Test
  void aRootOfOneTraceMayBeAnInnerCallOfAnother() {
    UsageReport report =
        TALLY.report(
            Given.calls(
                """
                {"id":"a","trace_id":"t1","summary":{"usage":{"m":{"prompt_tokens":1}}}}
                {"id":"r","trace_id":"t2"}
                {"id":"a","trace_id":"t2","parent_id":"r",\
                "summary":{"usage":{"m":{"prompt_tokens":20}}}}
                {"id":"a","trace_id":"t3","summary":{"usage":{"m":{"prompt_tokens":300}}}}
                """));
    assertThat(report.rootIds()).containsExactly("a", "r");
    assertThat(report.usage("a").get("m").promptTokens()).isEqualTo(321);
    assertThat(report.rootUsage("a").get("m").promptTokens()).isEqualTo(301);
    assertThat(report.rootUsage("r").get("m").promptTokens()).isEqualTo(20);
    assertThat(report.rootUsage("none")).isEmpty();
    assertThat(report.totals().get("m").promptTokens()).isEqualTo(321);
    assertThat(report.callIds()).containsExactly("a", "r");
    assertThat(report.calls())
        .containsExactly(key("t1", "a"), key("t2", "a"), key("t3", "a"), key("t2", "r"));
    assertThat(report.toString()).startsWith("4 calls");
    UnpricedModel unpriced = report.unpricedModels().get(0);
    assertThat(unpriced.callIds()).containsExactly("a");
    assertThat(unpriced.callCount()).isEqualTo(3);
  }

  /** Each record is said once, whether it is one of its own trace or of others. */
  @Test
  void recordsOfOneTraceThatDoNotCountAreReportedWithThoseOfOthers() {
    String record =
        """
        {"id":"a","trace_id":"%s","summary":{"usage":{"m":{"prompt_tokens":%d}}}}
        """;
    UsageReport report =
        TALLY.report(
            Given.calls(
                record.formatted("t1", 4)
                    + record.formatted("t1", 3)
                    + record.formatted("t2", 4)
                    + record.formatted("t2", 2)));
    assertThat(report.totals().get("m").promptTokens()).isEqualTo(4);
    String words = report.anomalies().get(0).value();
    assertThat(report.anomalies()).hasSize(1);
    assertThat(words.replaceAll("trace |started \\S+, |ended \\S+, ", ""))
        .isEqualTo(
            "counted: {\"t1\", sum of counts 4}; not counted: {\"t1\", sum of counts 3},"
                + " {\"t2\", sum of counts 2}, {\"t2\", sum of counts 4}");
  }

  @Test
  void anEmptyTraceAndNoneAreTwoTraces() {
    UsageReport report =
        TALLY.report(
            Given.calls("{\"id\":\"a\",\"trace_id\":\"\"}\n{\"id\":\"a\",\"trace_id\":null}"));
    assertThat(report.roots()).hasSize(2);
    assertThat(report.anomalies()).extracting(Anomaly::kind).containsExactly(Kind.DUPLICATE_ID);
  }

  @Test
  void aTraceThatIsNotThereIsNotTheCallsWithoutOne() {
    UsageReport report =
        TALLY.report(
            Given.calls(
                """
                {"id":"a","trace_id":"t1","summary":{"usage":{"m":{"prompt_tokens":1}}}}
                {"id":"a","trace_id":null,"summary":{"usage":{"m":{"prompt_tokens":20}}}}
                """));
    assertThat(report.usage(new CallKey("p/one", null, "a")).get("m").promptTokens()).isEqualTo(20);
    assertThat(report.usage(key("t2", "a"))).isEmpty();
    assertThat(report.usage(new CallKey("p/two", null, "a"))).isEmpty();
  }

  private static CallKey key(String trace, String id) {
    return new CallKey("p/one", trace, id);
  }
}
