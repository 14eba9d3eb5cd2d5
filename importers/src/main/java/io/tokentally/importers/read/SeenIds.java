package io.tokentally.importers.read;

import io.tokentally.value.IdNumbers;
import java.util.Arrays;

/** Ids that were seen, each with a number. */
public final class SeenIds {

  /** What {@link #add} gives for an id that is new. */
  public static final long NEW = -1;

  private final IdNumbers ids = new IdNumbers();

  /** By the number of an id. */
  private long[] numbers = new long[1 << 4];

  /**
   * Adds an id, unless it is there.
   *
   * @param number at least 0
   * @return the number of an id that was there, else {@link #NEW}
   */
  public long add(String id, long number) {
    int before = ids.size();
    int place = ids.number(id);
    if (place < before) {
      return numbers[place];
    }
    if (place == numbers.length) {
      numbers = Arrays.copyOf(numbers, place + (place >> 1));
    }
    numbers[place] = number;
    return NEW;
  }

  /** {@return whether an id was added} */
  public boolean contains(String id) {
    return ids.find(id) != IdNumbers.NONE;
  }
}
