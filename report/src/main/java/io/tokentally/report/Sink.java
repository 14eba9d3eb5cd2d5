package io.tokentally.report;

import io.tokentally.report.text.Words;
import java.io.OutputStream;
import java.util.function.Consumer;

/**
 * Where a report is written.
 *
 * @param out takes the report; the writer flushes it and leaves it open
 * @param warnings takes what a reader should know besides, a line at a time
 */
public record Sink(OutputStream out, Consumer<String> warnings) {

  /** Warns in one line. */
  public void say(String line) {
    warnings.accept(Words.clean(line));
  }
}
