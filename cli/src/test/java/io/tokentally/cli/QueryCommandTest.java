package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryCommandTest {

  private static final String ERRORS =
      "{\"$expr\":{\"$not\":[{\"$eq\":[{\"$getField\":\"exception\"},{\"$literal\":null}]}]}}";

  private static final String CALLS =
      """
      {"id":"a","exception":"TimeoutError","started_at":"2026-01-05T10:00:00Z","extra":1.50}
      {"id":"b"}
      {"id":7}
      {"id":"c","exception":""}
      """;

  @TempDir Path folder;

  @Test
  void printsMatchingCallsAsLinesThatCanBeReadAgain() {
    ProgramRun run =
        ProgramRun.withInput(CALLS, "query", "--calls", "-", "--skip-bad", "--query", ERRORS);

    assertThat(run.exitCode()).isZero();
    assertThat(run.outLines())
        .containsExactly(
            "{\"id\":\"a\",\"started_at\":\"2026-01-05T10:00:00Z\","
                + "\"exception\":\"TimeoutError\",\"extra\":1.50}",
            "{\"id\":\"c\",\"exception\":\"\"}");
    assertThat(Call.parse(run.outLines().get(1)).id()).isEqualTo("c");
    assertThat(run.err())
        .isEqualTo(
            """
            tokentally: standard input: 1 bad record skipped:
            tokentally:   line 3, column 1: id: expected a string, found 7
            """);
  }

  @Test
  void printsIdsAlone() throws IOException {
    Path query = Files.writeString(folder.resolve("errors.json"), ERRORS);

    ProgramRun run =
        ProgramRun.withInput(
            CALLS, "query", "--ids", "--calls", "-", "--skip-bad", "--query", "@" + query);

    assertThat(run.out()).isEqualTo("a\nc\n");
  }

  /** What comes from a pipe can be read once. */
  @ParameterizedTest
  @ValueSource(strings = {"query", "report"})
  @EnabledOnOs({OS.LINUX, OS.MAC})
  @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
  void theQueryMayComeFromAPipe(String command) throws Exception {
    Path pipe = folder.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    String write = "printf %s \"$1\" > \"$2\"";
    new ProcessBuilder("sh", "-c", write, "sh", ERRORS, pipe.toString()).start();

    ProgramRun run =
        ProgramRun.withInput(CALLS, command, "--calls", "-", "--skip-bad", "--query", "@" + pipe);

    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void takesQueriesAsText() {
    ProgramRun run =
        ProgramRun.withInput(
            CALLS, "query", "--calls", "-", "--skip-bad", "--ids", "--query", "exception != null");

    assertThat(run.out()).isEqualTo("a\nc\n");
  }

  @Test
  void noMatchIsAnEmptyAnswerAndSaysNo() {
    ProgramRun run =
        ProgramRun.withInput("{\"id\":\"b\"}", "query", "--calls", "-", "--query", ERRORS);

    assertThat(run).isEqualTo(new ProgramRun(1, "", ""));
  }

  @Test
  void aBadRecordStopsIt() {
    ProgramRun run = ProgramRun.withInput(CALLS, "query", "--calls", "-", "--query", ERRORS);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err())
        .isEqualTo(
            "tokentally: standard input: line 3, column 1: id: expected a string, found 7"
                + " (--skip-bad leaves bad records out)\n");
  }
}
