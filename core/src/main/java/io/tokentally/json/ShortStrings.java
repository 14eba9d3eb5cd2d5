package io.tokentally.json;

import org.jspecify.annotations.Nullable;

/**
 * Gives equal short strings once: names of operations, models and users stand in many calls. Of
 * each hash the last one is kept, in bounded memory. Thread-safe.
 */
final class ShortStrings {

  /** Longer strings, as ids are, mostly stand once. */
  static final int LONGEST = 24;

  private static final int KEPT = 1 << 10;

  /** Any thread may see an older string at a place, or none: no harm, strings are immutable. */
  private static final @Nullable String[] STRINGS = new @Nullable String[KEPT];

  private ShortStrings() {}

  /** {@return the string of the characters} */
  static String of(char[] characters, int from, int length) {
    if (length > LONGEST) {
      return new String(characters, from, length);
    }
    int hash = length;
    for (int i = from; i < from + length; i++) {
      hash = 31 * hash + characters[i];
    }
    int place = (hash ^ hash >>> 16) & (KEPT - 1);
    String known = STRINGS[place];
    if (known == null || !isSame(known, characters, from, length)) {
      known = new String(characters, from, length);
      STRINGS[place] = known;
    }
    return known;
  }

  private static boolean isSame(String known, char[] characters, int from, int length) {
    if (known.length() != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (known.charAt(i) != characters[from + i]) {
        return false;
      }
    }
    return true;
  }
}
