package io.tokentally.aggregation.usage;

import io.tokentally.UsageCount;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of an entry in the contract's form. Most entries have known names alone, and whole
 * numbers: these are read in one pass.
 */
final class PlainCounts {

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

  private PlainCounts() {}

  /** {@return whether the contract has a count of that name} */
  static boolean isKnown(@Nullable Object name) {
    return PLACES.containsKey(name);
  }

  /** {@return room for the counts of an entry} */
  static long[] room() {
    return new long[NAMES.length];
  }

  /**
   * Reads the counts by place, {@link Counts#ABSENT} for those that are not there.
   *
   * @return whether there is nothing else in the entry
   */
  static boolean read(Map<?, ?> entry, long[] counts) {
    Arrays.fill(counts, Counts.ABSENT);
    for (Map.Entry<?, ?> member : entry.entrySet()) {
      Integer place = PLACES.get(member.getKey());
      Object value = member.getValue();
      if (place == null || !(value instanceof Long || value instanceof Integer)) {
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

  /** Reads the same of an entry that may have anything in it. */
  static void read(Counts entry, long[] counts) {
    Arrays.setAll(counts, place -> entry.read(NAMES[place]));
  }
}
