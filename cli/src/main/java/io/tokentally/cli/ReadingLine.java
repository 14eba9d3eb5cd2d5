package io.tokentally.cli;

import io.tokentally.report.text.Words;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Shows how much of many files was read, in one line that goes away again. */
final class ReadingLine {

  private static final int STEP = 1 << 10;
  private static final long INTERVAL = Duration.ofMillis(200).toNanos();

  private final PrintStream err;
  private long last = System.nanoTime();
  private int width;

  private ReadingLine(PrintStream err) {
    this.err = err;
  }

  /** {@return a line, if somebody looks; null if nobody does} */
  static @Nullable ReadingLine of(Streams streams) {
    return streams.progress() && Terminal.isTerminal(Progress.ERROR)
        ? new ReadingLine(streams.err())
        : null;
  }

  /** Shows the number of calls, if it is time to. */
  void show(long calls) {
    if (calls % STEP != 0 || System.nanoTime() - last < INTERVAL) {
      return;
    }
    last = System.nanoTime();
    write("reading: " + Words.count(calls, "call"));
  }

  /** Clears the line. */
  void clear() {
    if (width > 0) {
      write("");
      err.print("\r");
      err.flush();
    }
  }

  private void write(String text) {
    err.print("\r" + text + " ".repeat(Math.max(0, width - text.length())));
    err.flush();
    width = text.length();
  }
}
