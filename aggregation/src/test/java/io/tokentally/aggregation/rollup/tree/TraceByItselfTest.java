package io.tokentally.aggregation.rollup.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.CallKey;
import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.rollup.records.PartOfReport;
import io.tokentally.aggregation.rollup.tree.SharedId.Occurrence;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A trace that is reported by itself, where some of its ids stand in others: rule 53. */
class TraceByItselfTest {

  private static final List<Call> CALLS =
      Given.calls(
          """
          {"id":"a","started_at":"2024-06-15T10:00:02Z","summary":{"usage":{"m":{"prompt_tokens":1}}}}
          {"id":"b","parent_id":"a","started_at":"2024-06-15T10:00:01Z",\
          "summary":{"usage":{"m":{"prompt_tokens":20}}}}
          {"id":"c","started_at":null,"summary":{"usage":{"m":{"prompt_tokens":300}}}}
          {"id":"b","parent_id":"a","started_at":"2024-06-15T10:00:01Z","ended_at":null}
          """);

  @Test
  void itsOccurrencesAreThoseThatAreAskedAbout() {
    List<Occurrence<TracedCall>> found = SharedIds.ofTrace(CALLS, call -> true, id -> true);
    assertThat(found).extracting(each -> each.call().id()).containsExactly("a", "b", "c");
    assertThat(found)
        .allSatisfy(
            each ->
                assertThat(each.in())
                    .isEqualTo(
                        new CallRecord.In(
                            Instant.parse("2024-06-15T10:00:01Z"), new TraceKey("p/one", "t1"))));
    assertThat(found.get(1).record()).isEqualTo(CallRecord.of(CALLS.get(1)));
    assertThat(SharedIds.ofTrace(CALLS, call -> true, "c"::equals))
        .extracting(each -> each.call().id())
        .containsExactly("c");
    assertThat(SharedIds.ofTrace(CALLS, call -> call.id().equals("a"), id -> true))
        .extracting(each -> each.call().id())
        .containsExactly("a", "b");
    assertThat(SharedIds.ofTrace(List.of(CALLS.get(2)), call -> true, id -> true).get(0).in())
        .isEqualTo(new CallRecord.In(null, new TraceKey("p/one", "t1")));
  }

  @Test
  void whatCountsElsewhereDoesNotCountHere() {
    UsageReport report =
        Tally.with(PriceTable.EMPTY)
            .report(new PartOfReport<>(CALLS, Set.of("b", "unknown"), Set.of()));
    assertThat(report.totals().get("m").promptTokens()).isEqualTo(301);
    assertThat(report.usage(new CallKey("p/one", "t1", "b"))).isEmpty();
    assertThat(report.unpricedModels().get(0).callIds()).containsExactly("a", "c");
    assertThat(report.anomalies())
        .extracting(Anomaly::kind)
        .containsExactly(Anomaly.Kind.DUPLICATE_ID);
  }

  @Test
  void duplicatesThatAreReportedElsewhereAreNotReportedHere() {
    UsageReport report =
        Tally.with(PriceTable.EMPTY).report(new PartOfReport<>(CALLS, Set.of(), Set.of("b")));
    assertThat(report.totals().get("m").promptTokens()).isEqualTo(321);
    assertThat(report.anomalies()).isEmpty();
  }
}
