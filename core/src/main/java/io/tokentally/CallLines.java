package io.tokentally;

import io.tokentally.json.Faults;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One call a line. A line break cannot stand inside JSON text, so the next record is always found.
 */
final class CallLines implements CallRecords {

  private static final int MOST = Integer.MAX_VALUE - 8;

  private final InputStream in;
  private final byte[] chunk = new byte[1 << 16];
  private int from;
  private int to;
  private byte[] text = new byte[1 << 12];
  private int length;
  private int line;

  CallLines(InputStream in) {
    this.in = in;
  }

  static boolean isBlank(int character) {
    return character == ' ' || character == '\t' || character == '\r' || character == '\n';
  }

  @Override
  public @Nullable Call next() throws IOException {
    while (readLine()) {
      line++;
      int start = 0;
      while (start < length && isBlank(text[start])) {
        start++;
      }
      if (start == length) {
        continue;
      }
      try {
        Faults faults = new Faults();
        Object document = JsonReader.readLine(text, length, line, faults);
        return CallJson.call(document, Loc.ROOT, faults);
      } catch (ValidationException e) {
        throw CallRecords.bad(e, line, start + 1);
      }
    }
    return null;
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  /** Fills {@link #text} up to the next line break; false at the end of the file. */
  private boolean readLine() throws IOException {
    length = 0;
    while (fill()) {
      int end = from;
      while (end < to && chunk[end] != '\n') {
        end++;
      }
      append(end - from);
      from = end + 1;
      if (end < to) {
        return true;
      }
    }
    return length > 0;
  }

  private boolean fill() throws IOException {
    if (from < to) {
      return true;
    }
    from = 0;
    to = in.read(chunk, 0, chunk.length);
    return to > 0;
  }

  private void append(int count) throws IOException {
    if (count > MOST - length) {
      throw new IOException("line " + (line + 1) + " is longer than 2 GiB");
    }
    if (length + count > text.length) {
      text = Arrays.copyOf(text, (int) Math.min(MOST, 2L * (length + count)));
    }
    System.arraycopy(chunk, from, text, length, count);
    length += count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
