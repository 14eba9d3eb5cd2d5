package io.tokentally.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps in text and as numbers of seconds. docs/semantics.md rules 14, 16 and 17.
 *
 * <p>The text is {@code YYYY-MM-DD}, then perhaps {@code T}, {@code t} or a space and {@code
 * hh:mm[:ss[.1-9 digits]]}, then perhaps {@code Z}, {@code z}, {@code ±hh}, {@code ±hhmm} or {@code
 * ±hh:mm}. Without an offset it is UTC, without a time it is midnight.
 */
public final class Timestamps {

  /** The form in words, for messages. */
  public static final String EXPECTED = "a date such as 2024-06-15T10:00:00Z";

  private static final int SECONDS_A_DAY = 24 * 60 * 60;

  /** No place on earth is further ahead of UTC, or behind it. */
  private static final int MOST_AHEAD = 18 * 60 * 60;

  private static final int NONE = Integer.MIN_VALUE;

  /** Digits stand for digits, and the rest for itself. */
  private static final String FORM = "0000-00-00T00:00:00.";

  /** The length of a timestamp without a fraction. */
  private static final int PLAIN_LENGTH = FORM.length();

  /** A bit for each month of 31 days, counted from 1. */
  private static final int LONG_MONTHS = 0b1_0101_1010_1010;

  /** What {@link #nanos} gives for text that is no timestamp, or one too far away. */
  public static final long NO_NANOS = Long.MIN_VALUE;

  private static final long BILLION = 1_000_000_000;

  /** Later seconds, and earlier ones below zero, are too many nanoseconds for a long. */
  private static final long MOST_SECONDS = Long.MAX_VALUE / BILLION - 1;

  private static final int[] POWERS_OF_TEN = {
    1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000
  };

  private final byte[] text;
  private final int end;
  private int at;
  private int seconds;
  private int nanos;

  private Timestamps(byte[] text, int from, int to) {
    this.text = text;
    this.at = from;
    this.end = to;
  }

