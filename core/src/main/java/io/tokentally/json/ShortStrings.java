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

  /** {@return the string, or an equal one that was given before} */
  static String of(String text) {
    if (text.length() > LONGEST) {
      return text;
    }
    int hash = text.hashCode();
    int place = (hash ^ hash >>> 16) & (KEPT - 1);
    String known = STRINGS[place];
    if (known != null && known.equals(text)) {
      return known;
    }
    STRINGS[place] = text;
    return text;
  }
}
