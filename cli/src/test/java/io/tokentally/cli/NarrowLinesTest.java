package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables fit the lines of a terminal, and say what they leave out. */
class NarrowLinesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          report              | 90 | cache write
          report              | 72 | requests
          report --by model   | 70 | cache read
          prices              | 80 | cache read
          diff-costs          | 44 | without
          """)
  void columnsAreLeftOut(String line, int width, String leftOut) {
    String[] args = line.split(" ", -1);
    ProgramRun wide = ProgramRun.of(args);
    ProgramRun narrow = ProgramRun.inColumns(width, args);

    assertThat(wide.out()).doesNotContain("Left out, as the line is too short");
    assertThat(narrow.exitCode()).isZero();
    String said = narrow.out().replaceAll("\\s+", " ");
    assertThat(said)
        .contains("Left out, as the line is too short: ")
        .contains("A wider terminal or COLUMNS=200 shows everything.");
    assertThat(said.substring(said.indexOf("Left out, as"))).contains(leftOut);
    assertThat(table(narrow)).allSatisfy(row -> assertThat(row).hasSizeLessThanOrEqualTo(width));
  }

  @Test
  void longNamesAreCutShort() {
    ProgramRun run = ProgramRun.inColumns(80, "prices");

    assertThat(run.out()).contains("Names are cut short.").containsPattern("\\.\\.\\. ");
  }

  /** {@return the rules below the headers, which are as long as the longest row} */
  private static List<String> table(ProgramRun run) {
    return run.outLines().stream().filter(line -> line.matches(" *-{5,}")).toList();
  }
}
