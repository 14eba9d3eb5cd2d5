package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An id is unique within project and trace; a report in which traces share one is refused. */
class SharedIdsTest {

  private static final Tally TALLY = Tally.with(PriceTable.EMPTY);

  private static final String THREE_TRACES =
      """
      {"id":"a","trace_id":"t1","summary":{"usage":{"m":{"prompt_tokens":1}}}}
      {"id":"a","trace_id":"t2","summary":{"usage":{"m":{"prompt_tokens":20}}}}
      {"id":"b","trace_id":"t2","parent_id":"a","summary":{"usage":{"m":{"prompt_tokens":300}}}}
      {"id":"a","trace_id":"t3","summary":{"usage":{"m":{"prompt_tokens":4000}}}}
      """;

  @Test
  void isRefusedNamingIdAndTraces() {
    List<String> refusal =
        Refusals.of(
            () ->
                TALLY.report(
                    Given.calls(
                        """
                        {"id":"a","trace_id":"t1"}
                        {"id":"a","trace_id":null}
                        {"id":"b","trace_id":"t1"}
                        {"id":"b","trace_id":"t1","project_id":"p/two"}
                        """)));
    assertThat(refusal)
        .containsExactlyInAnyOrder(
            "[\"calls\",\"a\"] value: expected an id of one trace, found \"a\" in "
                + "no trace of project \"p/one\" and trace \"t1\" of project \"p/one\"",
            "[\"calls\",\"b\"] value: expected an id of one trace, found \"b\" in "
                + "trace \"t1\" of project \"p/one\" and trace \"t1\" of project \"p/two\"");
  }

  @Test
  void isRefusedAlsoWhenTheTracesCameLater() {
    // The two calls that are picked are neither of them the first with their id.
    List<Call> calls = Given.calls(THREE_TRACES);
    assertThat(Refusals.of(() -> TALLY.report(calls, call -> !call.traceId().equals("t1"))))
        .singleElement()
        .asString()
        .startsWith("[\"calls\",\"a\"] value: expected an id of one trace, found \"a\" in trace ")
        .contains("\"t2\"", "\"t3\"");
  }

  @Test
  void isRefusedInTheSameWordsInAnyOrder() {
    List<Call> calls = new ArrayList<>(Given.calls(THREE_TRACES));
    List<String> refusal = Refusals.of(() -> TALLY.report(calls));
    for (int i = 0; i < calls.size(); i++) {
      Collections.rotate(calls, 1);
      assertThat(Refusals.of(() -> TALLY.report(calls))).isEqualTo(refusal);
    }
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

  @Test
  void anEmptyTraceAndNoneAreTwoTraces() {
    assertThat(
            Refusals.of(
                () ->
                    TALLY.report(
                        Given.calls(
                            "{\"id\":\"a\",\"trace_id\":\"\"}\n{\"id\":\"a\",\"trace_id\":null}"))))
        .hasSize(1);
  }
}
