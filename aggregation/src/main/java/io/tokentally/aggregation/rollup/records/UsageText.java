package io.tokentally.aggregation.rollup.records;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Usage as JSON text, taken apart into its numbers and what stands around them: most calls have
 * different numbers in the same text. Not thread-safe.
 */
final class UsageText {

  /** Stands in the text for a number, as no JSON text holds it. */
  private static final byte NUMBER = 0;

  /** So many digits fit a long. */
  private static final int MOST_DIGITS = 18;

  private byte[] around = new byte[1 << 8];
  private int length;
  private long[] numbers = new long[1 << 4];
  private int count;

  /**
   * Takes valid JSON text apart.
   *
   * @return whether all numbers of it are whole ones that fit a long, and it has no escapes
   */
  boolean read(byte[] json, int from, int to) {
    length = 0;
    count = 0;
    if (around.length < to - from) {
      around = new byte[2 * (to - from)];
    }
    boolean inString = false;
    for (int at = from; at < to; at++) {
      byte next = json[at];
      if (!inString && (isDigit(next) || next == '-')) {
        at = number(json, at, to) - 1;
        if (at < 0) {
          return false;
        }
      } else {
        if (next == '\\') {
          return false;
        }
        inString ^= next == '"';
        around[length++] = next;
      }
    }
    return true;
  }

  private static boolean isDigit(byte next) {
    return next >= '0' && next <= '9';
  }

  /** {@return where a number is over; 0 if it is no whole one that fits} */
  private int number(byte[] json, int from, int to) {
    boolean negative = json[from] == '-';
    int at = negative ? from + 1 : from;
    int most = Math.min(to, at + MOST_DIGITS);
    long number = 0;
    while (at < most && isDigit(json[at])) {
      number = number * 10 + (json[at++] - '0');
    }
    if (at < to && (isDigit(json[at]) || json[at] == '.' || (json[at] | 0x20) == 'e')) {
      return 0;
    }
    if (count == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * count);
    }
    numbers[count++] = negative ? -number : number;
    around[length++] = NUMBER;
    return at;
  }

  /** {@return the text without its numbers; more may stand behind {@link #length}} */
  byte[] around() {
    return around;
  }

  int length() {
    return length;
  }

  /** {@return how many numbers there are} */
  int count() {
    return count;
  }

  long number(int place) {
    return numbers[place];
  }

  /** {@return the text with the numbers 1, 2, 3 and so on in it} */
  byte[] counted() {
    StringBuilder text = new StringBuilder(length);
    int number = 0;
    for (int i = 0; i < length; i++) {
      if (around[i] == NUMBER) {
        text.append(++number);
      } else {
        text.append((char) (around[i] & 0xFF));
      }
    }
    return text.toString().getBytes(StandardCharsets.ISO_8859_1);
  }
}
