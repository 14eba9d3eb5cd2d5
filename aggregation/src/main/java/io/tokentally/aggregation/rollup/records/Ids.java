package io.tokentally.aggregation.rollup.records;

import java.util.stream.IntStream;

/**
 * Numbers texts such as ids: equal texts have one number. Not thread-safe while texts are added.
 */
public interface Ids {

  /** Stands for a text that has no number. */
  int NONE = -1;

  /** {@return the number of the text, a new one if it has none yet; they count up from 0} */
  int number(String text);

  /** {@return the number of the text, or {@link #NONE}} */
  int find(String text);

  /** {@return the text with the number} */
  String text(int number);

  /** {@return how many texts have numbers} */
  int size();

  /** {@return the numbers of the texts that others have as well} */
  default IntStream sharedWith(Ids others) {
    return IntStream.range(0, size()).filter(i -> others.find(text(i)) != NONE);
  }
}
