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

  /** With this bit flipped, a quote is the character before those that stand for themselves. */
  private static final long QUOTE_BIT = ('"' ^ ' ') * ONES;

  private static final long PLAIN = (' ' + 1) * ONES;
  private static final long BACKSLASHES = '\\' * ONES;

  /** Each byte is its place, counted from the highest. */
  private static final long INDEXES = 0x0001020304050607L;

  /** An odd number whose bits look like chance. */
  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private Bytes() {}

  /**
   * {@return where the first byte stands that is no ASCII, a control character, a quote or a
   * backslash; {@code to} if none is} What is before it stands for itself in JSON text.
   */
  static int endOfPlain(byte[] json, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long eight = (long) LONGS.get(json, at);
      // Each difference is negative for such a byte. A borrow only reaches bytes above the first.
      long special = eight | ((eight ^ QUOTE_BIT) - PLAIN) | ((eight ^ BACKSLASHES) - ONES);
      if ((special & HIGH_BITS) != 0) {
        return at + first(special & HIGH_BITS);
      }
    }
    while (at < to && json[at] >= ' ' && json[at] != '"' && json[at] != '\\') {
      at++;
    }
    return at;
  }

  /**
   * {@return which byte of eight is the first whose high bit is set, of which no other bit is} Not
   * every compiler of the JVM has an instruction for it.
   */
  private static int first(long highBits) {
    return (int) ((((highBits & -highBits) >>> (Byte.SIZE - 1)) * INDEXES) >>> (7 * Byte.SIZE));
  }

  /** {@return where an ASCII character stands first in a part, {@code to} if it does not} */
  static int indexOf(char wanted, byte[] json, int from, int to) {
    int at = from;
    for (; at <= to - Long.BYTES; at += Long.BYTES) {
      long eight = (long) LONGS.get(json, at) ^ wanted * ONES;
      long zeros = (eight - ONES) & ~eight & HIGH_BITS;
      if (zeros != 0) {
        return at + first(zeros);
      }
    }
    while (at < to && json[at] != wanted) {
      at++;
    }
    return at;
  }

  /** {@return whether all of the bytes stand there, too} */
  static boolean areEqual(byte[] all, byte[] json, int from, int length) {
    int at = 0;
    for (; at <= length - Long.BYTES; at += Long.BYTES) {
      if ((long) LONGS.get(all, at) != (long) LONGS.get(json, from + at)) {
        return false;
      }
    }
    for (; at < length; at++) {
      if (all[at] != json[from + at]) {
        return false;
      }
    }
    return true;
  }

  /** {@return a number that differs for most parts; its upper bits the most} */
  static int hash(byte[] bytes, int from, int length) {
    long mixed = length;
    if (length >= Long.BYTES) {
      mixed += (long) LONGS.get(bytes, from);
      mixed = mixed * FACTOR + (long) LONGS.get(bytes, from + length - Long.BYTES);
      mixed = mixed * FACTOR + (long) LONGS.get(bytes, from + (length - Long.BYTES) / 2);
    } else {
      mixed += fewerThanEight(bytes, from, length);
    }
    mixed *= FACTOR;
    return (int) (mixed >>> Integer.SIZE);
  }

  private static long fewerThanEight(byte[] bytes, int from, int length) {
    if (from <= bytes.length - Long.BYTES) {
      return (long) LONGS.get(bytes, from) & ~(-1L << (length * Byte.SIZE));
    }
    long few = 0;
    for (int i = 0; i < length; i++) {
      few |= (bytes[from + i] & 0xffL) << (i * Byte.SIZE);
    }
    return few;
  }

  /** {@return the first eight bytes of a part, or all if it has fewer, as a number} */
  static long firstEight(byte[] bytes, int from, int length) {
    return length < Long.BYTES
        ? fewerThanEight(bytes, from, length)
        : (long) LONGS.get(bytes, from);
  }

  /** {@return the last eight bytes of a part as a number; 0 if it has fewer} */
  static long lastEight(byte[] bytes, int from, int length) {
    return length < Long.BYTES ? 0 : (long) LONGS.get(bytes, from + length - Long.BYTES);
  }

  /** {@return a number that differs for most numbers} */
  static int mixed(long number) {
    return (int) ((number * FACTOR) >>> Integer.SIZE);
  }
}
