package io.tokentally.importers.read;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Ids that were seen, each with a number. Of an id a digest of 128 bits is kept: no two ids have
 * the same by chance, and nobody can make two that do, as it begins with random numbers.
 */
public final class SeenIds {

  /** What {@link #add} gives for an id that is new. */
  public static final long NEW = -1;

  private static final long FACTOR = 0x9E3779B97F4A7C15L;

  private final long seed1;
  private final long seed2;

  // An open table; a free place has two zeros.
  private long[] digests = new long[2 << 10];
  private long[] numbers = new long[1 << 10];
  private int size;

  public SeenIds() {
    SplittableRandom random = new SplittableRandom();
    seed1 = random.nextLong();
    seed2 = random.nextLong();
  }

  /**
   * Adds an id, unless it is there.
   *
   * @param number at least 0
   * @return the number of an id that was there, else {@link #NEW}
   */
  public long add(String id, long number) {
    if (size > numbers.length / 2) {
      grow();
    }
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    long high = digest(bytes, seed1);
    long low = digest(bytes, seed2) | 1;
    int place = place(high, low);
    if (digests[2 * place + 1] != 0) {
      return numbers[place];
    }
    put(place, high, low, number);
    size++;
    return NEW;
  }

  /** {@return whether an id was added} */
  public boolean contains(String id) {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    return digests[2 * place(digest(bytes, seed1), digest(bytes, seed2) | 1) + 1] != 0;
  }

  private static long digest(byte[] bytes, long seed) {
    long digest = seed ^ bytes.length;
    for (byte each : bytes) {
      digest = Math.multiplyHigh((digest ^ each) * FACTOR, seed | 1) ^ ((digest ^ each) * FACTOR);
      digest ^= digest >>> 29;
    }
    digest *= FACTOR;
    return digest ^ (digest >>> 32);
  }

  private int place(long high, long low) {
    int place = (int) high & (numbers.length - 1);
    while (digests[2 * place + 1] != 0
        && (digests[2 * place] != high || digests[2 * place + 1] != low)) {
      place = (place + 1) & (numbers.length - 1);
    }
    return place;
  }

  private void put(int place, long high, long low, long number) {
    digests[2 * place] = high;
    digests[2 * place + 1] = low;
    numbers[place] = number;
  }

  private void grow() {
    long[] digestsBefore = digests;
    long[] numbersBefore = numbers;
    digests = new long[2 * digests.length];
    numbers = new long[2 * numbers.length];
    for (int i = 0; i < numbersBefore.length; i++) {
      long low = digestsBefore[2 * i + 1];
      if (low != 0) {
        long high = digestsBefore[2 * i];
        put(place(high, low), high, low, numbersBefore[i]);
      }
    }
  }
}
