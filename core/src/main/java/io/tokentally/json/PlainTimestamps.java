package io.tokentally.json;

import io.tokentally.value.Timestamps;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads timestamps as most programs write them, {@code 2026-03-01T10:00:00.123Z}, without their
 * text. Those of one day, which stand together, are worked out from its midnight. Not thread-safe.
 */
final class PlainTimestamps {

  private static final int DATE = "2026-03-01".length();
  private static final int SECONDS = "2026-03-01T10:00:00".length();
  private static final int MOST_DIGITS = 9;
  private static final int INVALID = -1;

  private final byte[] date = new byte[DATE];
  private @Nullable Instant midnight;

  /** {@return the timestamp in a part; null if it is none, or one that is written otherwise} */
  @Nullable Instant of(byte[] bytes, int from, int to) {
    int digits = to - from - SECONDS - 2; // behind a point
    boolean isPlain =
        digits >= -1
            && digits != 0
            && digits <= MOST_DIGITS
            && bytes[from + DATE] == 'T'
            && bytes[from + DATE + 3] == ':'
            && bytes[from + DATE + 6] == ':'
            && bytes[to - 1] == 'Z'
            && (digits < 0 || bytes[from + SECONDS] == '.');
    if (!isPlain) {
      return null;
    }
    int hour = number(bytes, from + DATE + 1, 2);
    int minute = number(bytes, from + DATE + 4, 2);
    int second = number(bytes, from + DATE + 7, 2);
    int fraction = digits < 0 ? 0 : number(bytes, from + SECONDS + 1, digits);
    boolean isTime = hour < 24 && minute < 60 && second < 60;
    if (!isTime || (hour | minute | second | fraction) < 0) {
      return null;
    }
    for (int i = Math.max(digits, 0); i < MOST_DIGITS; i++) {
      fraction *= 10;
    }
    Instant day = midnight(bytes, from);
    return day == null
        ? null
        : Instant.ofEpochSecond(
            day.getEpochSecond() + (hour * 60L + minute) * 60 + second, fraction);
  }

  private @Nullable Instant midnight(byte[] bytes, int from) {
    if (midnight == null || !Bytes.areEqual(date, bytes, from, DATE)) {
      System.arraycopy(bytes, from, date, 0, DATE);
      midnight = Timestamps.parse(new String(date, java.nio.charset.StandardCharsets.ISO_8859_1));
    }
    return midnight;
  }

  /** {@return a number of so many digits, negative if they are none} */
  private static int number(byte[] bytes, int from, int count) {
    int number = 0;
    for (int at = from; at < from + count; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9) {
        return INVALID;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
