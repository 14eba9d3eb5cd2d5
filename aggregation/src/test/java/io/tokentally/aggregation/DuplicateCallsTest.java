package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tokentally.Call;
import io.tokentally.TracedCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Of several records with one id one counts, in whatever order they come: rule 41. */
class DuplicateCallsTest {

  private static final Tally TALLY = Tally.with(PriceTable.EMPTY);

  @ParameterizedTest(name = "{0} against {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          "ended_at":"2024-06-15T10:00:06Z"    | "ended_at":"2024-06-15T10:00:05Z","started_at":"2024-06-15T10:00:01Z"
          "ended_at":"2024-06-15T10:00:05Z"    | "ended_at":null,"started_at":"2024-06-15T10:00:01Z"
          "started_at":"2024-06-15T10:00:01Z"  | "parent_id":"z"
          "started_at":"2024-06-15T10:00:00Z"  | "started_at":null,"parent_id":"z"
          "parent_id":null                     | "parent_id":"z"
          "parent_id":"z"                      | "parent_id":"a"
          "parent_id":"b"                      | "parent_id":""
          "op_name":"x"                        | "op_name":"y","trace_id":"t1","exception":"late"
          """)
  void theGreaterByEndThenStartThenParentCounts(String winner, String loser) {
    // Which record counts shows in its usage, which is smaller in the text that decides last.
    String members =
        ",\"summary\":{\"usage\":{\"m\":{\"completion_tokens\":%d,\"prompt_tokens\":%d}}}}\n";
    List<Call> calls =
        new ArrayList<>(
            Given.calls(
                "{\"id\":\"a\","
                    + winner
                    + (winner.contains("op_name")
                        ? members.formatted(0, 9)
                        : members.formatted(4, 1))
                    + "{\"id\":\"a\","
                    + loser
                    + members.formatted(5, 0)));
    for (int i = 0; i < 2; i++) {
      Collections.reverse(calls);
      UsageReport report = TALLY.report(calls);
      assertThat(report.usage("a").get("m").promptTokens())
          .isEqualTo(winner.contains("op_name") ? 9 : 1);
      assertThat(report.anomalies()).extracting(Anomaly::kind).contains(Anomaly.Kind.DUPLICATE_ID);
    }
  }

  @ParameterizedTest(name = "{0} against {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"m":{"prompt_tokens":9,"x":1}}        | {"m":{"prompt_tokens":10}}
          {"m":{"prompt_tokens":2,"x":8}}        | {"m":{"prompt_tokens":1.0e1}}
          {"n":{"prompt_tokens":5}}              | {"m":{"prompt_tokens":5}}
          {"m":{"prompt_tokens":2,"x":8}}        | {"m":{"prompt_tokens":"10"}}
          {"m":{"prompt_tokens":7}}              | null
          {"m":{"a":[2],"prompt_tokens":1}}      | {"m":{"a":[1],"prompt_tokens":2}}
          {"m":{"a":true,"prompt_tokens":1,"x":1}} | {"m":{"a":false,"prompt_tokens":2}}
          {"m":{"a":[0,[true]],"prompt_tokens":1,"x":1}} | {"m":{"prompt_tokens":2,"a":[0,[false]]}}
          {"m":{"a":null,"prompt_tokens":1,"x":10}} | {"m":{"prompt_tokens":2,"a":9}}
          """)
  void theGreaterByTheTextOfTheUsageCountsLast(String greater, String less) {
    // In text 10 comes before 2, a quote before a digit, a letter before a brace.
    String line = "{\"id\":\"a\",\"summary\":{\"usage\":%s}}\n";
    List<Call> calls = new ArrayList<>(Given.calls(line.formatted(greater) + line.formatted(less)));
    UsageReport expected = TALLY.report(Given.calls(line.formatted(greater)));
    for (int i = 0; i < 2; i++) {
      Collections.reverse(calls);
      assertThat(TALLY.report(calls).totals()).isEqualTo(expected.totals());
    }
  }

