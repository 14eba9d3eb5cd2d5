package io.tokentally.aggregation;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report on some of the calls: each with everything below it, in the totals once. */
class PickedReportTest {

  private static final List<Call> CALLS =
      Given.calls(
          """
          {"id":"r","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":1}}}}
          {"id":"a","parent_id":"r","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":20}}}}
          {"id":"b","parent_id":"a","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":300}}}}
          {"id":"c","parent_id":"b","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":4000}}}}
          {"id":"d","parent_id":"r","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":-7}}}}
          {"id":"o","parent_id":"gone","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":50000}}}}
          """);

  private static final Tally TALLY = Tally.with(PriceTable.EMPTY);

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "r, r, 4321, a b c d r",
    "a, a, 4320, a b c",
    "a c, a, 4320, a b c",
    "a b c, a, 4320, a b c",
    "c d, c d, 4000, c d",
    "c o, c o, 54000, c o",
    "r o, o r, 54321, a b c d o r",
    "none, , 0, ''"
  })
  void takesEachPickedCallWithAllBelowAndCountsEachOnce(
      String ids, String roots, long total, String set) {
    Set<String> picked = Set.of(ids.split(" "));
    UsageReport report = TALLY.report(CALLS, call -> picked.contains(call.id()));
    assertThat(report.rootIds()).isEqualTo(texts(roots));
    assertThat(report.unfinishedCallIds()).isEqualTo(texts(set));
    long found = total == 0 ? 0 : report.totals().get("m").promptTokens();
    assertThat(found).isEqualTo(total);
    assertThat(report.usageByCall().keySet()).isEqualTo(ids.equals("none") ? Set.of() : picked);
  }

  @Test
  void ofRecordsThatSayTheSameAnyMayBePicked() {
    Call one = Call.builder().id("a").opName("x").build();
    Call other = Call.builder().id("a").opName("y").build();
    Predicate<Call> named = where(field("op_name").eq("x")).forCalls();
    for (List<Call> calls : List.of(List.of(one, other), List.of(other, one))) {
      assertThat(Tally.with(PriceTable.EMPTY).report(calls, named).callIds()).containsExactly("a");
    }
  }

  @Test
  void judgesOrphansByAllCalls() {
    assertThat(TALLY.report(CALLS, id("b")).anomalies()).isEmpty();
    assertThat(TALLY.report(CALLS, id("o")).anomalies())
        .containsExactly(Anomaly.of(Anomaly.Kind.ORPHAN, List.of("o"), null));
    List<Call> alone = CALLS.stream().filter(id("b")).toList();
    assertThat(TALLY.report(alone).anomalies())
        .containsExactly(Anomaly.of(Anomaly.Kind.ORPHAN, List.of("b"), null));
  }

  @Test
  void saysNothingOfCallsOutsideTheSet() {
    UsageReport report = TALLY.report(CALLS, id("a"));
    assertThat(report.usage("r")).isEmpty();
    assertThat(report.ownUsage("r")).isEmpty();
    assertThat(report.unpricedModels().get(0).callIds()).containsExactly("a", "b", "c");
    // A call below a picked one is in the report, though it was not asked about.
    assertThat(report.usage("c").get("m").promptTokens()).isEqualTo(4_000);
    assertThat(report.callIds()).containsExactly("a");
  }

  @Test
  void reportsOddUsageOfTheSetAlone() {
    assertThat(TALLY.report(CALLS, id("a")).anomalies()).isEmpty();
    assertThat(TALLY.report(CALLS, id("r")).anomalies())
        .extracting(Anomaly::kind, anomaly -> anomaly.callIds().get(0))
        .hasToString("[(MALFORMED_USAGE, \"d\")]");
  }

  @Test
  void reportsAWholeCycleOfWhichOneCallIsPicked() {
    List<Call> cycle =
        Given.calls(
            """
            {"id":"x","parent_id":"y","summary":{"usage":{"m":{"prompt_tokens":1}}}}
            {"id":"y","parent_id":"x","summary":{"usage":{"m":{"prompt_tokens":20}}}}
            {"id":"z","parent_id":"y","summary":{"usage":{"m":{"prompt_tokens":300}}}}
            """);
    UsageReport report = TALLY.report(cycle, id("y"));
    assertThat(report.anomalies())
        .containsExactly(Anomaly.of(Anomaly.Kind.CYCLE, List.of("x", "y"), null));
    assertThat(report.totals().get("m").promptTokens()).isEqualTo(320);
    assertThat(TALLY.report(cycle, id("z")).anomalies()).isEmpty();
  }

  @Test
  void listsCyclesThatBeginAlikeInOneOrder() {
    String cycles =
        """
        {"id":"a","parent_id":"b","trace_id":"t1"}
        {"id":"b","parent_id":"a","trace_id":"t1","op_name":"x"}
        {"id":"a","parent_id":"c","trace_id":"t2"}
        {"id":"c","parent_id":"a","trace_id":"t2","op_name":"x"}
        """;
    List<Call> calls = new ArrayList<>(Given.calls(cycles));
    Predicate<Call> picked = call -> call.opName() != null;
    List<Anomaly> anomalies = TALLY.report(calls, picked).anomalies();
    assertThat(anomalies).hasSize(2);
    Collections.reverse(calls);
    assertThat(TALLY.report(calls, picked).anomalies()).isEqualTo(anomalies);
  }

  @Test
  void takesAQueryAsWhatPicks() {
    Predicate<Call> query = where(field("summary.usage.m.prompt_tokens").gte(300)).forCalls();
    UsageReport report = TALLY.report(CALLS, query);
    assertThat(report.callIds()).containsExactly("b", "c", "o");
    assertThat(report.totals().get("m").promptTokens()).isEqualTo(54_300);
  }

  private static Predicate<Call> id(String id) {
    return call -> call.id().equals(id);
  }

  private static List<String> texts(String words) {
    return words == null || words.isEmpty() ? List.of() : List.of(words.split(" "));
  }
}
