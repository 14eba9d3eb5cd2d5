package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries on usage and cost in every command that has them. */
class CostQueryTest {

  private static final String CALLS =
      """
      {"id":"root","op_name":"agent","started_at":"2026-01-05T10:00:00Z"}
      {"id":"a","parent_id":"root","op_name":"chat","started_at":"2026-01-05T10:00:01Z","summary":{"usage":{"m":{"requests":1,"prompt_tokens":10,"completion_tokens":1}}}}
      {"id":"b","parent_id":"root","op_name":"chat","started_at":"2026-01-05T10:00:02Z","summary":{"usage":{"m":{"requests":1,"prompt_tokens":20,"completion_tokens":1}}}}
      {"id":"c","op_name":"chat","started_at":"2026-01-05T10:00:03Z","summary":{"usage":{"unknown":{"requests":1,"prompt_tokens":20,"completion_tokens":1}}}}
      """;

  @TempDir Path folder;

  private ProgramRun run(String... args) throws IOException {
    Path prices =
        Files.writeString(
            folder.resolve("prices.json"),
            "{\"m\":{\"prompt_token_cost\":0.1,\"completion_token_cost\":1}}");
    String[] all = Arrays.copyOf(args, args.length + 4);
    all[args.length] = "--calls";
    all[args.length + 1] = "-";
    all[args.length + 2] = "--prices";
    all[args.length + 3] = prices.toString();
    return ProgramRun.withInput(CALLS, all);
  }

  @Test
  void queryFindsCallsByCost() throws IOException {
    assertThat(run("query", "--ids", "--query", "cost.total > 2").out()).isEqualTo("b\n");
    assertThat(run("query", "--ids", "--query", "cost.total = 2").out()).isEqualTo("a\n");
    assertThat(run("query", "--ids", "--query", "total.cost.total >= 5").out()).isEqualTo("root\n");
    assertThat(run("query", "--ids", "--query", "cost.total = null").out()).isEqualTo("c\n");
    assertThat(
            run("query", "--ids", "--query", "usage.m.prompt_tokens = 20 and op_name = 'chat'")
                .out())
        .isEqualTo("b\n");
  }

  @Test
  void aReportIsOnTheCallsThatItFinds() throws IOException {
    assertThat(run("report", "--query", "cost.total > 2", "--format", "csv").outLines())
        .hasSize(2)
        .anyMatch(line -> line.startsWith("b,chat,m,1,20,"));
    assertThat(run("report", "--query", "cost.total > 20").err())
        .isEqualTo("tokentally: standard input: no call matches the query\n");
  }

  @Test
  void namesThatNoCallHasAreSaid() throws IOException {
    ProgramRun run = run("query", "--ids", "--query", "usage.gpt-9.requests > 0");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo("tokentally: warning: no call used a model gpt-9 (used: m, unknown)\n");
    assertThat(ProgramRun.of("validate", "--query", "usage.gpt-9.requests > 0").out())
        .isEqualTo("ok\n");
  }

  @Test
  void otherDialectsHaveNoCosts() throws IOException {
    assertThat(run("query", "--query", "cost.total > 1", "--dialect", "weave").err())
        .isEqualTo("tokentally: --dialect: expected standard for a query on usage and cost\n");
  }

  @Test
  void misspeltFieldsNameTheKnownOnes() throws IOException {
    assertThat(run("query", "--query", "costs.total > 1").err())
        .startsWith("tokentally: the query is invalid: column 1: no such field on calls: \"costs");
    assertThat(run("query", "--query", "usage.tokens > 1").err())
        .contains("no such field of calls: \"usage.tokens\"; of a report they are usage.COUNT");
  }
}
