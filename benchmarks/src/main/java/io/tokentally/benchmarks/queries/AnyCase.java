package io.tokentally.benchmarks.queries;

import java.util.Locale;

/**
 * ASCII text to be found in any case, as somebody writes it who has measured: the JDK looks for one
 * rare letter of it, first small, then capital, and compares the region around each. Asking every
 * place for the first letter takes several times as long, lower case of the whole text even longer.
 */
final class AnyCase {

  private static final String RARE_FIRST = "zqxjkvbpygfwmucldrhsnioate ";

  private final String needle;
  private final int offset;
  private final char[] spellings;

  private AnyCase(String needle, int offset) {
    this.needle = needle;
    this.offset = offset;
    char small = needle.charAt(offset);
    char capital = Character.toUpperCase(small);
    this.spellings = small == capital ? new char[] {small} : new char[] {small, capital};
  }

  static AnyCase of(String text) {
    String needle = text.toLowerCase(Locale.ROOT);
    int rarest = 0;
    for (int i = 1; i < needle.length(); i++) {
      if (RARE_FIRST.indexOf(needle.charAt(i)) < RARE_FIRST.indexOf(needle.charAt(rarest))) {
        rarest = i;
      }
    }
    return new AnyCase(needle, rarest);
  }

  boolean isIn(String text) {
    for (char each : spellings) {
      for (int at = text.indexOf(each, offset); at >= 0; at = text.indexOf(each, at + 1)) {
        if (text.regionMatches(true, at - offset, needle, 0, needle.length())) {
          return true;
        }
      }
    }
    return false;
  }
}
