package io.tokentally.cli;

import io.tokentally.report.Sink;
import io.tokentally.report.text.Words;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the program reads from and writes to.
 *
 * @param in what {@code --calls -} reads
 * @param out takes the answers
 * @param err takes what went wrong, and what a person should know besides
 * @param progress whether a person who looks at {@code err} may be shown how far the reading is
 */
record Streams(InputStream in, Output out, PrintStream err, boolean progress) {

  /** {@return the streams of this process} */
  static Streams standard() {
    return new Streams(
        System.in,
        new Output(new FileOutputStream(FileDescriptor.out), Streams::outIsPipe, Terminal::width),
        System.err,
        true);
  }

  /** {@return whether this process writes to a pipe, where the system tells} */
  private static boolean outIsPipe() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString().startsWith("pipe:");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /** {@return the same, for a command that writes while it reads} */
  Streams withoutProgress() {
    return new Streams(in, out, err, false);
  }

  /** {@return where a report goes, and its warnings} */
  Sink sink() {
    return new Sink(out, this::say, out::width);
  }

  /** Prints something in one line. */
  void say(String line) {
    err.println("tokentally: " + Words.clean(line));
  }
}
