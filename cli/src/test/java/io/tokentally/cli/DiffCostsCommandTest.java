package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recorded costs beside ours. */
class DiffCostsCommandTest {

  private static final String CALLS =
      """
      {"id":"a","started_at":"2026-01-05T10:00:00Z","summary":{"usage":{"dear":{"prompt_tokens":10,"completion_tokens":2,"cost":8,"cost_details":{"upstream_inference_cost":7}}}}}
      {"id":"b","started_at":"2026-01-05T10:00:00Z","summary":{"usage":{"dear":{"prompt_tokens":4,"completion_tokens":1,"cost":4.5}}}}
      {"id":"c","started_at":"2026-01-05T10:00:00Z","summary":{"usage":{"dear":{"prompt_tokens":100}}}}
      {"id":"d","started_at":"2026-01-05T10:00:00Z","summary":{"usage":{"unknown":{"prompt_tokens":1,"cost":0}}}}
      {"id":"e","started_at":"2026-01-05T10:00:00Z","summary":{"usage":{"silent":{"prompt_tokens":1}}}}
      """;

  private static final String PRICES =
      """
      {"dear":{"prompt_token_cost":0.5,"completion_token_cost":2},
       "silent":{"prompt_token_cost":1,"completion_token_cost":1}}""";

  @TempDir Path folder;
  private String calls = "";
  private String prices = "";

  @BeforeEach
  void writeFiles() throws IOException {
    calls = Files.writeString(folder.resolve("calls.ndjson"), CALLS).toString();
    prices = Files.writeString(folder.resolve("prices.json"), PRICES).toString();
  }

  @Test
  void bothCostsAreOfTheSameCalls() {
    ProgramRun run = diff();

    assertThat(run.exitCode()).isZero();
    assertThat(run.outLines().subList(0, 8))
        .containsExactly(
            "model    with cost  without   recorded       ours  difference",
            "--------------------------------------------------------------",
            "dear             2        1   12.5 USD     13 USD     0.5 USD",
            "silent           0        1  not known  not known   not known",
            "unknown          1        0    0   USD  not known   not known",
            "",
            "Both costs are of the calls that recorded one; those without are in neither.",
            "");
  }

  @Test
  void programsGetExactNumbers() throws IOException {
    assertThat(diff("--format", "csv").outLines())
        .containsExactly(
            "model,calls,other_calls,recorded,recorded_unit,ours,our_unit,difference",
            "dear,2,1,12.5,USD,13,USD,0.5",
            "silent,0,1,,,,USD,",
            "unknown,1,0,0,USD,,,");
    assertThat(Costs.json(diff("--format", "json")).at("/models/0"))
        .hasToString(
            "{\"model\":\"dear\",\"calls\":2,\"other_calls\":1,\"recorded\":12.5,"
                + "\"recorded_unit\":\"USD\",\"ours\":13,\"our_unit\":\"USD\",\"difference\":0.5}");
  }

  @Test
  void usageThatDoesNotCountIsInNeither() throws IOException {
    String agent =
        """
        {"id":"up","started_at":"2026-01-05T10:00:00Z","summary":{"usage":{"dear":{"prompt_tokens":14,"completion_tokens":3,"cost":12.5}}}}
        """;
    String below =
        CALLS
            .lines()
            .limit(2)
            .map(line -> line.replace("\"started", "\"parent_id\":\"up\",\"started") + "\n")
            .reduce("", String::concat);
    calls = Files.writeString(folder.resolve("tree.ndjson"), agent + below).toString();

    assertThat(diff("--format", "csv").outLines()).contains("dear,2,0,12.5,USD,13,USD,0.5");
    assertThat(diff("--format", "csv", "--scope", "own").outLines())
        .contains("dear,3,0,25,USD,26,USD,1");
  }

  private ProgramRun diff(String... more) {
    List<String> arguments = List.of("diff-costs", "--calls", calls, "--prices", prices);
    return ProgramRun.of(Stream.concat(arguments.stream(), Stream.of(more)).toArray(String[]::new));
  }
}
