package io.tokentally.report.data;

import io.tokentally.report.Sink;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CSV for programs, RFC 4180 with line feeds: a header, then rows, every number exact and in plain
 * form, nothing for null. Closing writes what is left, and leaves the stream open.
 */
final class CsvOutput implements Closeable {

  private static final int FULL = 1 << 13;

  private final OutputStream out;
  private final StringBuilder text = new StringBuilder(2 * FULL);

  /** Whether something stands in the row. */
  private boolean hasBegun;

  private CsvOutput(OutputStream out) {
    this.out = out;
  }

  /** {@return a writer of rows, the header already written} */
  static CsvOutput open(List<String> columns, Sink to) throws IOException {
    CsvOutput csv = new CsvOutput(to.out());
    csv.write(columns);
    return csv;
  }

  /** Writes a row of strings and numbers. */
  void write(List<? extends @Nullable Object> row) throws IOException {
    row.forEach(this::add);
    endRow();
  }

  /** Adds a string or a number to the row. */
  void add(@Nullable Object value) {
    if (hasBegun) {
      text.append(',');
    }
    hasBegun = true;
    append(value);
  }

  /** Adds a number to the row. */
  void add(long number) {
    if (hasBegun) {
      text.append(',');
    }
    hasBegun = true;
    text.append(number);
  }

  void endRow() throws IOException {
    text.append('\n');
    hasBegun = false;
    if (text.length() > FULL) {
      flush();
    }
  }

  private void append(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      text.append(decimal.toPlainString());
    } else if (value instanceof String string && isQuoted(string)) {
      text.append('"').append(string.replace("\"", "\"\"")).append('"');
    } else if (value != null) {
      text.append(value);
    }
  }

  private static boolean isQuoted(String string) {
    return string.indexOf(',') >= 0
        || string.indexOf('"') >= 0
        || string.indexOf('\n') >= 0
        || string.indexOf('\r') >= 0;
  }

  private void flush() throws IOException {
    out.write(text.toString().getBytes(StandardCharsets.UTF_8));
    text.setLength(0);
  }

  @Override
  public void close() throws IOException {
    flush();
  }
}
