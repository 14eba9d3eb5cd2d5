package io.tokentally.otel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A string that can be gone back in, to the last place that was named. Offsets are bytes from its
 * beginning. Not thread-safe.
 */
final class RememberedText extends InputStream {

  private final InputStream in;

  /** The text from the last place that was named on, as far as it was read. */
  private byte[] kept = new byte[1 << 16];

  private int size;

  /** Where in what is kept the next byte is taken from. */
  private int next;

  /** Where what is kept begins. */
  private long start;

  RememberedText(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return next < size || more() ? kept[next++] & 0xff : -1;
  }

  @Override
  public int read(byte[] to, int from, int most) throws IOException {
    if (most == 0) {
      return 0;
    }
    if (next == size && !more()) {
      return -1;
    }
    int count = Math.min(most, size - next);
    System.arraycopy(kept, next, to, from, count);
    next += count;
    return count;
  }

  private boolean more() throws IOException {
    if (size == kept.length) {
      kept = Arrays.copyOf(kept, 2 * size);
    }
    int read = in.read(kept, size, kept.length - size);
    size += Math.max(read, 0);
    return read > 0;
  }

  /** Forgets what stands before a place. */
  void forgetBefore(long place) {
    int count = (int) Math.min(place - start, next);
    if (count > kept.length / 2) {
      System.arraycopy(kept, count, kept, 0, size - count);
      start += count;
      next -= count;
      size -= count;
    }
  }

  /**
   * Goes to the next line that begins with a brace.
   *
   * @param from where to look for the end of the line before it
   * @return where the line begins; -1 if there is none
   */
  long toNextObject(long from) throws IOException {
    int at = (int) Math.max(0, from - start);
    while (at + 1 < size || more()) {
      if (at + 1 < size) {
        if (kept[at] == '\n' && kept[at + 1] == '{') {
          next = at + 1;
          return start + next;
        }
        at++;
      }
    }
    return -1;
  }

  /** {@return how many lines end between two places that are remembered} */
  int lineEnds(long from, long to) {
    int count = 0;
    for (int at = (int) Math.max(0, from - start); at < to - start; at++) {
      count += kept[at] == '\n' ? 1 : 0;
    }
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
