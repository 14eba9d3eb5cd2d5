package io.tokentally.aggregation.rollup.records;

import java.util.stream.IntStream;

/**
 * Numbers strings such as ids: equal strings have one number. Not thread-safe while strings are
 * added.
 */
public interface StringDictionary {

  /** Stands for a string that has no number. */
  int NONE = -1;

  /** {@return the number of the text, a new one if it has none yet; they count up from 0} */
  int number(String text);

  /** {@return the number of the text, or {@link #NONE}} */
  int find(String text);

  /** {@return the text with the number} */
  String text(int number);

  /** {@return how many strings have numbers} */
  int size();

  /** {@return the numbers of the strings that others have as well} */
  default IntStream sharedWith(StringDictionary others) {
    return IntStream.range(0, size()).filter(i -> others.find(text(i)) != NONE);
  }
}
