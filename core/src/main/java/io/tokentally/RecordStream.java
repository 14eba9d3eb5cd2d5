package io.tokentally;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A stream of records that ends with {@link TooLong} where one of them is longer than allowed: a
 * record is held as a whole, and a small file may unpack to it.
 */
final class RecordStream extends FilterInputStream {

  /** A record is longer than allowed. */
  static final class TooLong extends IOException {

    private static final long serialVersionUID = 1;
  }

  private final int most;
  private int left;

  /**
   * The records of a stream.
   *
   * @param most how many bytes may be read for one record
   */
  RecordStream(InputStream in, int most) {
    super(in);
    this.most = most;
    this.left = most;
  }

  /** Says that the next record begins. What a reader has of it already does not count. */
  void begin() {
    left = most;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int wanted = Math.min(length, left);
    if (wanted == 0 && length > 0) {
      throw new TooLong();
    }
    int read = in.read(bytes, from, wanted);
    left -= Math.max(read, 0);
    return read;
  }
}
