package io.tokentally.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks at bytes, eight at a time. */
final class Bytes {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  private Bytes() {}

  /** {@return whether JSON text between quotes stands for itself: ASCII without escapes} */
  static boolean isPlainText(byte[] json, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long eight = (long) LONGS.get(json, at);
      long backslash = eight ^ '\\' * ONES;
      // The high bit of a byte is set if it is no ASCII, below the space, or a backslash.
      long odd = eight | ((eight - ' ' * ONES) & ~eight) | ((backslash - ONES) & ~backslash);
      if ((odd & HIGH_BITS) != 0) {
        return false;
      }
    }
    while (at < to && json[at] >= ' ' && json[at] != '\\') {
      at++;
    }
    return at == to;
  }
}
