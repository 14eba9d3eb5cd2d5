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

  /**
   * {@return where the first byte stands that is no ASCII, a control character, a quote or a
   * backslash; {@code to} if none is} What is before it stands for itself in JSON text.
   */
  static int endOfPlain(byte[] json, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long eight = (long) LONGS.get(json, at);
      // The lowest high bit of these is that of such a byte; those above it may be wrong.
      long odd = eight | below(eight) | zero(eight ^ '"' * ONES) | zero(eight ^ '\\' * ONES);
      if ((odd & HIGH_BITS) != 0) {
        return at + Long.numberOfTrailingZeros(odd & HIGH_BITS) / Byte.SIZE;
      }
    }
    while (at < to && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
      at++;
    }
    return at;
  }

  private static long below(long eight) {
    return (eight - ' ' * ONES) & ~eight;
  }

  private static long zero(long eight) {
    return (eight - ONES) & ~eight;
  }
}
