package io.tokentally.aggregation.usage;

import io.tokentally.UsageCount;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of an entry in the contract's form. Most entries have known names alone, and whole
 * numbers: these are read in one pass. Not thread-safe.
 */
public final class PlainCounts {

  /** The second names that two counts have: docs/semantics.md rule 28. */
  static final String INPUT_TOKENS = "input_tokens";

  static final String OUTPUT_TOKENS = "output_tokens";

  static final int REQUESTS = 0;
  static final int PROMPT = 1;
  static final int INPUT = 2;
  static final int COMPLETION = 3;
  static final int OUTPUT = 4;
  static final int TOTAL = 5;
  static final int CACHE_READ = 6;
  static final int CACHE_CREATION = 7;

  private static final String[] NAMES = {
    UsageCount.REQUESTS.wireName(),
    UsageCount.PROMPT_TOKENS.wireName(),
    INPUT_TOKENS,
    UsageCount.COMPLETION_TOKENS.wireName(),
    OUTPUT_TOKENS,
    UsageCount.TOTAL_TOKENS.wireName(),
    UsageCount.CACHE_READ_INPUT_TOKENS.wireName(),
    UsageCount.CACHE_CREATION_INPUT_TOKENS.wireName()
  };

  private static final Map<Object, Integer> PLACES = new HashMap<>();

  static {
    for (int place = 0; place < NAMES.length; place++) {
      PLACES.put(NAMES[place], place);
    }
  }

  private static final int UNKNOWN = -1;

  private final long[] counts = new long[NAMES.length];

  /** Names of entries and their places, in the order in which they came: most share the strings. */
  private final @Nullable Object[] names = new @Nullable Object[NAMES.length];

  private final int[] places = new int[NAMES.length];
  private int known;

  /** {@return the place of the count of that name; null if the contract has none} */
  public static @Nullable Integer place(@Nullable Object name) {
    return PLACES.get(name);
  }

  /** {@return whether the contract has a count of that name} */
  static boolean isKnown(@Nullable Object name) {
    return PLACES.containsKey(name);
  }

  /**
   * Reads the counts of an entry.
   *
   * @return whether there is nothing else in it
   */
  boolean read(Map<?, ?> entry) {
    Arrays.fill(counts, Counts.ABSENT);
    int at = 0;
    for (Map.Entry<?, ?> member : entry.entrySet()) {
      int place = place(member.getKey(), at++);
      Object value = member.getValue();
      if (place == UNKNOWN || !(value instanceof Long || value instanceof Integer)) {
        return false;
      }
      long count = ((Number) value).longValue();
      if (count < 0) {
        return false;
      }
      counts[place] = count;
    }
    return true;
  }

  /**
   * {@return the place of a count}
   *
   * @param at where the name stands in its entry, which is where others had it, or before that
   */
  @SuppressWarnings("ReferenceEquality") // others are looked up
  private int place(@Nullable Object name, int at) {
    for (int i = at; i < known; i++) {
      if (names[i] == name) {
        return places[i];
      }
    }
    Integer place = PLACES.get(name);
    if (place == null) {
      return UNKNOWN;
    }
    if (known < names.length) {
      names[known] = name;
      places[known++] = place;
    }
    return place;
  }

  /** Reads the counts of an entry that may have anything in it. */
  void read(Counts entry) {
    Arrays.setAll(counts, place -> entry.read(NAMES[place]));
  }

  /** Begins with an entry that has no counts. */
  public void clear() {
    Arrays.fill(counts, Counts.ABSENT);
  }

  /** Sets a count of the entry. */
  public void set(int place, long count) {
    counts[place] = count;
  }

  /** {@return a count of the entry that was read last; {@link Counts#ABSENT} if it has none} */
  long count(int place) {
    return counts[place];
  }
}
