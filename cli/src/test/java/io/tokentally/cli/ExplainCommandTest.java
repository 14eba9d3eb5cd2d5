package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExplainCommandTest {

  private static final String CALL =
      "{\"id\":\"a\",\"op_name\":\"chat\",\"inputs\":{\"x\":5.5},\"input_refs\":[\"r\"]}\n";

  private static final String FRACTION =
      "{\"$expr\":{\"$gt\":[{\"$getField\":\"inputs.x\"},{\"$literal\":5}]}}";

  @Test
  void showsEveryNodeInBothDialectsAndMarksWhereTheyPart() {
    ProgramRun run = ProgramRun.withInput(CALL, "explain", "--calls", "-", "--query", FRACTION);

    assertThat(run.exitCode()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(run.outLines())
        .containsExactly(
            "node          STANDARD  WEAVE",
            "-----------------------------------------",
            "inputs.x > 5  true      null   <- differ",
            "  inputs.x    5.5       null   <- differ",
            "  5           5         5",
            "",
            "matches: standard true, weave false");
  }

  @Test
  void showsOneDialectAlone() {
    ProgramRun run =
        ProgramRun.withInput(
            CALL, "explain", "--calls", "-", "--query", FRACTION, "--dialect", "weave");

    assertThat(run.outLines()).last().isEqualTo("matches: false");
    assertThat(run.out()).doesNotContain("STANDARD");
  }

  @Test
  void tellsWhatOneDialectRefuses() {
    String query = "{\"$expr\":{\"$eq\":[{\"$getField\":\"input_refs.0\"},{\"$literal\":\"r\"}]}}";

    ProgramRun run = ProgramRun.withInput(CALL, "explain", "--calls", "-", "--query", query);

    List<String> lines = run.outLines();
    assertThat(lines.get(lines.size() - 2))
        .startsWith("WEAVE rejects the query: $expr.$eq[0].$getField: nothing lies below");
    assertThat(lines).last().isEqualTo("matches: standard true, weave rejected");
  }

  @Test
  void explainsTheCallThatIsNamed() {
    String calls = "{\"id\":\"other\"}\n" + CALL;

    ProgramRun named =
        ProgramRun.withInput(calls, "explain", "--calls", "-", "--query", FRACTION, "--call", "a");
    assertThat(named.outLines()).last().isEqualTo("matches: standard true, weave false");

    ProgramRun unknown =
        ProgramRun.withInput(calls, "explain", "--calls", "-", "--query", FRACTION, "--call", "b");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).isEqualTo("tokentally: standard input: no call has the id b\n");
  }

  @Test
  void withoutACallSaysHowToNameIt() {
    ProgramRun run = ProgramRun.of("explain", "--query", "id = 'a'");

    assertThat(run)
        .isEqualTo(
            new ProgramRun(
                2,
                "",
                "tokentally: expected files to read, found none: tokentally explain FILE --call ID"
                    + " --query QUERY\n"));
  }

  @Test
  void theOtherCommandsTakeADialectToo() {
    String[] query = {"query", "--calls", "-", "--ids", "--query", FRACTION, "--dialect", "weave"};
    assertThat(ProgramRun.withInput(CALL, query).out()).isEmpty();
    query[query.length - 1] = "standard";
    assertThat(ProgramRun.withInput(CALL, query).out()).isEqualTo("a\n");

    String usage =
        "{\"id\":\"a\",\"started_at\":\"2026-01-05T10:00:00Z\",\"summary\":{\"usage\":{\"m\":"
            + "{\"prompt_tokens\":3,\"input_tokens\":3}}}}\n";
    String[] report = {"report", "--calls", "-", "--format", "json", "--dialect", "weave"};
    assertThat(ProgramRun.withInput(usage, report).out()).contains("\"prompt_tokens\" : 6");
    report[report.length - 1] = "standard";
    assertThat(ProgramRun.withInput(usage, report).out()).contains("\"prompt_tokens\" : 3");
  }
}
