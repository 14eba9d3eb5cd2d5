package io.tokentally.aggregation.rollup.records;

import io.tokentally.value.StringDictionary;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers strings that somebody else keeps in memory anyway. An open table of numbers, each beside
 * a part of its string's hash: a map would need two objects for each string.
 */
final class ReferencedStringDictionary implements StringDictionary {

  /** Strings that do not find a place within so many steps have hashes made to collide. */
  private static final int MOST_STEPS = 64;

  private static final int MOST_EXPECTED = 1 << 28;

  private final Map<String, Integer> crowded = new HashMap<>();
  private String[] texts;
  private int[] hashes;
  private int size;

  /**
   * One more than a number in as many bits as count the places, bits of the hash above; 0 is free.
   */
  private int[] places;

  private int bitsOfNumber;

  /** What is looked up together. */
  private final Batch batch = new Batch();

  /**
   * No strings yet.
   *
   * @param expected how many there will be, more or less
   */
  ReferencedStringDictionary(int expected) {
    texts = new String[Math.max(expected, 8)];
    hashes = new int[texts.length];
    makePlaces(2 * Integer.highestOneBit(Math.min(texts.length, MOST_EXPECTED) * 2 - 1));
  }

  private void makePlaces(int length) {
    places = new int[length];
    bitsOfNumber = Integer.numberOfTrailingZeros(length);
  }

  @Override
  public int number(String text) {
    return number(text, text.hashCode());
  }

  private int number(String text, int hash) {
    int at = place(text, hash);
    if (at >= 0 && places[at] != 0) {
      return numberOf(places[at]);
    }
    if (!crowded.isEmpty() || at < 0) {
      Integer known = crowded.get(text);
      if (known != null) {
        return known;
      }
    }
    return add(text, hash, at);
  }

  @SuppressWarnings("ReferenceEquality") // whether it has to be written
  private int add(String text, int hash, int place) {
    makeRoom(1);
    if (texts[size] != text) {
      texts[size] = text;
    }
    hashes[size] = hash;
    if (place < 0) {
      crowded.put(text, size);
    } else {
      places[place] = place(size, hash);
    }
    if (++size > places.length / 2) {
      grow();
    }
    return size - 1;
  }

  private void makeRoom(int more) {
    if (texts.length - size < more) {
      int length = Math.max(2 * size, size + more);
      texts = Arrays.copyOf(texts, length);
      hashes = Arrays.copyOf(hashes, length);
    }
  }

  @Override
  public int find(String text) {
    int at = place(text, text.hashCode());
    if (at >= 0 && places[at] != 0) {
      return numberOf(places[at]);
    }
    return crowded.getOrDefault(text, NONE);
  }

  /** {@return where the text stands or may be put, negative if the neighbourhood is crowded} */
  private int place(String text, int hash) {
    int at = start(hash);
    for (int step = 0; step < MOST_STEPS; step++) {
      int place = places[at];
      if (place == 0 || isOf(place, text, hash)) {
        return at;
      }
      at = next(at);
    }
    return -1;
  }

  private boolean isOf(int place, String text, int hash) {
    return hasHash(place, hash) && texts[numberOf(place)].equals(text);
  }

  private int start(int hash) {
    // Fibonacci hashing: neighbouring hashes are spread over the table.
    return (hash * 0x9E3779B9) >>> (Integer.SIZE - bitsOfNumber);
  }

  private int next(int at) {
    return (at + 1) & (places.length - 1);
  }

  private int place(int number, int hash) {
    return hash << bitsOfNumber | (number + 1);
  }

  private int numberOf(int place) {
    return (place & (places.length - 1)) - 1;
  }

  /** {@return whether a place that is not free has the bits of the hash} */
  private boolean hasHash(int place, int hash) {
    return (place ^ hash << bitsOfNumber) >>> bitsOfNumber == 0;
  }

  /**
   * Does one step for all strings before the next step: the processor then waits for many places of
   * memory at a time, which is most of the work where there are many strings.
   */
  @Override
  public void numbers(@Nullable String[] some, int count, int[] numbers, int from) {
    batch.take(some, count);
    for (int i = 0; i < batch.size; i++) {
      batch.places[i] = places[start(batch.hashes[i])];
    }
    int unknown = 0;
    for (int i = 0; i < batch.size; i++) {
      int place = batch.places[i];
      boolean known = place != 0 && isOf(place, batch.texts[i], batch.hashes[i]);
      batch.numbers[i] = known ? numberOf(place) : NONE;
      unknown += known ? 0 : 1;
    }
    makeRoom(unknown);
    if (unknown == batch.size) {
      // Most likely what comes next. Storing one after the other takes the collector's barriers.
      System.arraycopy(batch.texts, 0, texts, size, unknown);
    }
    for (int i = 0; i < batch.size; i++) {
      if (batch.numbers[i] == NONE) {
        batch.numbers[i] = number(batch.texts[i], batch.hashes[i]);
      }
    }
    batch.give(some, count, numbers, from);
  }

  /** Looks at hashes first, without going to the strings. */
  @Override
  public IntStream sharedWith(StringDictionary others) {
    if (!(others instanceof ReferencedStringDictionary held)
        || !crowded.isEmpty()
        || !held.crowded.isEmpty()) {
      return StringDictionary.super.sharedWith(others);
    }
    return IntStream.range(0, size)
        .filter(i -> held.mayHave(hashes[i]))
        .filter(i -> others.find(texts[i]) != NONE);
  }

  private boolean mayHave(int hash) {
    int at = start(hash);
    while (places[at] != 0 && !hasHash(places[at], hash)) {
      at = next(at);
    }
    return places[at] != 0;
  }

  private void grow() {
    int[] before = places;
    int mask = before.length - 1;
    makePlaces(2 * before.length);
    for (int place : before) {
      if (place != 0) {
        int number = (place & mask) - 1;
        int at = place(texts[number], hashes[number]);
        if (at < 0) {
          crowded.put(texts[number], number);
        } else {
          places[at] = place(number, hashes[number]);
        }
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

  /** Strings that are looked up together; of the same object several times in a row one. */
  private static final class Batch {

    private String[] texts = {};
    private int[] hashes = {};
    private int[] places = {};
    private int[] numbers = {};
    private int size;

    @SuppressWarnings("ReferenceEquality")
    void take(@Nullable String[] some, int count) {
      if (count > texts.length) {
        texts = new String[count];
        hashes = new int[count];
        places = new int[count];
        numbers = new int[count];
      }
      size = 0;
      for (int i = 0; i < count; i++) {
        String text = some[i];
        if (text != null && (size == 0 || text != texts[size - 1])) {
          texts[size] = text;
          hashes[size] = text.hashCode();
          size++;
        }
      }
    }

    @SuppressWarnings("ReferenceEquality")
    void give(@Nullable String[] some, int count, int[] to, int from) {
      int at = -1;
      for (int i = 0; i < count; i++) {
        String text = some[i];
        if (text != null) {
          at += at < 0 || text != texts[at] ? 1 : 0;
          to[from + i] = numbers[at];
        }
      }
    }
  }
}
