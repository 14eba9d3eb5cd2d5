package io.tokentally.aggregation.rollup.records;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Numbers strings that somebody else keeps in memory anyway. An open table of numbers beside a part
 * of each hash: a map would need two objects for each text.
 */
final class ReferencedStringDictionary implements StringDictionary {

  /** Strings that do not find a place within so many steps have hashes made to collide. */
  private static final int MOST_STEPS = 64;

  private final Map<String, Integer> crowded = new HashMap<>();
  private String[] texts;
  private int size;

  /** The hash in the upper half, one more than the number in the lower; 0 is a free place. */
  private long[] places;

  /**
   * No strings yet.
   *
   * @param expected how many there will be, more or less
   */
  ReferencedStringDictionary(int expected) {
    texts = new String[Math.max(expected, 8)];
    int half = Integer.highestOneBit(Math.min(texts.length, 1 << 28) * 2 - 1);
    places = new long[2 * half];
  }

  @Override
  public int number(String text) {
    int hash = text.hashCode();
    int at = place(text, hash);
    if (at >= 0 && places[at] != 0) {
      return (int) places[at] - 1;
    }
    if (!crowded.isEmpty() || at < 0) {
      Integer known = crowded.get(text);
      if (known != null) {
        return known;
      }
    }
    return add(text, hash, at);
  }

  private int add(String text, int hash, int place) {
    if (size == texts.length) {
      texts = Arrays.copyOf(texts, 2 * size);
    }
    texts[size] = text;
    if (place < 0) {
      crowded.put(text, size);
    } else {
      places[place] = (long) hash << Integer.SIZE | (size + 1);
    }
    if (++size > places.length / 2) {
      grow();
    }
    return size - 1;
  }

  @Override
  public int find(String text) {
    int at = place(text, text.hashCode());
    if (at >= 0 && places[at] != 0) {
      return (int) places[at] - 1;
    }
    return crowded.getOrDefault(text, NONE);
  }

  /** {@return where the text stands or may be put, negative if the neighbourhood is crowded} */
  private int place(String text, int hash) {
    int at = start(hash);
    for (int step = 0; step < MOST_STEPS; step++) {
      long place = places[at];
      if (place == 0
          || ((int) (place >>> Integer.SIZE) == hash && texts[(int) place - 1].equals(text))) {
        return at;
      }
      at = (at + 1) & (places.length - 1);
    }
    return -1;
  }

  private int start(int hash) {
    // Fibonacci hashing: neighbouring hashes are spread over the table.
    return (hash * 0x9E3779B9) >>> (Integer.numberOfLeadingZeros(places.length) + 1);
  }

  /** Looks at the parts of hashes first, without going to the strings. */
  @Override
  public IntStream sharedWith(StringDictionary others) {
    if (!(others instanceof ReferencedStringDictionary held)
        || !crowded.isEmpty()
        || !held.crowded.isEmpty()) {
      return StringDictionary.super.sharedWith(others);
    }
    return IntStream.range(0, places.length)
        .filter(at -> places[at] != 0 && held.hasHash((int) (places[at] >>> Integer.SIZE)))
        .map(at -> (int) places[at] - 1)
        .filter(i -> others.find(texts[i]) != NONE);
  }

  private boolean hasHash(int hash) {
    int at = start(hash);
    while (places[at] != 0 && (int) (places[at] >>> Integer.SIZE) != hash) {
      at = (at + 1) & (places.length - 1);
    }
    return places[at] != 0;
  }

  private void grow() {
    long[] before = places;
    places = new long[2 * before.length];
    for (long place : before) {
      if (place != 0) {
        int at = start((int) (place >>> Integer.SIZE));
        while (places[at] != 0) {
          at = (at + 1) & (places.length - 1);
        }
        places[at] = place;
      }
    }
  }

  @Override
  public String text(int number) {
    return texts[number];
  }

  @Override
  public int size() {
    return size;
  }
}
