package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.report.Groups;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GroupingTest {

  @TempDir Path folder;

  private String calls = "";

  @BeforeEach
  void write() throws IOException {
    String call =
        """
        {"id":"%s","parent_id":%s,"trace_id":"t","op_name":"%s","wb_user_id":"%s","started_at":"%s",\
        "ended_at":"%s","attributes":{"team":"%s","gen_ai.system":"openai","tags":["x","y"]},"summary":{"usage":\
        {"gpt-4o":{"requests":1,"prompt_tokens":%d,"completion_tokens":0,"total_tokens":%d}}}}
        """;
    calls =
        Files.writeString(
                folder.resolve("calls.ndjson"),
                call.formatted(
                        "a",
                        "null",
                        "plan",
                        "u1",
                        "2026-03-01T23:30:00Z",
                        "2026-03-02T00:00:00Z",
                        "red",
                        100,
                        100)
                    + call.formatted(
                        "b",
                        "\"a\"",
                        "chat",
                        "u2",
                        "2026-03-02T00:30:00Z",
                        "2026-03-02T00:31:00Z",
                        "red",
                        20,
                        20)
                    + call.formatted(
                        "c",
                        "\"a\"",
                        "chat",
                        "u1",
                        "2026-03-09T12:00:00Z",
                        "2026-03-09T12:01:00Z",
                        "blue",
                        3,
                        3))
            .toString();
  }

  private String csv(String... more) {
    String[] args = new String[5 + more.length];
    System.arraycopy(
        new String[] {"report", calls, "--scope", "own", "--format=csv"}, 0, args, 0, 5);
    System.arraycopy(more, 0, args, 5, more.length);
    ProgramRun run = ProgramRun.of(args);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run.outLines().stream()
        .skip(1)
        .map(line -> line.replaceFirst("gpt-4o,\\d+,(\\d+),.*", "$1"))
        .reduce("", (all, line) -> all + line + " ")
        .strip();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          day            | 2026-03-01,100 2026-03-02,20 2026-03-09,3
          week           | 2026-02-23,100 2026-03-02,20 2026-03-09,3
          month          | 2026-03,123
          model          | 123
          user           | u1,103 u2,20
          operation      | plan,100 chat,23
          trace          | t,123
          session        | t,123
          thread         | (none),123
          provider       | openai,123
          tag            | "x, y",123
          call           | a,100 b,20 c,3
          attributes.team| red,120 blue,3
          attributes.gen_ai.system | openai,123
          month,user     | 2026-03,u1,103 2026-03,u2,20
          day,operation,user | 2026-03-01,plan,u1,100 2026-03-02,chat,u2,20 2026-03-09,chat,u1,3
          """)
  void totalsAreByWhatIsAskedFor(String by, String rows) {
    assertThat(csv("--by", by)).isEqualTo(rows);
  }

  @Test
  void daysBeginWhereTheZoneSaysSo() {
    assertThat(csv("--by", "day", "--timezone", "America/New_York"))
        .isEqualTo("2026-03-01,120 2026-03-09,3");
    assertThat(csv("--by", "hour", "--timezone", "+02:00"))
        .isEqualTo(
            "2026-03-02 01:00 +02:00,100 2026-03-02 02:00 +02:00,20 2026-03-09 14:00 +02:00,3");
  }

  @Test
  void onlyCallsOfATimeCount() {
    assertThat(csv("--by", "call", "--since", "2026-03-02", "--until", "2026-03-02"))
        .isEqualTo("b,20");
    assertThat(csv("--by", "call", "--until", "2026-03-02T00:30:00Z")).isEqualTo("a,100");
    assertThat(ProgramRun.of("report", calls, "--since", "20260401").err())
        .contains("no call started in the time of --since, --until or --split");
  }

  @Test
  void theFirstAreShownAndTheOthersInOneRow() {
    assertThat(csv("--by", "call", "--top", "1")).isEqualTo("a,100 (others),23");
  }

  @Test
  void groupsOfOneFirstKeyStandTogether() {
    assertThat(csv("--by", "user,day"))
        .isEqualTo("u1,2026-03-01,100 u1,2026-03-09,3 u2,2026-03-02,20");
    assertThat(csv("--by", "operation,user")).isEqualTo("plan,u1,100 chat,u2,20 chat,u1,3");
  }

  @Test
  void theSlowestAreFirstAndTheirTimesShown() throws IOException {
    Files.writeString(
        folder.resolve("tools.ndjson"),
        """
        {"id":"t1","op_name":"search","started_at":"2026-03-02T01:00:00Z","ended_at":"2026-03-02T01:50:00.500Z"}
        {"id":"t2","op_name":"search","started_at":"2026-03-02T02:00:00Z"}
        """);
    String[] args = {
      "report",
      folder.toString(),
      "--scope",
      "own",
      "--by",
      "operation",
      "--order",
      "time",
      "--top",
      "2"
    };

    assertThat(ProgramRun.of(args).outLines())
        .containsSequence(
            "Time, each call with those below it (2)",
            "  operation   calls       in all         mean      longest",
            "  ---------------------------------------------------------",
            "  search          1  3,000.500 s  3,000.500 s  3,000.500 s",
            "  plan            1  1,800.000 s  1,800.000 s  1,800.000 s",
            "  and 1 more      2    120.000 s     60.000 s     60.000 s")
        .anyMatch(line -> line.startsWith("search ") && line.contains("no usage"));
    assertThat(csv("--by", "operation", "--order", "time"))
        .isEqualTo("plan,100 chat,23"); // without the file of tools
    String json =
        ProgramRun.of("report", folder.toString(), "--by", "operation", "--order", "time", "--json")
            .out();
    assertThat(json.replaceAll("\\s", ""))
        .contains("\"time\":{\"calls\":1,\"seconds\":3000.5,\"longest_seconds\":3000.5}");
    List<String> rows =
        ProgramRun.of(
                "report",
                folder.toString(),
                "--by",
                "operation",
                "--order",
                "time",
                "--format",
                "csv")
            .outLines();
    assertThat(rows.get(0)).endsWith(",unit,group_calls,group_seconds,group_longest_seconds");
    assertThat(rows.get(1)).startsWith("search,,,").endsWith(",1,3000.5,3000.5");
  }

  @Test
  void whatIsNoTerminalHasAllColumns() {
    ProgramRun run =
        ProgramRun.of("report", calls, "--by", "user,attributes.gen_ai.system,operation");

    assertThat(run.out()).contains("requests", "completion").doesNotContain("Left out");
    assertThat(ProgramRun.inColumns(60, "report", calls, "--by", "user").out())
        .contains("Left out, as the line is too short");
  }

  @Test
  void thePageShowsWhatWasAskedFor() {
    String page =
        ProgramRun.of(
                "report", calls, "--by", "day,user", "--timezone", "Asia/Tokyo", "--format", "html")
            .out();

    assertThat(page).contains("Most expensive by user", "\"zone\":\"Asia/Tokyo\"");
  }

  @Test
  void timesWithoutUsageBetweenOthersAreSaid() {
    ProgramRun run = ProgramRun.of("report", calls, "--scope", "own", "--by", "day,user");

    assertThat(run.outLines())
        .anyMatch(line -> line.startsWith("2026-03-03") && line.contains("no usage for 6 days"))
        .noneMatch(line -> line.startsWith("2026-03-02") && line.contains("no usage"));
    String json = ProgramRun.of("report", calls, "--by", "day", "--json").out();
    assertThat(json.replaceAll("\\s", ""))
        .contains("\"gaps\":[{\"first\":\"2026-03-03\",\"last\":\"2026-03-08\",\"count\":6}]");
    assertThat(ProgramRun.of("report", calls, "--by", "week").out()).doesNotContain("no usage");
    assertThat(ProgramRun.of("report", calls, "--by", "day", "--top", "3").out())
        .doesNotContain("no usage");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          day   | 2026-03-28              | 2026-03-30              | 2026-03-29              | 1
          week  | 2026-02-23              | 2026-03-16              | 2026-03-02              | 2
          month | 2025-11                 | 2026-02                 | 2025-12                 | 2
          hour  | 2026-03-29 01:00 +01:00 | 2026-03-29 05:00 +02:00 | 2026-03-29 03:00 +02:00 | 2
          day   | 2026-03-28              | 2026-03-29              |                         |
          day   | 2026-03-28              | (no date)               |                         |
          """)
  void aGapIsBetweenTwoKeys(String name, String before, String after, String first, Long count) {
    Groups.Gap gap = TimeKeys.between(name, before, after, ZoneId.of("Europe/Zurich"), 1);

    if (count == null) {
      assertThat(gap).isNull();
    } else {
      assertThat(gap).returns(first, Groups.Gap::first).returns(count, Groups.Gap::count);
    }
  }

  @Test
  void theTableHasAGroupForEach() {
    ProgramRun run = ProgramRun.of("report", calls, "--scope", "own", "--by", "user", "--top", "1");

    assertThat(run.outLines())
        .anyMatch(line -> line.startsWith("user "))
        .anyMatch(line -> line.startsWith("u1 ") && line.contains("103"))
        .anyMatch(line -> line.startsWith("and 1 more") && line.contains("20"))
        .anyMatch(line -> line.startsWith("all ") && line.contains("123"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --by nothing          | --by: expected hour, day, week, month, model
          --by day,user,tag,day | --by: expected at most 3, found 4
          --top 3               | expected --by with them
          --by day --top 0      | --top: expected a number above 0, found 0
          --by day --timezone X | --timezone: expected a zone such as UTC or Europe/Zurich, found X
          --since soon          | --since: expected a day or timestamp such as 2026-03-01, found soon
          --by day --format folded| --by: expected format table, json, csv or html, found folded
          """)
  void wrongUsageSaysWhatIsExpected(String options, String message) {
    String[] args = ("report " + calls + " " + options).split(" ");

    ProgramRun run = ProgramRun.of(args);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
