package io.tokentally.fuzz;

import java.io.ByteArrayInputStream;

/** Gives a few bytes at a time, as a network might: how many, the bytes themselves say. */
final class PiecewiseStream extends ByteArrayInputStream {

  PiecewiseStream(byte[] bytes) {
    super(bytes);
  }

  @Override
  public synchronized int read(byte[] into, int offset, int length) {
    int most = pos < count ? 1 + (buf[pos] & 7) : length;
    return super.read(into, offset, Math.min(most, length));
  }
}
