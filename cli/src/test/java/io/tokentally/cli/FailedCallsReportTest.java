package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.TokentallyMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code report --failed}, and tables of calls of several traces with one id. */
class FailedCallsReportTest {

  private static final String CALLS =
      """
      {"id":"a","trace_id":"t1","op_name":"agent","started_at":"2026-01-05T10:00:00Z"}
      {"id":"c1","trace_id":"t1","parent_id":"a","op_name":"chat","inputs":{"q":1},\
      "exception":"timeout","started_at":"2026-01-05T10:00:01Z","ended_at":"2026-01-05T10:00:02Z",\
      "summary":{"usage":{"m":{"prompt_tokens":100}}}}
      {"id":"c2","trace_id":"t1","parent_id":"a","op_name":"chat","inputs":{"q":1},\
      "started_at":"2026-01-05T10:00:03Z","ended_at":"2026-01-05T10:00:04Z",\
      "summary":{"usage":{"m":{"prompt_tokens":100,"completion_tokens":2}}}}
      {"id":"c3","trace_id":"t1","parent_id":"a","op_name":"chat","inputs":{"q":2},"exception":"",\
      "summary":{"usage":{"n":{"prompt_tokens":7}}}}
      {"id":"c2","trace_id":"t2","started_at":"2026-01-05T10:00:05Z",\
      "summary":{"usage":{"m":{"prompt_tokens":1000}}}}
      {"id":"c2","trace_id":"t3","started_at":"2026-01-05T10:00:06Z",\
      "summary":{"usage":{"m":{"prompt_tokens":30}}}}
      """;

  @TempDir Path folder;
  private String calls = "";
  private String prices = "";

  @BeforeEach
  void write() throws IOException {
    calls = Files.writeString(folder.resolve("calls.ndjson"), CALLS).toString();
    String rates = "{\"m\":{\"prompt_token_cost\":0.5,\"completion_token_cost\":1}}";
    prices = Files.writeString(folder.resolve("prices.json"), rates).toString();
  }

  private ProgramRun run(String... more) {
    List<String> args = new ArrayList<>(List.of("report", "--calls", calls, "--prices", prices));
    args.addAll(Arrays.asList(more));
    return ProgramRun.of(args.toArray(String[]::new));
  }

  @Test
  void theTableShowsThemApart() {
    assertThat(run("--failed").outLines())
        .containsSequence(
            "Usage of calls that failed, which was charged and is part of the totals:",
            "calls            model          requests  prompt  cache  cache  completion   total             cost",
            "                                          tokens   read  write      tokens  tokens",
            "-".repeat(100),
            "failed           m                     1     100      0      0           0     100           50 USD",
            "2 calls          n                     1       7      0      0           0       7         unpriced",
            "                 subtotal              2     107      0      0           0     107  partly unpriced",
            "                   priced part         1     100      0      0           0     100           50 USD",
            "-".repeat(100),
            "retried  1 call  m                     1     100      0      0           0     100           50 USD",
            "Retried: a later call of the same parent with the same inputs succeeded.",
            "",
            "Failed calls (2)",
            "  c1 (retried), c3");
    assertThat(run().out()).doesNotContain("failed").doesNotContain("Failed");
  }

  @Test
  void withoutAnyTheTableSaysSo() throws IOException {
    Files.writeString(Path.of(calls), CALLS.replaceAll("\"exception\":\"\\w*\",", ""));
    assertThat(run("--failed").outLines()).contains("No call that failed has usage that counts.");
    Files.writeString(Path.of(calls), CALLS.replaceFirst("\"q\":1", "\"q\":3"));
    assertThat(run("--failed").outLines())
        .contains(
            "No later call of the same parent with the same inputs shows that one was retried.");
  }

  @Test
  void jsonHasEachAndTheirSums() throws IOException {
    JsonNode report = TokentallyMapper.create().readTree(run("--failed", "--format", "json").out());
    assertThat(report.at("/failed_calls/0/call_id").asText()).isEqualTo("c1");
    assertThat(report.at("/failed_calls/0/trace_id").asText()).isEqualTo("t1");
    assertThat(report.at("/failed_calls/0/retried").asBoolean()).isTrue();
    assertThat(report.at("/failed_calls/0/usage/m/prompt_tokens").asLong()).isEqualTo(100);
    assertThat(report.at("/failed_calls/1/retried").asBoolean(true)).isFalse();
    assertThat(report.at("/failed_usage/n/prompt_tokens").asLong()).isEqualTo(7);
    assertThat(report.at("/failed_priced_part").has("n")).isFalse();
    assertThat(report.at("/failed_priced_part/m/prompt_tokens_total_cost").asInt()).isEqualTo(50);
    assertThat(report.at("/retried_usage")).hasSize(1);
    assertThat(report.at("/retried_priced_part/m/prompt_tokens").asLong()).isEqualTo(100);
    assertThat(
            TokentallyMapper.create().readTree(run("--format", "json").out()).has("failed_calls"))
        .isFalse();
  }

  @Test
  void csvSaysThemBesideItsRows() {
    ProgramRun csv = run("--failed", "--format", "csv");
    assertThat(csv.err())
        .contains("failed calls (2): m: 100 tokens, 50 USD; n: 7 tokens, unpriced")
        .contains("retried calls (1): m: 100 tokens, 50 USD");
    assertThat(csv.out()).isEqualTo(run("--format", "csv").out());
  }

  @Test
  void picturesDoNot() {
    ProgramRun html = run("--failed", "--format", "html");
    assertThat(html.exitCode()).isEqualTo(2);
    assertThat(html.err()).contains("--failed: expected format table, json or csv, found html");
  }

  /** The inner call with the id of two roots counts below its own root, once. */
  @Test
  void rootsWithOneIdAreApartAndAddUp() throws IOException {
    assertThat(run().outLines())
        .anyMatch(line -> line.startsWith("c2 (trace t2)") && line.endsWith(" 500 USD"))
        .anyMatch(line -> line.startsWith("c2 (trace t3)") && line.contains(" 15 USD"));
    List<String> rows = run("--format", "csv").out().lines().toList();
    assertThat(rows)
        .hasSize(5)
        .contains("c2,,m,1,1000,0,1000,0,0,500,0,0,0,500,yes,500,USD,t2")
        .contains("c2,,m,1,30,0,30,0,0,15,0,0,0,15,yes,15,USD,t3");
    JsonNode report = TokentallyMapper.create().readTree(run("--format", "json").out());
    assertThat(report.at("/call_usage/c2/m/prompt_tokens").asLong()).isEqualTo(1030);
    assertThat(report.at("/call_usage/a/m/prompt_tokens").asLong()).isEqualTo(200);
    assertThat(report.at("/totals/m/prompt_tokens").asLong()).isEqualTo(1230);
  }
}
