package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokentally.Call;
import io.tokentally.aggregation.Anomaly.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is odd about calls is reported, kind by kind: rule 46. */
class AnomaliesTest {

  private static final Tally TALLY =
      Tally.with(
          Given.prices(
              """
              {"id":"p","llm_id":"m","effective_date":"2024-01-01","prompt_token_cost":1}
              """));

  @Test
  void nothingIsOddAboutSoundCalls() {
    UsageReport report =
        TALLY.report(
            Given.calls(
                """
                {"id":"r","summary":{"usage":{"m":{"prompt_tokens":5}}}}
                {"id":"a","parent_id":"r","summary":{"usage":{"m":{"prompt_tokens":7}}}}
                {"id":"b","parent_id":"r","summary":{}}
                {"id":"c","parent_id":"","summary":null}
                """));
    assertThat(report.anomalies()).isEmpty();
    assertThat(report.notes()).isEmpty();
    assertThat(report.unrecognised()).isEmpty();
  }

  @Test
  void aParentThatIsNotThereMakesAnOrphan() {
    assertThat(
            anomalies(
                """
                {"id":"a","parent_id":"gone"}
                {"id":"b","parent_id":"a","trace_id":"t2"}
                {"id":"c","parent_id":"a","project_id":"p/two"}
                {"id":"d","parent_id":"a","trace_id":null}
                {"id":"e","parent_id":"a"}
                {"id":"f","parent_id":""}
                """))
        .containsExactly(
            of(Kind.ORPHAN, "a"), of(Kind.ORPHAN, "b"), of(Kind.ORPHAN, "c"), of(Kind.ORPHAN, "d"));
  }

  @ParameterizedTest
  @ValueSource(ints = {7, 8, 9, 16, 17, 100})
  void aCycleMayBeLong(int length) {
    List<Span> calls = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      calls.add(new Span("c" + i, "c" + (i + 1) % length, null));
    }
    String[] ids = calls.stream().map(Span::id).sorted().toArray(String[]::new);
    assertThat(TALLY.report(calls).anomalies()).containsExactly(of(Kind.CYCLE, ids));
  }

  @Test
  void callsThatAreEachOthersAncestorsMakeOneCycle() {
    List<Call> calls =
        Given.calls(
            """
            {"id":"c","parent_id":"b","summary":{"usage":{"m":{"prompt_tokens":1}}}}
            {"id":"b","parent_id":"a","summary":{"usage":{"m":{"prompt_tokens":20}}}}
            {"id":"a","parent_id":"c","summary":{"usage":{"m":{"prompt_tokens":300}}}}
            {"id":"x","parent_id":"b","summary":{"usage":{"m":{"prompt_tokens":4000}}}}
            {"id":"y","parent_id":"x","summary":{"usage":{"m":{"prompt_tokens":50000}}}}
            {"id":"self","parent_id":"self","summary":{"usage":{"m":{"prompt_tokens":600000}}}}
            """);
    UsageReport report = TALLY.report(calls);
    assertThat(report.anomalies())
        .containsExactly(of(Kind.CYCLE, "a", "b", "c"), of(Kind.CYCLE, "self"));
    assertThat(report.usage("a").get("m").promptTokens()).isEqualTo(300);
    assertThat(report.usage("b").get("m").promptTokens()).isEqualTo(54_020);
    assertThat(report.usage("c").get("m").promptTokens()).isEqualTo(1);
    assertThat(report.usage("self").get("m").promptTokens()).isEqualTo(600_000);
    assertThat(report.rootIds()).containsExactly("a", "b", "c", "self");
    assertThat(report.totals().get("m").promptTokens()).isEqualTo(654_321);
  }

  @Test
  void severalRecordsWithOneIdAreReportedOnce() {
    assertThat(
            anomalies(
                """
                {"id":"a"}
                {"id":"a","started_at":"2024-06-15T10:00:01Z"}
                {"id":"a"}
                {"id":"b"}
                """))
        .extracting(Anomaly::kind, Anomaly::callIds)
        .containsExactly(tuple(Kind.DUPLICATE_ID, List.of("a")));
  }

  @Test
  void aCallWithTheUsageOfItsChildrenLooksPreAggregated() {
    assertThat(
            anomalies(
                """
                {"id":"r","summary":{"usage":{"m":{"prompt_tokens":5,"requests":1},"n":{"completion_tokens":7},"z":{"prompt_tokens":0}}}}
                {"id":"a","parent_id":"r","summary":{"usage":{"m":{"prompt_tokens":2}}}}
                {"id":"b","parent_id":"r","summary":{"usage":{"m":{"input_tokens":3,"requests":1},"n":{"output_tokens":7}}}}
                {"id":"c","parent_id":"r"}
                """))
        .containsExactly(Anomaly.preAggregated("r", UsageScope.AUTO));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"m":{"prompt_tokens":6}}
          {"m":{"prompt_tokens":5,"completion_tokens":1}}
          {"m":{"prompt_tokens":5,"total_tokens":6}}
          {"m":{"completion_tokens":5}}
          {"m":{"requests":1}}
          {"m":{"prompt_tokens":5},"n":{"prompt_tokens":1}}
          {}
          """)
  void aCallWithOtherUsageThanItsChildrenDoesNot(String usage) {
    assertThat(
            anomalies(
                """
                {"id":"r","summary":{"usage":%s}}
                {"id":"a","parent_id":"r","summary":{"usage":{"m":{"prompt_tokens":5}}}}
                """
                    .formatted(usage)))
        .isEmpty();
  }

  @Test
  void underInclusiveNothingLooksPreAggregated() {
    TallyOptions options = TallyOptions.builder().usageScope(UsageScope.INCLUSIVE).build();
    String same = "\"summary\":{\"usage\":{\"m\":{\"prompt_tokens\":5}}}}\n";
    List<Call> calls =
        Given.calls("{\"id\":\"r\"," + same + "{\"id\":\"a\",\"parent_id\":\"r\"," + same);
    assertThat(TALLY.with(options).report(calls).anomalies()).isEmpty();
    assertThat(TALLY.report(calls).anomalies())
        .containsExactly(Anomaly.preAggregated("r", UsageScope.AUTO));
  }

  @Test
  void aPriceFromTheFutureIsReportedPerCallAndModel() {
    assertThat(
            anomalies(
                """
                {"id":"b","started_at":"2023-06-01T00:00:00Z","summary":{"usage":{"m":{"prompt_tokens":5},"n":{"prompt_tokens":5}}}}
                {"id":"a","started_at":"2023-06-01T00:00:00Z","summary":{"usage":{"m":{"prompt_tokens":5}}}}
                {"id":"c","started_at":"2023-06-01T00:00:00Z","summary":{"usage":{"m":{"prompt_tokens":0}}}}
                {"id":"d","summary":{"usage":{"m":{"prompt_tokens":5}}}}
                """))
        .containsExactly(
            Anomaly.of(Kind.PRICE_FROM_FUTURE, List.of("a"), "m"),
            Anomaly.of(Kind.PRICE_FROM_FUTURE, List.of("b"), "m"));
  }

  private static List<Anomaly> anomalies(String calls) {
    return TALLY.report(Given.calls(calls)).anomalies();
  }

  private static Anomaly of(Kind kind, String... callIds) {
    return Anomaly.of(kind, List.of(callIds), null);
  }
}
