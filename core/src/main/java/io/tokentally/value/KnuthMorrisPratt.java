package io.tokentally.value;

import java.util.function.IntUnaryOperator;

/**
 * A search that takes as long as both strings are, whatever is in them: Knuth, Morris and Pratt's.
 * On usual strings the JDK's is far faster, but where it finds much of the text at many places it
 * takes as long as one length times the other.
 */
final class KnuthMorrisPratt {

  /** A search for which {@link #isIn} would do less than this many times its work is hopeless. */
  private static final int PATIENCE = 8;

  private KnuthMorrisPratt() {}

  /** {@return whether a search in a string that has done so much in vain does better to end} */
  static boolean isBetterThan(long work, String in) {
    return work > PATIENCE * (long) in.length();
  }

  /**
   * {@return whether the code points stand in a string}
   *
   * @param as what a code point of the text counts as
   */
  static boolean isIn(String in, int[] sought, IntUnaryOperator as) {
    int[] borders = borders(sought);
    int same = 0;
    for (int at = 0; at < in.length() && same < sought.length; ) {
      int found = in.codePointAt(at);
      int folded = as.applyAsInt(found);
      while (same > 0 && sought[same] != folded) {
        same = borders[same - 1];
      }
      same += sought[same] == folded ? 1 : 0;
      at += Character.charCount(found);
    }
    return same == sought.length;
  }

  /** {@return for each start of the text how much of its end is its start again} */
  private static int[] borders(int[] sought) {
    int[] borders = new int[sought.length];
    int same = 0;
    for (int end = 1; end < sought.length; end++) {
      while (same > 0 && sought[same] != sought[end]) {
        same = borders[same - 1];
      }
      same += sought[same] == sought[end] ? 1 : 0;
      borders[end] = same;
    }
    return borders;
  }
}
