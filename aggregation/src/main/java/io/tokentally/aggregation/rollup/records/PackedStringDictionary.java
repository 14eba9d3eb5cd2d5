package io.tokentally.aggregation.rollup.records;

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
final class PackedStringDictionary implements StringDictionary {

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH_BITS = 0x8080808080808080L;

  /** Unknown to whoever makes strings up, so that nobody can make their hashes collide. */
  private final long seed = ThreadLocalRandom.current().nextLong() | 1;

  private byte[] bytes = new byte[1 << 8];
  private int[] ends = new int[1 << 4];
  private final BitSet units = new BitSet();
  private int size;

  /** The hash of a string above one more than its number; 0 is a free place. */
  private long[] places = new long[1 << 5];

  @Override
  public int number(String text) {
    byte[] packed = text.getBytes(StandardCharsets.UTF_8);
    boolean asUnits = !isLossless(text, packed);
    packed = asUnits ? units(text) : packed;
    int hash = hash(packed);
    int at = place(packed, asUnits, hash);
    return places[at] != 0 ? numberAt(at) : add(packed, asUnits, hash, at);
  }

  @Override
  public int find(String text) {
    byte[] packed = text.getBytes(StandardCharsets.UTF_8);
    boolean asUnits = !isLossless(text, packed);
    packed = asUnits ? units(text) : packed;
    return numberAt(place(packed, asUnits, hash(packed)));
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

  private int add(byte[] packed, boolean asUnits, int hash, int place) {
    int start = start(size);
    if (packed.length > bytes.length - start) {
      bytes = Arrays.copyOf(bytes, Math.addExact(start, packed.length + (start >> 1)));
    }
    System.arraycopy(packed, 0, bytes, start, packed.length);
    if (size == ends.length) {
      ends = Arrays.copyOf(ends, size + (size >> 1));
    }
    ends[size] = start + packed.length;
    units.set(size, asUnits);
    places[place] = (long) hash << Integer.SIZE | ++size;
    if (size > places.length / 4 * 3) {
      grow();
    }
    return size - 1;
  }

  private int numberAt(int place) {
    return (int) places[place] - 1;
  }

  private int place(byte[] packed, boolean asUnits, int hash) {
    int mask = places.length - 1;
    int at = hash & mask;
    while (places[at] != 0
        && ((int) (places[at] >>> Integer.SIZE) != hash
            || !isText(numberAt(at), packed, asUnits))) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private boolean isText(int number, byte[] packed, boolean asUnits) {
    return Arrays.equals(bytes, start(number), ends[number], packed, 0, packed.length)
        && units.get(number) == asUnits;
  }

  private int hash(byte[] text) {
    long hash = text.length;
    int at = 0;
    for (; at + Long.BYTES <= text.length; at += Long.BYTES) {
      hash = mixed(hash ^ (long) LONGS.get(text, at));
    }
    long rest = 0;
    for (; at < text.length; at++) {
      rest = rest << Byte.SIZE | (text[at] & 0xFF);
    }
    return (int) mixed(hash ^ rest);
  }

  private long mixed(long value) {
    long product = value * seed;
    return product ^ Math.multiplyHigh(value, seed);
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
  void trim() {
    bytes = Arrays.copyOf(bytes, start(size));
    ends = Arrays.copyOf(ends, size);
  }
}
