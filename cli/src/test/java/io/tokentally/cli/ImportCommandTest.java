package io.tokentally.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportCommandTest {

  private static final String SESSION =
      """
      {"type":"user","sessionId":"s","uuid":"u1","parentUuid":null,"timestamp":"2026-03-01T10:00:00.000Z","message":{"role":"user","content":"secret"}}
      {"type":"assistant","sessionId":"s","uuid":"u2","parentUuid":"u1","timestamp":"2026-03-01T10:00:01.000Z","requestId":"r1","message":{"id":"m1","role":"assistant","model":"claude-sonnet-4-5","content":[],"usage":{"input_tokens":10,"output_tokens":2,"cache_read_input_tokens":5,"cache_creation_input_tokens":0}}}
      """;

  @TempDir Path folder;

  @Test
  void writesCallsThatAReportReadsAlike() throws IOException {
    Path session = Files.writeString(folder.resolve("session.jsonl"), SESSION);
    Path calls = folder.resolve("calls.ndjson");

    ProgramRun run = ProgramRun.of("import", session.toString(), "-o", calls.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).contains("written to " + calls);
    assertThat(Files.readString(calls)).doesNotContain("secret");
    assertThat(Files.readString(calls).lines().map(line -> Call.parse(line).id())).isNotEmpty();
    String totals = "--format=csv";
    assertThat(ProgramRun.of("report", calls.toString(), totals, "--by", "model").out())
        .isEqualTo(ProgramRun.of("report", session.toString(), totals, "--by", "model").out());
    assertThat(ProgramRun.of("import", session.toString()).out())
        .isEqualTo(Files.readString(calls));
  }

  @Test
  void saysWhatToImport() {
    assertThat(ProgramRun.of("import").err())
        .isEqualTo(
            "tokentally: expected files to read, found none: tokentally import FILES... -o"
                + " calls.ndjson\n");
    assertThat(ProgramRun.of("import", folder + "/x", "-o", folder + "/no/calls").exitCode())
        .isEqualTo(2);
  }
}
