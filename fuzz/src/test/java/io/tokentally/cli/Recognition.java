package io.tokentally.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Takes what the program tells a person; it must not be much. */
final class Recognition extends ByteArrayOutputStream {

  private static final int MOST = 1 << 20;

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    if (size() + length > MOST) {
      throw new AssertionError("expected few words, found " + (size() + length) + " bytes");
    }
    super.write(bytes, offset, length);
  }

  String text() {
    return toString(StandardCharsets.UTF_8);
  }
}
