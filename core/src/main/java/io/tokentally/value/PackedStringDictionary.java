package io.tokentally.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Numbers strings that nobody else keeps: their bytes stand one behind the other in one array.
 * Plain text is kept as UTF-8; what cannot be, for the half of a pair in it, by its UTF-16 units.
 */
public final class PackedStringDictionary implements StringDictionary {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Unknown to whoever makes strings up, so that nobody can make their hashes collide. */
  private static final long SEED = ThreadLocalRandom.current().nextLong() | 1;

  private byte[] bytes = new byte[1 << 8];
  private int[] ends = new int[1 << 4];
  private final BitSet units = new BitSet();
  private int size;

  /** The hash of a string above one more than its number; 0 is a free place. */
  private long[] places = new long[1 << 5];

  /** No strings yet. */
  public PackedStringDictionary() {}

  @Override
  public int number(String text) {
    byte[] packed = text.getBytes(StandardCharsets.UTF_8);
    boolean asUnits = !isLossless(text, packed);
    packed = asUnits ? units(text) : packed;
    return number(packed, 0, packed.length, asUnits, hash(packed, 0, packed.length));
  }

  /** {@return the number of the text that a part is, which is UTF-8} */
  public int number(byte[] utf8, int from, int to) {
    return number(utf8, from, to, hash(utf8, from, to));
  }

  /** {@return the same of a string whose hash is known} */
  public int number(byte[] utf8, int from, int to, int hash) {
    return number(utf8, from, to, false, hash);
  }

  /**
   * {@return a number that means nothing} Whoever will ask for many strings lets their places in
   * memory be fetched before.
   */
  public int warmUp(int hash) {
    int number = numberAt(hash & (places.length - 1));
    return number == NONE ? 0 : bytes[start(number)];
  }

  private int number(byte[] text, int from, int to, boolean asUnits, int hash) {
    int at = place(text, from, to, asUnits, hash);
    return places[at] != 0 ? numberAt(at) : add(text, from, to, asUnits, hash, at);
  }

  @Override
  public int find(String text) {
    byte[] packed = text.getBytes(StandardCharsets.UTF_8);
    boolean asUnits = !isLossless(text, packed);
    packed = asUnits ? units(text) : packed;
    int hash = hash(packed, 0, packed.length);
    return numberAt(place(packed, 0, packed.length, asUnits, hash));
  }

  /** {@return the number of the text that a part is, which is UTF-8; or {@link #NONE}} */
  public int find(byte[] utf8, int from, int to) {
    return numberAt(place(utf8, from, to, false, hash(utf8, from, to)));
  }

  /** {@return whether a number is that of the text that a part is, which is UTF-8} */
  public boolean is(int number, byte[] utf8, int from, int to) {
    return number != NONE && isText(number, utf8, from, to, false);
  }

  /** {@return whether nothing was replaced by a question mark} */
  private static boolean isLossless(String text, byte[] utf8) {
    return !hasQuestionMark(utf8) || new String(utf8, StandardCharsets.UTF_8).equals(text);
  }

  private static boolean hasQuestionMark(byte[] utf8) {
    int at = 0;
    for (; at + Long.BYTES <= utf8.length; at += Long.BYTES) {
      long zeros = (long) LONGS.get(utf8, at) ^ '?' * ONES; // a byte of zeros for each
      if (((zeros - ONES) & ~zeros & HIGH_BITS) != 0) {
        return true;
      }
    }
    while (at < utf8.length && utf8[at] != '?') {
      at++;
    }
    return at < utf8.length;
  }

  private static byte[] units(String text) {
    byte[] units = new byte[2 * text.length()];
    for (int i = 0; i < text.length(); i++) {
      units[2 * i] = (byte) (text.charAt(i) >> Byte.SIZE);
      units[2 * i + 1] = (byte) text.charAt(i);
    }
    return units;
  }

  private int add(byte[] text, int from, int to, boolean asUnits, int hash, int place) {
    int start = start(size);
    int length = to - from;
    if (length > bytes.length - start) {
      bytes = Arrays.copyOf(bytes, Math.addExact(start, length + (start >> 1)));
    }
    System.arraycopy(text, from, bytes, start, length);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size + (size >> 1));
    }
    ends[size] = start + length;
    if (asUnits) {
      units.set(size);
    }
    places[place] = (long) hash << Integer.SIZE | ++size;
    if (size > places.length / 4 * 3) {
      grow();
    }
    return size - 1;
  }

  private int numberAt(int place) {
    return (int) places[place] - 1;
  }

  private int place(byte[] text, int from, int to, boolean asUnits, int hash) {
    int mask = places.length - 1;
    int at = hash & mask;
    while (places[at] != 0
        && ((int) (places[at] >>> Integer.SIZE) != hash
            || !isText(numberAt(at), text, from, to, asUnits))) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private boolean isText(int number, byte[] text, int from, int to, boolean asUnits) {
    return Arrays.equals(bytes, start(number), ends[number], text, from, to)
        && units.get(number) == asUnits;
  }

  /** {@return the hash of a string that is UTF-8} */
  public static int hash(byte[] text, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = mixed(hash ^ (long) LONGS.get(text, at));
    }
    long rest = 0;
    for (; at < to; at++) {
      rest = rest << Byte.SIZE | (text[at] & 0xFF);
    }
    return (int) mixed(hash ^ rest);
  }

  private static long mixed(long value) {
    long product = value * SEED;
    return product ^ Math.multiplyHigh(value, SEED);
  }

  private void grow() {
    long[] before = places;
    places = new long[2 * before.length];
    int mask = places.length - 1;
    for (long place : before) {
      if (place != 0) {
        int at = (int) (place >>> Integer.SIZE) & mask;
        while (places[at] != 0) {
          at = (at + 1) & mask;
        }
        places[at] = place;
      }
    }
  }

  private int start(int number) {
    return number == 0 ? 0 : ends[number - 1];
  }

  @Override
  public String text(int number) {
    int start = start(number);
    if (!units.get(number)) {
      return new String(bytes, start, ends[number] - start, StandardCharsets.UTF_8);
    }
    char[] text = new char[(ends[number] - start) / 2];
    for (int i = 0; i < text.length; i++) {
      int high = bytes[start + 2 * i] & 0xFF;
      text[i] = (char) (high << Byte.SIZE | (bytes[start + 2 * i + 1] & 0xFF));
    }
    return new String(text);
  }

  @Override
  public int size() {
    return size;
  }

  /** Frees room that is not used. */
  public void trim() {
    bytes = Room.trimmed(bytes, start(size));
    ends = Room.trimmed(ends, size);
  }
}
