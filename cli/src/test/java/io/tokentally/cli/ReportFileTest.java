package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.TokentallyMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports on files of a user's own. */
class ReportFileTest {

  private static final String CHAT =
      """
      {"id":"%s","op_name":"weave:///team/project/op/chat:v3","started_at":"2026-01-05T10:00:00Z",\
      "ended_at":"2026-01-05T10:00:01Z","summary":{"usage":{"%s":{"prompt_tokens":%d}}}}
      """;

  @TempDir Path folder;

  @Test
  void idsThatFitStandInTheirColumn() throws IOException {
    String calls =
        write("calls.ndjson", CHAT.formatted("a", "m1", 1_234_567) + CHAT.formatted("b", "m2", 5));
    String prices =
        write("prices.json", "{\"m1\":{\"prompt_token_cost\":1,\"completion_token_cost\":2}}");

    assertThat(ProgramRun.of("report", "--calls", calls, "--prices", prices).outLines())
        .startsWith(
            "root call  model          requests     prompt  cache  cache  completion      total             cost",
            "                                       tokens   read  write      tokens     tokens",
            "-".repeat(100),
            "a  chat    m1                    1  1,234,567      0      0           0  1,234,567    1,234,567 USD",
            "b  chat    m2                    1          5      0      0           0          5         unpriced",
            "-".repeat(100),
            "all roots  m1                    1  1,234,567      0      0           0  1,234,567    1,234,567 USD",
            "           m2                    1          5      0      0           0          5         unpriced",
            "           total                 2  1,234,572      0      0           0  1,234,572  partly unpriced",
            "             priced part         1  1,234,567      0      0           0  1,234,567    1,234,567 USD",
            "",
            "Unpriced models (1)");
  }

  @Test
  void withoutPricesTheBundledOnesCount() throws IOException {
    String calls =
        write("calls.ndjson", CHAT.formatted("a", "m1", 7) + CHAT.formatted("b", "gpt-4o", 4));

    ProgramRun run = ProgramRun.of("report", "--calls", calls);

    assertThat(run.exitCode()).isZero();
    assertThat(run.outLines())
        .anyMatch(line -> line.startsWith("a  chat") && line.endsWith(" unpriced"))
        .anyMatch(line -> line.startsWith("b  chat") && line.endsWith(" 0.00001 USD"))
        .contains("Prices are the bundled ones, see below; --prices FILE takes yours.")
        .endsWith("Prices: bundled (2,425 models, as of 2026-07-24)");
  }

  @Test
  void amountsInSeveralUnitsAreNotAdded() throws IOException {
    String calls =
        write("calls.ndjson", CHAT.formatted("a", "m1", 3) + CHAT.formatted("b", "m2", 5));
    String prices =
        write(
            "prices.json",
            """
            {"m1":{"prompt_token_cost":0.5,"completion_token_cost":1},
             "m2":{"prompt_token_cost":0.25,"completion_token_cost":1,
                   "prompt_token_cost_unit":"EUR","completion_token_cost_unit":"EUR"}}
            """);

    assertThat(ProgramRun.of("report", "--calls", calls, "--prices", prices).outLines())
        .containsSequence(
            "           total         2       8      0      0           0       8  1.25 EUR",
            " ".repeat(70) + "1.5  USD");
  }

  @Test
  void aModelPricedInPartShowsThatPart() throws IOException {
    String undated =
        CHAT.formatted("b", "m1", 4).replace("\"started_at\":\"2026-01-05T10:00:00Z\",", "");
    String calls = write("calls.ndjson", CHAT.formatted("a", "m1", 3) + undated);
    String prices =
        write("prices.json", "{\"m1\":{\"prompt_token_cost\":1,\"completion_token_cost\":1}}");

    ProgramRun table = ProgramRun.of("report", "--calls", calls, "--prices", prices);
    ProgramRun csv =
        ProgramRun.of("report", "--calls", calls, "--prices", prices, "--format", "csv");

    assertThat(table.outLines())
        .containsSequence(
            "all roots  m1                    2       7      0      0           0       7  partly unpriced",
            "             priced part         1       3      0      0           0       3            3 USD");
    assertThat(csv.out()).contains("\nb,chat,m1,1,4,0,4,0,0,,,,,,no,,,\n");
  }

  @Test
  void longTablesShowTheFiftyMostExpensiveRoots() throws IOException {
    StringBuilder calls = new StringBuilder();
    for (int i = 1; i <= 60; i++) {
      calls.append(CHAT.formatted("call" + i, "m1", i));
    }
    String file = write("calls.ndjson", calls.toString());
    String prices =
        write("prices.json", "{\"m1\":{\"prompt_token_cost\":1,\"completion_token_cost\":1}}");

    List<String> some = ProgramRun.of("report", "--calls", file, "--prices", prices).outLines();
    List<String> all =
        ProgramRun.of("report", "--calls", file, "--prices", prices, "--all").outLines();

    assertThat(some)
        .anyMatch(line -> line.startsWith("call60  chat"))
        .noneMatch(line -> line.startsWith("call10  chat"))
        .anyMatch(line -> line.matches("and 10 more roots.* all models .* 55 USD"));
    assertThat(some.get(3)).startsWith("call60  chat");
    assertThat(all)
        .anyMatch(line -> line.startsWith("call10  chat"))
        .noneMatch(line -> line.contains("more root"));
  }