  @ParameterizedTest(name = "{0} against {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"m":{"prompt_tokens":9,"completion_tokens":1}} | {"m":{"prompt_tokens":9,"completion_tokens":120}}
          {"m":{"prompt_tokens":900}}                     | {"m":{"prompt_tokens":900,"details":{"cached":[7]}}}
          {"z":{"prompt_tokens":"99"}}                    | {"a":{"prompt_tokens":"100"}}
          """)
  void ofEqualTimesTheGreaterCountsWin(String part, String whole) {
    String line = "{\"id\":\"a\",\"parent_id\":\"%s\",\"summary\":{\"usage\":%s}}\n";
    List<Call> calls =
        new ArrayList<>(Given.calls(line.formatted("z", part) + line.formatted("b", whole)));
    UsageReport expected = TALLY.report(List.of(calls.get(1)));
    for (int i = 0; i < 2; i++) {
      Collections.reverse(calls);
      assertThat(TALLY.report(calls).totals()).isEqualTo(expected.totals());
    }
  }

  @Test
  void itsParentCountsAndTheLosersAreNotRead() {
    UsageReport report =
        TALLY.report(
            Given.calls(
                """
                {"id":"r"}
                {"id":"s"}
                {"id":"a","parent_id":"r","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":-1}}}}
                {"id":"a","parent_id":"s","summary":{"usage":{"m":{"prompt_tokens":5}}}}
                {"id":"a","parent_id":"gone","ended_at":null,"summary":{"usage":{"m":{"prompt_tokens":1e30}}}}
                {"id":"b","parent_id":"a","summary":{"usage":{"m":{"prompt_tokens":70}}}}
                """));
    assertThat(report.usage("r")).isEmpty();
    assertThat(report.usage("s").get("m").promptTokens()).isEqualTo(75);
    assertThat(report.callIds()).containsExactly("a", "b", "r", "s");
    assertThat(report.unfinishedCallIds()).isEmpty();
    assertThat(report.anomalies())
        .extracting(Anomaly::kind, Anomaly::callIds)
        .containsExactly(tuple(Anomaly.Kind.DUPLICATE_ID, List.of("a")));
  }

  @ParameterizedTest(name = "{0} and {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"m":{"prompt_tokens":1.50}}                        | {"m":{"prompt_tokens":1.5}}
          {"m":{"prompt_tokens":-2}}                          | {"m":{"prompt_tokens":-2.0}}
          {"m":{"tokens":1,"price":2}}                        | {"m":{"price":2,"tokens":1}}
          {"m":{"prompt_tokens":"1.5","x":1e5000}}            | {"m":{"prompt_tokens":1.5,"x":1e5000}}
          """)
  void recordsThatDifferInSpellingAloneGiveOneReportInAnyOrder(String one, String other) {
    String line = "{\"id\":\"a\",\"summary\":{\"usage\":%s}}\n";
    List<Call> calls = new ArrayList<>(Given.calls(line.formatted(one) + line.formatted(other)));
    UsageReport report = TALLY.report(calls);
    Collections.reverse(calls);
    UsageReport reversed = TALLY.report(calls);
    assertThat(reversed.totals()).isEqualTo(report.totals());
    assertThat(reversed.anomalies()).isEqualTo(report.anomalies());
    assertThat(reversed.unrecognised()).isEqualTo(report.unrecognised());
  }

  @Test
  void aParentThatIsNullAndOneThatIsCalledNullAreApartHoweverLargeTheNumbers() {
    List<Call> calls =
        new ArrayList<>(
            Given.calls(
                """
                {"id":"null"}
                {"id":"a","parent_id":null,"summary":{"usage":{"m":{"prompt_tokens":1,"x":1e5000}}}}
                {"id":"a","parent_id":"null","summary":{"usage":{"m":{"prompt_tokens":1,"x":1e5000}}}}
                """));
    UsageReport report = TALLY.report(calls);
    Collections.reverse(calls);
    assertThat(TALLY.report(calls).rootIds()).isEqualTo(report.rootIds());
  }

  @Test
  void numbersOfAnySizeAreCompared() {
    String digits = "7".repeat(10_000);
    String line =
        "{\"id\":\"a\",\"summary\":{\"usage\":{\"m\":{\"prompt_tokens\":%d,\"x\":%s}}}}\n";
    for (String huge : List.of("1e999999999", "1e-999999999", digits, "0." + digits.substring(2))) {
      List<Call> calls =
          new ArrayList<>(Given.calls(line.formatted(3, huge) + line.formatted(4, huge)));
      assertThat(TALLY.report(calls).usage("a").get("m").promptTokens()).isEqualTo(4);
      Collections.reverse(calls);
      assertThat(TALLY.report(calls).usage("a").get("m").promptTokens()).isEqualTo(4);
    }
  }

  /** A caller's own call, whose usage nobody has checked. */
  private record OwnCall(String id, Object usage) implements TracedCall {
    @Override
    public String projectId() {
      return "p";
    }

    @Override
    public String traceId() {
      return "t";
    }

    @Override
    public String parentId() {
      return null;
    }

    @Override
    public Instant startedAt() {
      return null;
    }

    @Override
    public Instant endedAt() {
      return null;
    }
  }

  static Stream<Arguments> endlessValues() {
    List<Object> itself = new ArrayList<>();
    itself.add(itself);
    List<Object> twiceItself = new ArrayList<>();
    twiceItself.add(twiceItself);
    twiceItself.add(Map.of("again", twiceItself));
    Object deep = 1;
    Object wide = 1;
    for (int i = 0; i < 20_000; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("k", deep);
    }
    for (int i = 0; i < 100; i++) {
      wide = Arrays.asList(wide, wide);
    }
    return Stream.of(
        Arguments.of("holds itself", itself),
        Arguments.of("holds itself twice", twiceItself),
        Arguments.of("deep", deep),
        Arguments.of("wide", wide));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("endlessValues")
  void usageWithoutEndIsCompared(String name, Object value) {
    List<TracedCall> calls =
        new ArrayList<>(
            List.of(
                new OwnCall("a", Map.of("m", Map.of("prompt_tokens", 3, "x", value))),
                new OwnCall("a", Map.of("m", Map.of("prompt_tokens", 4, "x", value)))));

    assertThat(TALLY.report(calls).usage("a").get("m").promptTokens()).isEqualTo(4);
    Collections.reverse(calls);
    assertThat(TALLY.report(calls).usage("a").get("m").promptTokens()).isEqualTo(4);
  }

  @Test
  void deepUsageIsComparedOnASmallStack() throws InterruptedException {
    String deep = "[".repeat(1_400) + "]".repeat(1_400);
    String line =
        "{\"id\":\"a\",\"summary\":{\"usage\":{\"m\":{\"prompt_tokens\":%d,\"x\":%s}}}}\n";
    List<Call> calls = Given.calls(line.formatted(3, deep) + line.formatted(4, deep));
    List<UsageReport> reports = new ArrayList<>();
    Thread small = new Thread(null, () -> reports.add(TALLY.report(calls)), "small", 1 << 18);
    small.start();
    small.join();

    assertThat(reports.get(0).usage("a").get("m").promptTokens()).isEqualTo(4);
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void aLargeRecordIsReadOnceHoweverManyItIsComparedWith() {
    List<Long> large = LongStream.range(0, 300_000).boxed().toList();
    List<TracedCall> calls = new ArrayList<>();
    calls.add(new OwnCall("a", Map.of("m", Map.of("prompt_tokens", 9, "x", large))));
    for (int i = 0; i < 5_000; i++) {
      calls.add(new OwnCall("a", Map.of("m", Map.of("prompt_tokens", 3))));
    }

    assertThat(TALLY.report(calls).usage("a").get("m").promptTokens()).isEqualTo(9);
  }
}
