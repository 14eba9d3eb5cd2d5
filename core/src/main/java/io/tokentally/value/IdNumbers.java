package io.tokentally.value;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Numbers ids from 0 on, in some forty bytes each. Of an id a digest of 128 bits is kept: no two
 * ids have the same by chance, and nobody can make two that do, as it begins with random numbers.
 * Not thread-safe.
 */
public final class IdNumbers {

  /** The number of an id that has none. */
  public static final int NONE = -1;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final long seed1;
  private final long seed2;

  /** Two for each id. */
  private long[] digests = new long[2 << 4];

  private int size;

  /** An open table: a part of a digest above one more than the number; 0 is a free place. */
  private long[] places = new long[1 << 5];

  // The digest that was made last.
  private long high;
  private long low;

  /** No ids yet. */
  public IdNumbers() {
    SplittableRandom random = new SplittableRandom();
    seed1 = random.nextLong() | 1;
    seed2 = random.nextLong() | 1;
  }

  /** {@return the number of an id: the next one, which {@link #size} was, if it has none yet} */
  public int number(String id) {
    digest(id);
    int place = place();
    if (places[place] != 0) {
      return numberAt(place);
    }
    if (2 * size + 2 > digests.length) {
      digests = Arrays.copyOf(digests, 3 * size + 2);
    }
    digests[2 * size] = high;
    digests[2 * size + 1] = low;
    places[place] = upper(high) | ++size;
    if (size > places.length / 4 * 3) {
      grow();
    }
    return size - 1;
  }

  /** {@return the number of an id, {@link #NONE} if it has none} */
  public int find(String id) {
    digest(id);
    return numberAt(place());
  }

  /** {@return how many ids have a number} */
  public int size() {
    return size;
  }

  private void digest(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    high = seed1 ^ bytes.length;
    low = seed2 ^ bytes.length;
    int at = 0;
    for (; at + Long.BYTES <= bytes.length; at += Long.BYTES) {
      add((long) LONGS.get(bytes, at));
    }
    long rest = 0;
    for (; at < bytes.length; at++) {
      rest = rest << Byte.SIZE | (bytes[at] & 0xFF);
    }
    add(rest);
  }

  private void add(long part) {
    high = mixed(high ^ part, seed2);
    low = mixed(low ^ part, seed1);
  }

  private static long mixed(long value, long factor) {
    return value * factor ^ Math.multiplyHigh(value, factor);
  }

  private int place() {
    int mask = places.length - 1;
    int place = (int) high & mask;
    while (places[place] != 0 && !isThere(place)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private boolean isThere(int place) {
    // What is in the table itself mostly tells: the digests are elsewhere in memory.
    if (upper(places[place]) != upper(high)) {
      return false;
    }
    int number = numberAt(place);
    return digests[2 * number] == high && digests[2 * number + 1] == low;
  }

  private int numberAt(int place) {
    return (int) places[place] - 1;
  }

  private static long upper(long bits) {
    return bits >>> Integer.SIZE << Integer.SIZE;
  }

  private void grow() {
    places = new long[2 * places.length];
    int mask = places.length - 1;
    for (int number = 0; number < size; number++) {
      long digest = digests[2 * number];
      int place = (int) digest & mask;
      while (places[place] != 0) {
        place = (place + 1) & mask;
      }
      places[place] = upper(digest) | (number + 1);
    }
  }
}
