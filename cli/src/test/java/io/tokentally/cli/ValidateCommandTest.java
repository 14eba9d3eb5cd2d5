package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {

  @TempDir Path folder;

  @Test
  void saysWhatNoCallCanMeet() {
    ProgramRun run =
        ProgramRun.of(
            "validate",
            "--query",
            "{\"$expr\":{\"$gte\":[{\"$getField\":\"started_at\"},{\"$literal\":1788256800000}]}}");

    assertThat(run.exitCode()).isZero();
    assertThat(run.outLines())
        .hasSize(2)
        .startsWith("ok")
        .anyMatch(line -> line.startsWith("warning: $expr.$gte: started_at is a date"));
  }

  @Test
  void takesQueriesAsText() {
    assertThat(ProgramRun.of("validate", "--query", "op_name contains 'chat' and id != 'a'"))
        .isEqualTo(new ProgramRun(0, "ok\n", ""));
    assertThat(ProgramRun.of("validate", "--query", "started_at > 1788256800000").outLines())
        .hasSize(2)
        .startsWith("ok")
        .anyMatch(line -> line.startsWith("warning: started_at is a date"));
  }

  @Test
  void unknownFieldsAreNamedTogetherWithOtherErrors() {
    ProgramRun run = ProgramRun.of("validate", "--query", "opname = 'chat' and id == 'a'");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.outLines()).hasSize(2);
    assertThat(run.outLines().get(0))
        .startsWith("column 1: no such field on calls: \"opname\"; columns: id, ");
    assertThat(run.outLines().get(1))
        .isEqualTo("column 24: expected an operator such as = behind id, found ==; equal is =");
  }

  @Test
  void saysOk() throws IOException {
    String query =
        "{\"$expr\":{\"$gt\":[{\"$getField\":\"started_at\"},{\"$literal\":\"2026-01-01\"}]}}";
    Path file = Files.writeString(folder.resolve("query.json"), "\uFEFF" + query);

    assertThat(ProgramRun.of("validate", "--query", query))
        .isEqualTo(new ProgramRun(0, "ok\n", ""));
    assertThat(ProgramRun.of("validate", "--query", "@" + file))
        .isEqualTo(new ProgramRun(0, "ok\n", ""));
  }

  @Test
  void listsEveryFaultWithItsPath() {
    String query =
        "{\"$expr\":{\"$and\":[{\"$eq\":[{\"$getField\":\"id\"}]},{\"$ne\":1},{\"$not\":[]}]}}";

    ProgramRun run = ProgramRun.of("validate", "--query", query);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.outLines())
        .hasSize(3)
        .contains(
            "$expr.$and[0].$eq: expected 2 operands, found 1",
            "$expr.$and[2].$not: expected 1 operand, found 0")
        .anyMatch(line -> line.startsWith("$expr.$and[1].$ne: expected one of $and, $or"));
  }

  @Test
  void namesFieldsThatCallsDoNotHave() {
    ProgramRun run =
        ProgramRun.of(
            "validate",
            "--query",
            "{\"$expr\":{\"$eq\":[{\"$getField\":\"x\"},{\"$literal\":1}]}}");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).startsWith("$expr.$eq[0].$getField: no such field on calls: \"x\"");
  }

  @Test
  void textThatIsNoJsonIsAFault() {
    ProgramRun run = ProgramRun.of("validate", "--query", "{x");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).startsWith("not JSON: ");
  }
}
