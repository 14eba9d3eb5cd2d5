package io.tokentally.report;

import io.tokentally.report.text.Words;
import java.io.OutputStream;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Where a report is written.
 *
 * @param out takes the report; the writer flushes it and leaves it open
 * @param warnings takes what a reader should know besides, a line at a time
 * @param columns says how many characters fit a line; very many where that does not matter
 */
public record Sink(OutputStream out, Consumer<String> warnings, IntSupplier columns) {

  /** {@return how many characters fit a line} */
  public int width() {
    return columns.getAsInt();
  }

  /** Warns in one line. */
  public void say(String line) {
    warnings.accept(Words.clean(line));
  }
}
