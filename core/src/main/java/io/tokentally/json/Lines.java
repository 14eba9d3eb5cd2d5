package io.tokentally.json;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream, one after the other. A line break cannot stand inside JSON text, so the
 * next record of a file with one per line is always found. Not thread-safe.
 */
public final class Lines implements Closeable {

  /**
   * How many bytes one line may hold: the whole of it is held, and a small file may unpack to it.
   */
  public static final int MAX_BYTES = 1 << 28;

  /** How many bytes are read at once. */
  public static final int CHUNK = 1 << 16;

  private final InputStream in;
  private final int most;

  private final byte[] chunk;
  private JsonBytes ahead;

  /** Where in the chunk the next line begins. */
  private int next;

  /** A line that does not end in the chunk that it begins in. */
  private byte[] broken = new byte[1 << 12];

  private int brokenLength;
  private boolean tooLong;

  private JsonBytes text;
  private int from;
  private int to;
  private int number;

  /**
   * The lines of a stream.
   *
   * @param most how many bytes one line may have
   */
  public Lines(InputStream in, int most) {
    this(in, most, new byte[CHUNK]);
  }

  /**
   * The lines of a stream.
   *
   * @param chunk of {@link #CHUNK} bytes, used until the last line was read
   */
  public Lines(InputStream in, int most, byte[] chunk) {
    this.in = in;
    this.most = most;
    this.chunk = chunk;
    this.ahead = new JsonBytes(chunk, 0);
    this.text = ahead;
  }

  /** Goes to the next line; false at the end of the stream. */
  public boolean next() throws IOException {
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
        number++;
        return true;
      }
      appendBroken();
    }
    text = new JsonBytes(broken, brokenLength);
    from = 0;
    to = brokenLength;
    boolean isLine = brokenLength > 0 || tooLong;
    number += isLine ? 1 : 0;
    return isLine;
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

  /** {@return whether the line is longer than allowed; nothing of it is held then} */
  public boolean isTooLong() {
    return tooLong || to - from > most;
  }

  /** {@return the text that holds the line, until the next one} */
  public JsonBytes text() {
    return text;
  }

  /** {@return where in the text the line begins} */
  public int from() {
    return from;
  }

  /** {@return where in the text the line is over} */
  public int to() {
    return to;
  }

  /** {@return the number of the line, from 1} */
  public int number() {
    return number;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
