package io.tokentally.value;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers strings such as ids: equal strings have one number. Not thread-safe while strings are
 * added.
 */
public interface StringDictionary {

  /** Stands for a string that has no number. */
  int NONE = -1;

  /** {@return the number of the text, a new one if it has none yet; they count up from 0} */
  int number(String text);

  /**
   * Numbers the first of some strings, as {@link #number} does one after the other.
   *
   * @param some of which those that are null leave their place as it is
   * @param numbers takes the numbers, from a place on
   */
  default void numbers(@Nullable String[] some, int count, int[] numbers, int from) {
    for (int i = 0; i < count; i++) {
      String text = some[i];
      if (text != null) {
        numbers[from + i] = number(text);
      }
    }
  }

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
