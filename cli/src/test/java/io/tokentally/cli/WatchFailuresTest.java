package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What cannot be watched. */
class WatchFailuresTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "watch                        | expected files or folders, found none",
        "watch -                      | expected files or folders, found -",
        "watch /no/such/folder        | /no/such/folder: cannot be read: no such file",
        "watch x.jsonl --interval 0   | --interval: expected 0.05 to 3600 seconds, found 0.0",
      })
  void isReported(String arguments, String message) {
    ProgramRun run = ProgramRun.of(arguments.split(" +"));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(message);
  }
}
