package io.tokentally;

import com.fasterxml.jackson.core.JsonFactory;
import io.tokentally.ValidationError.Type;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.json.MemberReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One call a line. A line break cannot stand inside JSON text, so the next record is always found.
 */
final class NdjsonCalls implements CallRecords {

  private final InputStream in;
  private final int most;
  private final JsonFactory factory = JsonReader.newFactory();
  private @Nullable MemberReader columns;

  private final byte[] chunk = new byte[1 << 16];
  private JsonBytes ahead = new JsonBytes(chunk, 0);

  /** Where in the chunk the next line begins. */
  private int next;

  /** A line that does not end in the chunk that it begins in. */
  private byte[] broken = new byte[1 << 12];

  private int brokenLength;
  private boolean tooLong;

  /** The current line, as a part of a string. */
  private JsonBytes text = ahead;

  private int from;
  private int to;
  private int line;

  NdjsonCalls(InputStream in) {
    this(in, MAX_BYTES);
  }

  /**
   * Calls of a stream.
   *
   * @param most how many bytes one line may have
   */
  NdjsonCalls(InputStream in, int most) {
    this.in = in;
    this.most = most;
  }

  @Override
  public @Nullable Call next() throws IOException {
    Call call = null;
    while (call == null && readLine()) {
      line++;
      call = call();
    }
    return call;
  }

  /** {@return the call of the current line, null if it is blank} */
  private @Nullable Call call() throws BadCallException {
    if (tooLong || to - from > most) {
      String msg = "expected a line of at most " + most + " bytes, found more";
      throw CallRecords.bad(ErrorCollector.refusal(Loc.ROOT, Type.LIMIT, msg), line, 1);
    }
    int start = text.blank(from, to);
    if (start == to) {
      return null;
    }
    try {
      ErrorCollector faults = new ErrorCollector();
      MemberReader some = columns;
      Object document =
          some == null
              ? JsonReader.readLine(factory, text.bytes(), from, to, line, faults)
              : some.readLine(text, from, to, line, faults);
      return CallJson.call(document, Loc.ROOT, faults);
    } catch (ValidationException e) {
      throw CallRecords.bad(e, line, start - from + 1);
    }
  }

  /** Finds the next line; false at the end of the file. */
  private boolean readLine() throws IOException {
    brokenLength = 0;
    tooLong = false;
    boolean ends = false;
    while (!ends && (next < ahead.length() || fill())) {
      from = next;
      to = ahead.indexOf('\n', from, ahead.length());
      next = Math.min(to + 1, ahead.length());
      ends = to < ahead.length();
      if (ends && brokenLength == 0) {
        text = ahead;
        return true;
      }
      appendBroken();
    }
    text = new JsonBytes(broken, brokenLength);
    from = 0;
    to = brokenLength;
    return brokenLength > 0 || tooLong;
  }

  private boolean fill() throws IOException {
    int read = in.read(chunk, 0, chunk.length);
    ahead = new JsonBytes(chunk, Math.max(read, 0));
    next = 0;
    return read > 0;
  }

  /** Keeps a part of a line; of one that is too long nothing more. */
  private void appendBroken() {
    int count = to - from;
    tooLong |= count > most - brokenLength;
    if (tooLong) {
      brokenLength = 0;
      return;
    }
    if (brokenLength + count > broken.length) {
      broken = Arrays.copyOf(broken, Math.min(most, 2 * (brokenLength + count)));
    }
    System.arraycopy(chunk, from, broken, brokenLength, count);
    brokenLength += count;
  }

  @Override
  public void only(MemberReader some) {
    columns = some;
  }

  @Override
  public boolean goesOn() {
    return true;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
