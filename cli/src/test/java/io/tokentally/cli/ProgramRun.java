package io.tokentally.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A finished run of the program in this process.
 *
 * @param exitCode what the process would end with
 * @param out standard output
 * @param err standard error
 */
record ProgramRun(int exitCode, String out, String err) {

  static ProgramRun of(String... args) {
    return withInput("", args);
  }

  static ProgramRun withInput(String input, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    InputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    ProgramRun run = of(out, in, args);
    return new ProgramRun(run.exitCode, out.toString(StandardCharsets.UTF_8), run.err);
  }

  /** {@return a run at a terminal whose lines have so many characters} */
  static ProgramRun inColumns(int width, String... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            InputStream.nullInputStream(),
            new Output(out, () -> false, () -> width),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    int exitCode = Tokentally.run(streams, args);
    return new ProgramRun(
        exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  /** {@return a run on these streams; its {@code out} is empty} */
  static ProgramRun of(OutputStream out, InputStream in, String... args) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams =
        new Streams(
            in,
            new Output(out, () -> false),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    int exitCode = Tokentally.run(streams, args);
    return new ProgramRun(exitCode, "", err.toString(StandardCharsets.UTF_8));
  }

  List<String> outLines() {
    return out.lines().toList();
  }
}
