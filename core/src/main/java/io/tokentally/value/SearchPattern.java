package io.tokentally.value;

import java.util.function.IntUnaryOperator;

/**
 * A string to be found in others, where no match splits a surrogate pair: docs/semantics.md rule
 * 22. Immutable and thread-safe.
 *
 * <p>The JDK's fast search looks for its first characters; only what follows those places is
 * compared.
 */
public final class SearchPattern {

  /** As much as the JDK's search may compare in vain at each place. */
  private static final int MOST_OF_HEAD = 16;

  private final String text;
  private final String head;

  private SearchPattern(String text) {
    this.text = text;
    this.head = text.substring(0, Math.min(text.length(), MOST_OF_HEAD));
  }

  /** {@return the text, prepared} */
  public static SearchPattern of(String text) {
    return new SearchPattern(text);
  }

  /** {@return whether the other text holds this one} */
  public boolean isIn(String other) {
    long work = 0;
    for (int at = other.indexOf(head); at >= 0; at = other.indexOf(head, at + 1)) {
      int end = at + text.length();
      if (other.startsWith(text, at)
          && !CodePoints.splitsPair(other, at)
          && !CodePoints.splitsPair(other, end)) {
        return true;
      }
      work += text.length();
      if (KnuthMorrisPratt.isBetterThan(work, other)) {
        return KnuthMorrisPratt.isIn(
            other, text.codePoints().toArray(), IntUnaryOperator.identity());
      }
    }
    return false;
  }
}
