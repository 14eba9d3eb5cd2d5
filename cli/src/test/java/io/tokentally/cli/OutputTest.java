package io.tokentally.cli;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the program prints, and what becomes of it when nobody takes it. */
class OutputTest {

  private static final String EVERYTHING =
      "{\"$expr\":{\"$eq\":[{\"$literal\":1},{\"$literal\":1}]}}";

  private static final InputStream NO_INPUT = InputStream.nullInputStream();

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"table", "json", "csv"})
  void nobodyReadingAnyMoreIsNoError(String format) {
    ProgramRun run =
        ProgramRun.of(new FailingStream("Broken pipe"), NO_INPUT, "report", "--format", format);

    assertThat(run).isEqualTo(new ProgramRun(0, "", ""));
  }

  @Test
  void aFullDiskIsAnError() {
    OutputStream full = new FailingStream("No space left on device");

    ProgramRun run = ProgramRun.of(full, NO_INPUT, "validate", "--query", EVERYTHING);

    assertThat(run)
        .isEqualTo(
            new ProgramRun(
                2, "", "tokentally: the output cannot be written: No space left on device\n"));
  }

  @Test
  void queryStopsReadingWhenNobodyReads() {
    String calls = "{\"id\":\"a\"}\n".repeat(20_000) + "this would be refused\n";
    InputStream in = new ByteArrayInputStream(calls.getBytes(StandardCharsets.UTF_8));
    OutputStream gone = new FailingStream("Broken pipe");

    ProgramRun run = ProgramRun.of(gone, in, "query", "--calls", "-", "--query", EVERYTHING);

    assertThat(run).isEqualTo(new ProgramRun(0, "", ""));
  }

  @Test
  void theProcessItselfEndsQuietlyWhenItsReaderGoes() throws Exception {
    Path calls =
        Files.writeString(folder.resolve("calls"), "{\"id\":\"abcdef\"}\n".repeat(100_000));
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Tokentally.class.getName(),
            "query",
            "--calls",
            calls.toString(),
            "--query",
            EVERYTHING);
    program.environment().remove("JAVA_TOOL_OPTIONS"); // Java would tell about them
    Process process = program.start();
    try (InputStream out = process.getInputStream()) {
      assertThat(new String(out.readNBytes(15), StandardCharsets.UTF_8))
          .isEqualTo("{\"id\":\"abcdef\"}");
    }
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor(60, SECONDS)).isTrue();
    assertThat(err).isEmpty();
    assertThat(process.exitValue()).isZero();
  }

  @Test
  void tooLittleMemoryIsToldInOneLine() {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            throw new OutOfMemoryError("Java heap space");
          }

          @Override
          public int read(byte[] bytes, int offset, int length) {
            return read();
          }
        };

    ProgramRun run =
        ProgramRun.of(OutputStream.nullOutputStream(), endless, "report", "--calls", "-");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).startsWith("tokentally: out of memory; ").hasLineCount(1);
  }

  @Test
  void helpTellsTheExitCodes() {
    for (String command : new String[] {"report", "query", "validate"}) {
      ProgramRun run = ProgramRun.of(command, "--help");

      assertThat(run.exitCode()).isZero();
      assertThat(run.out())
          .startsWith("Usage: tokentally " + command)
          .contains("Exit codes:", "0   Done.", "1   The answer is no", "2   Wrong usage");
    }
    assertThat(ProgramRun.of("--help").out()).contains("report", "query", "validate");
    assertThat(ProgramRun.of("--version").out()).startsWith("tokentally ");
  }

  /** Takes nothing. */
  private static final class FailingStream extends OutputStream {

    private final String message;

    FailingStream(String message) {
      this.message = message;
    }

    @Override
    public void write(int b) throws IOException {
      throw new IOException(message);
    }
  }
}