  /** {@return the timestamp, or null if the text has another form or is no real date} */
  public static @Nullable Instant parse(String text) {
    // What is no Latin letter becomes a question mark, which has no place in a timestamp either.
    byte[] latin = text.getBytes(StandardCharsets.ISO_8859_1);
    Timestamps timestamp = new Timestamps(latin, 0, latin.length);
    try {
      long second = timestamp.second();
      return second == NO_NANOS ? null : Instant.ofEpochSecond(second, timestamp.nanos);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /**
   * {@return the nanoseconds since 1970 UTC of the timestamp that a part is; {@link #NO_NANOS}
   * where {@link #parse} gives null, and before 1678 and after 2261}
   */
  public static long nanos(byte[] text, int from, int to) {
    Timestamps timestamp = new Timestamps(text, from, to);
    try {
      return nanos(timestamp.second(), timestamp.nanos);
    } catch (DateTimeException e) {
      return NO_NANOS;
    }
  }

  /** {@return the nanoseconds since 1970 UTC; {@link #NO_NANOS} before 1678 and after 2261} */
  public static long nanos(Instant moment) {
    return nanos(moment.getEpochSecond(), moment.getNano());
  }

  private static long nanos(long second, int nanos) {
    boolean fits = second >= -MOST_SECONDS && second <= MOST_SECONDS;
    return fits ? second * BILLION + nanos : NO_NANOS;
  }

  /**
   * {@return the timestamp that many seconds after 1970 UTC, cut down to the nanosecond, or null if
   * it is out of the range of {@link Instant}}
   */
  public static @Nullable Instant ofEpochSeconds(Number exact) {
    if (!Numbers.isPlain(exact)) {
      return null;
    }
    try {
      BigDecimal seconds = Numbers.plain(Numbers.decimal(exact)).setScale(9, RoundingMode.FLOOR);
      BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
      long nanos = seconds.subtract(whole).unscaledValue().longValueExact();
      return Instant.ofEpochSecond(whole.longValueExact(), nanos);
    } catch (ArithmeticException | DateTimeException e) {
      return null;
    }
  }

  /** {@return the timestamp that many nanoseconds after 1970 UTC} */
  public static Instant ofEpochNanos(long nanos) {
    return Instant.ofEpochSecond(Math.floorDiv(nanos, BILLION), Math.floorMod(nanos, BILLION));
  }

  /** {@return the seconds since 1970 UTC, exact} */
  public static BigDecimal epochSeconds(Instant instant) {
    return BigDecimal.valueOf(instant.getEpochSecond())
        .add(BigDecimal.valueOf(instant.getNano(), 9));
  }

  /**
   * {@return whether a part of ASCII text is what {@link Instant#toString} writes of the timestamp
   * that it is} The 29th of February is said not to be.
   */
  public static boolean isInstant(byte[] ascii, int from, int to) {
    int fraction = to - from - PLAIN_LENGTH;
    boolean isWhole = fraction == 0;
    boolean isFraction = fraction == 4 || fraction == 7 || fraction == 10;
    if ((!isWhole && !isFraction) || ascii[to - 1] != 'Z' || !isForm(ascii, from, to)) {
      return false;
    }
    if (isFraction && ascii[to - 2] == '0' && ascii[to - 3] == '0' && ascii[to - 4] == '0') {
      return false; // it would be shorter
    }
    int month = two(ascii, from + 5);
    int day = two(ascii, from + 8);
    return two(ascii, from) + two(ascii, from + 2) > 0
        && isBetween(1, month, 12)
        && isBetween(1, day, month == 2 ? 28 : ((LONG_MONTHS >> month) & 1) | 30)
        && isBetween(0, two(ascii, from + 11), 23)
        && isBetween(0, two(ascii, from + 14), 59)
        && isBetween(0, two(ascii, from + 17), 59);
  }

  /** {@return whether all digits, and what stands between them, are where they belong} */
  private static boolean isForm(byte[] ascii, int from, int to) {
    for (int at = from; at < to - 1; at++) {
      char expected = at - from < FORM.length() ? FORM.charAt(at - from) : '0';
      boolean isExpected =
          expected == '0' ? ascii[at] >= '0' && ascii[at] <= '9' : ascii[at] == expected;
      if (!isExpected) {
        return false;
      }
    }
    return true;
  }

  private static int two(byte[] ascii, int at) {
    return (ascii[at] - '0') * 10 + ascii[at + 1] - '0';
  }

  /** {@return the second since 1970 UTC that it is in; {@link #NO_NANOS} for no timestamp} */
  private long second() {
    int year = digits(4);
    if (!skip('-')) {
      return NO_NANOS;
    }
    int month = digits(2);
    if (!skip('-')) {
      return NO_NANOS;
    }
    int day = digits(2);
    if (year < 1 || month < 0 || day < 0) {
      return NO_NANOS;
    }
    long days = LocalDate.of(year, month, day).toEpochDay();
    if ((skip('T') || skip('t') || skip(' ')) && !time()) {
      return NO_NANOS;
    }
    int offset = offset();
    if (offset == NONE || at != end) {
      return NO_NANOS;
    }
    return days * SECONDS_A_DAY + seconds - offset;
  }

  /** Reads a time of day; false if there is none. */
  private boolean time() {
    int hour = digits(2);
    if (!skip(':')) {
      return false;
    }
    int minute = digits(2);
    int second = 0;
    int nano = 0;
    if (skip(':')) {
      second = digits(2);
      if (skip('.')) {
        nano = fraction();
      }
    }
    seconds = (hour * 60 + minute) * 60 + second;
    nanos = nano;
    return isBetween(0, hour, 23)
        && isBetween(0, minute, 59)
        && isBetween(0, second, 59)
        && nano >= 0;
  }

  private static boolean isBetween(int least, int value, int most) {
    return least <= value && value <= most;
  }

  /** {@return how many seconds the time is ahead of UTC, or {@link #NONE}} */
  private int offset() {
    if (at == end || skip('Z') || skip('z')) {
      return 0;
    }
    boolean west = text[at] == '-';
    if (!skip('+') && !skip('-')) {
      return NONE;
    }
    int hours = digits(2);
    int minutes = 0;
    if (at < end) {
      skip(':');
      minutes = digits(2);
    }
    int ahead = (hours * 60 + minutes) * 60;
    if (hours < 0 || !isBetween(0, minutes, 59) || ahead > MOST_AHEAD) {
      return NONE;
    }
    return west ? -ahead : ahead;
  }

  /** {@return the nanoseconds of one to nine digits, or -1} */
  private int fraction() {
    int count = 0;
    int value = 0;
    for (int digit = digit(); digit >= 0 && count < 9; digit = digit()) {
      value = value * 10 + digit;
      at++;
      count++;
    }
    return count == 0 ? -1 : value * POWERS_OF_TEN[9 - count];
  }

  /** {@return the number of exactly so many digits, or -1} */
  private int digits(int count) {
    int value = 0;
    for (int i = 0; i < count; i++) {
      int digit = digit();
      if (digit < 0) {
        return -1;
      }
      value = value * 10 + digit;
      at++;
    }
    return value;
  }

  /** {@return the digit that stands here, a negative number if there is none} */
  private int digit() {
    int digit = at < end ? text[at] - '0' : -1;
    return digit <= 9 ? digit : -1;
  }

  private boolean skip(char expected) {
    if (at < end && text[at] == expected) {
      at++;
      return true;
    }
    return false;
  }
}
