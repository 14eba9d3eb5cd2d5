package io.tokentally.value;

import java.util.HashMap;
import java.util.Map;

/**
 * A string to be found in others whatever the case: docs/semantics.md rule 22. Immutable and
 * thread-safe.
 *
 * <p>To find it, the JDK's fast search looks for its rarest character, the anchor, in each spelling
 * that folds to it. Only around those places is the text folded and compared.
 */
public final class FoldedText {

  /**
   * What folds to a character, beside itself and its upper case, as the Kelvin sign does to k. All
   * lie in the first plane, as the characters they fold to.
   */
  private static final Map<Integer, String> OTHER_SPELLINGS = otherSpellings();

  private static final String COMMON_FIRST = " etaoinshrdlucmfwypvbgkjqxz";

  private final int[] codePoints;

  /** Empty if no character can be the anchor. */
  private final String anchors;

  private final int anchorAt;

  private FoldedText(int[] codePoints) {
    this.codePoints = codePoints;
    int rarest = rarest(codePoints);
    this.anchors = rarest < 0 ? "" : spellings(codePoints[rarest]);
    this.anchorAt = rarest < 0 ? 0 : new String(codePoints, 0, rarest).length();
  }

  /** {@return the text, prepared} */
  public static FoldedText of(String text) {
    return new FoldedText(text.codePoints().map(CodePoints::fold).toArray());
  }

  /** {@return whether the other text, folded, is this one} */
  public boolean equalsFolded(String other) {
    return same(0, other) == codePoints.length
        && other.codePointCount(0, other.length()) == codePoints.length;
  }

  /** {@return whether the other text, folded, holds this one} */
  public boolean isIn(String other) {
    if (anchors.isEmpty()) {
      return isAnywhereIn(other);
    }
    for (int i = 0; i < anchors.length(); i++) {
      if (isAround(anchors.charAt(i), other)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAround(char anchor, String other) {
    long work = 0;
    for (int at = other.indexOf(anchor, anchorAt); at >= 0; at = other.indexOf(anchor, at + 1)) {
      int start = at - anchorAt;
      int same = same(start, other);
      if (same == codePoints.length && !CodePoints.splitsPair(other, start)) {
        return true;
      }
      work += same;
      if (KnuthMorrisPratt.isBetterThan(work, other)) {
        return isAnywhereIn(other);
      }
    }
    return false;
  }

  private boolean isAnywhereIn(String other) {
    return KnuthMorrisPratt.isIn(other, codePoints, CodePoints::fold);
  }

  /** {@return how many code points there, folded, are those of this text} */
  private int same(int start, String other) {
    int at = start;
    int same = 0;
    while (same < codePoints.length && at < other.length()) {
      int found = other.codePointAt(at);
      int expected = codePoints[same];
      if (found != expected && CodePoints.fold(found) != expected) {
        break;
      }
      at += Character.charCount(found);
      same++;
    }
    return same;
  }

  /**
   * {@return where the character is that is least likely in a string; -1 if none can be searched}
   */
  private static int rarest(int[] codePoints) {
    int rarest = -1;
    for (int i = 0; i < codePoints.length; i++) {
      int found = codePoints[i];
      boolean single = Character.isBmpCodePoint(found) && !Character.isSurrogate((char) found);
      if (single && (rarest < 0 || rarity(found) > rarity(codePoints[rarest]))) {
        rarest = i;
      }
    }
    return rarest;
  }

  private static int rarity(int codePoint) {
    int rank = COMMON_FIRST.indexOf(codePoint);
    return rank < 0 ? COMMON_FIRST.length() : rank;
  }

  private static String spellings(int folded) {
    String lower = Character.toString(folded);
    String upper = Character.toString(Character.toUpperCase(folded));
    return (upper.equals(lower) ? lower : lower + upper) + OTHER_SPELLINGS.getOrDefault(folded, "");
  }

  /** Looks only where letters with a case are, not among the ideographs between: it is faster. */
  private static Map<Integer, String> otherSpellings() {
    Map<Integer, String> others = new HashMap<>();
    addOtherSpellings(others, 0x0000, 0x2fff);
    addOtherSpellings(others, 0xa640, 0xabff);
    addOtherSpellings(others, 0xfb00, 0xffff);
    return Map.copyOf(others);
  }

  private static void addOtherSpellings(Map<Integer, String> others, int first, int last) {
    for (int each = first; each <= last; each++) {
      int folded = CodePoints.fold(each);
      if (each != folded && each != Character.toUpperCase(folded)) {
        others.merge(folded, Character.toString(each), String::concat);
      }
    }
  }
}