  @Test
  void aCallAskedAboutBelowAnotherIsCountedThere() throws IOException {
    String child = CHAT.formatted("b", "m1", 4).replace("{\"id\"", "{\"parent_id\":\"a\",\"id\"");
    String calls =
        write("calls.ndjson", CHAT.formatted("a", "m1", 3) + child + CHAT.formatted("c", "m1", 9));

    ProgramRun run = ProgramRun.of("report", "--calls", calls, "--root", "a", "--root", "b");

    assertThat(run.outLines())
        .contains("Calls asked about that are counted in another one above them: 1 of 2.")
        .anyMatch(line -> line.matches("a  chat +m1 .* 7  unpriced"))
        .noneMatch(line -> line.startsWith("b  chat"));
  }

  @Test
  void findingsAreGroupedAndExplained() throws IOException {
    List<String> calls = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      String id = "aaaaaaaaaaaaaaaaaaaa" + i;
      calls.add(
          """
          {"id":"%s","parent_id":"gone","started_at":"2026-01-05","ended_at":"2026-01-06",\
          "summary":{"usage":{"m1":{"prompt_tokens":"many"},"m2":{"tokensIn":5,"tokensOut":6}}}}
          """
              .formatted(id));
    }
    String file = write("calls.ndjson", String.join("", calls));

    String[] report = {"report", "--calls", file, "--usage-format", "contract"};
    assertThat(ProgramRun.of(report).outLines())
        .startsWith("No usage: none of the calls has any that counted.")
        .contains(
            "The totals are too low: usage was not recognised in 12 places; see Unrecognised usage.")
        .containsSequence(
            "Anomalies (24)",
            "  ORPHAN: 12",
            "    the parent is not among the calls; the call counts as a root")
        .containsSequence(
            "  MALFORMED_USAGE, TEXT_NOT_INTEGER, m1: 12",
            "    a count that is a string and not a whole number; it counted as 0",
            "    aaaaaaaaaaaaaaaaaaaa0 (prompt_tokens, string \"many\") and 11 more")
        .containsSequence(
            "Unrecognised usage (12)",
            "  fields tokensIn, tokensOut: 12",
            "    usage with none of the known names; it did not count");
  }

  @Test
  void badRecordsAreLeftOutOnRequestAndListed() throws IOException {
    String calls =
        write(
            "calls.ndjson",
            "nothing\n" + CHAT.formatted("a", "m1", 7) + "\n{\"id\":7,\"trace_id\":true}\n");

    ProgramRun run = ProgramRun.of("report", "--calls", calls, "--skip-bad", "--format", "json");
    JsonNode skipped = TokentallyMapper.create().readTree(run.out()).get("skipped_records");

    assertThat(run.exitCode()).isZero();
    assertThat(run.err().lines())
        .hasSize(3)
        .startsWith("tokentally: " + calls + ": 2 bad records skipped:")
        .contains(
            "tokentally:   line 4, column 1: id: expected a string, found 7;"
                + " trace_id: expected a string, found true");
    assertThat(skipped.get("count").intValue()).isEqualTo(2);
    assertThat(skipped.at("/first/1/line").intValue()).isEqualTo(4);
    assertThat(skipped.at("/first/1/message").textValue()).startsWith("id: expected a string");
  }

  @Test
  void onlyTheFirstTwentyBadRecordsAreListed() throws IOException {
    String calls = write("calls.ndjson", CHAT.formatted("a", "m1", 7) + "[]\n".repeat(30));

    ProgramRun run = ProgramRun.of("report", "--calls", calls, "--skip-bad");

    assertThat(run.err().lines())
        .hasSize(21)
        .startsWith("tokentally: " + calls + ": 30 bad records skipped; the first 20:");
    assertThat(run.outLines()).contains("Bad records left out: 30; see standard error.");
  }

  @Test
  void standardInputArraysAndGzipAreRead() throws IOException {
    String array = "[" + CHAT.formatted("a", "m1", 7) + "," + CHAT.formatted("b", "m1", 8) + "]";
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
      gzip.write(array.getBytes(StandardCharsets.UTF_8));
    }
    Path gz = Files.write(folder.resolve("calls.gz"), compressed.toByteArray());

    ProgramRun fromInput = ProgramRun.withInput(array, "report", "--calls", "-", "--format", "csv");
    ProgramRun fromGzip = ProgramRun.of("report", "--calls", gz.toString(), "--format", "csv");

    assertThat(fromInput.outLines()).hasSize(3);
    assertThat(fromGzip).isEqualTo(fromInput);
  }

  @Test
  void textOfAFileCannotSteerTheTerminal() throws IOException {
    String calls = write("calls.ndjson", CHAT.formatted("a", "evil\\u001b[2Jmodel\\nx", 7));

    ProgramRun run = ProgramRun.of("report", "--calls", calls);

    assertThat(run.out()).doesNotContain("\u001b").contains("evil\\u001b[2Jmodel\\u000ax");
  }

  private String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }
}
