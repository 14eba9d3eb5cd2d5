package io.tokentally.providers.prices;

import java.util.regex.Pattern;

/**
 * A string that can be looked at only so many times. A pattern of somebody else's may take forever
 * on a string that it does not match; on this one it gives up, always at the same point.
 */
final class BoundedText implements CharSequence {

  private static final int MOST_LOOKS = 100_000;

  /** Ends a search. */
  private static final class TooManyLooks extends RuntimeException {
    private static final long serialVersionUID = 1;

    TooManyLooks() {
      super(null, null, false, false);
    }
  }

  private final String text;
  private int looks;

  private BoundedText(String text) {
    this.text = text;
  }

  /** {@return whether the pattern occurs in the text; false if that takes too long to find out} */
  static boolean isFound(Pattern pattern, String text, Effort effort) {
    BoundedText bounded = new BoundedText(text);
    boolean isFound;
    try {
      isFound = pattern.matcher(bounded).find();
    } catch (TooManyLooks e) {
      isFound = false;
    }
    effort.spend(bounded.looks);
    return isFound;
  }

  @Override
  public char charAt(int index) {
    if (looks == MOST_LOOKS) {
      throw new TooManyLooks();
    }
    looks++;
    return text.charAt(index);
  }

  @Override
  public int length() {
    return text.length();
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return text.subSequence(start, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
