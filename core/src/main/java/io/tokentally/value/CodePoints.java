package io.tokentally.value;

import java.util.Comparator;

/** Text by code points: its order, and how case folds. docs/semantics.md section 4, rule 22. */
public final class CodePoints {

  private CodePoints() {}

  /** {@return the order of two strings by code points, not by UTF-16 units} */
  public static int compare(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    int i = 0;
    while (i < shorter && a.charAt(i) == b.charAt(i)) {
      i++;
    }
    if (i == shorter) {
      return Integer.compare(a.length(), b.length());
    }
    // Inside a pair the code point starts one unit earlier; equal ones there are lone halves.
    boolean inPair = i > 0 && Character.isHighSurrogate(a.charAt(i - 1));
    int pairs = inPair ? Integer.compare(a.codePointAt(i - 1), b.codePointAt(i - 1)) : 0;
    return pairs != 0 ? pairs : Integer.compare(a.codePointAt(i), b.codePointAt(i));
  }

  /**
   * {@return the order of strings beside one that is known: as {@link #compare}, or the JDK's
   * faster one where it is the same} UTF-16 units have another order than code points only where
   * both strings have surrogates, or what lies above them.
   */
  public static Comparator<String> orderWith(String known) {
    boolean same = known.chars().allMatch(c -> c < Character.MIN_SURROGATE);
    return same ? Comparator.naturalOrder() : CodePoints::compare;
  }

  /**
   * {@return the code point as it counts where case does not: its simple lower case of upper case}
   */
  public static int fold(int codePoint) {
    return Character.toLowerCase(Character.toUpperCase(codePoint));
  }

  /** {@return whether the place lies inside a surrogate pair} */
  public static boolean splitsPair(String text, int at) {
    return at > 0
        && at < text.length()
        && Character.isSurrogatePair(text.charAt(at - 1), text.charAt(at));
  }
}
