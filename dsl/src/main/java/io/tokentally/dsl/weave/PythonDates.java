package io.tokentally.dsl.weave;

import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Timestamps in the text that Python 3.11's {@code datetime.fromisoformat} reads, and in numbers of
 * seconds: docs/weave.md section 7.
 */
public final class PythonDates {

  private static final Pattern DATE =
      Pattern.compile(
          "(?<year>[0-9]{4})(?:"
              + "-(?<month>[0-9]{2})-(?<day>[0-9]{2})"
              + "|(?<basicmonth>[0-9]{2})(?<basicday>[0-9]{2})"
              + "|-W(?<week>[0-9]{2})(?:-(?<weekday>[0-9]))?"
              + "|W(?<basicweek>[0-9]{2})(?<basicweekday>[0-9])?"
              + ")");

  private static final Pattern TIME =
      Pattern.compile(
          "(?<hour>[0-9]{2})(?:(?<colon>:?)(?<minute>[0-9]{2})"
              + "(?:\\k<colon>(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]+))?)?)?"
              + "(?<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2}(?::?[0-9]{2}(?:[.,][0-9]+)?)?)?)?");

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private PythonDates() {}

  /** {@return the timestamp, or null if the text is no date} */
  public static @Nullable Instant parse(String text) {
    String trimmed = Casts.trim(text);
    Matcher date = DATE.matcher(trimmed);
    if (!date.lookingAt()) {
      return null;
    }
    try {
      LocalDate day = day(date);
      if (date.end() == trimmed.length()) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      // One character of any kind stands between date and time.
      Matcher time = TIME.matcher(trimmed).region(date.end() + 1, trimmed.length());
      return time.matches() ? day.atTime(time(time)).toInstant(offset(time.group("offset"))) : null;
    } catch (DateTimeException | IndexOutOfBoundsException e) {
      return null;
    }
  }

  /** {@return the timestamp, or null if it lies outside the years 1 to 9999} */
  public static @Nullable Instant ofEpochSeconds(Number number) {
    if (number instanceof Double value && (value.isNaN() || value.isInfinite())) {
      return null;
    }
    BigDecimal seconds =
        number instanceof Double value ? new BigDecimal(value) : Numbers.decimal(number);
    if (seconds.abs().compareTo(BigDecimal.valueOf(1_000_000_000_000L)) > 0) {
      return null;
    }
    Instant moment = Timestamps.ofEpochSeconds(seconds.setScale(6, RoundingMode.HALF_EVEN));
    boolean inRange = moment != null && !moment.isBefore(FIRST) && !moment.isAfter(LAST);
    return inRange ? moment : null;
  }

  private static LocalDate day(Matcher date) {
    int year = Integer.parseInt(date.group("year"));
    String month = either(date, "month", "basicmonth");
    if (month != null) {
      String day = either(date, "day", "basicday");
      return LocalDate.of(
          positive(year), Integer.parseInt(month), Integer.parseInt(String.valueOf(day)));
    }
    String week = String.valueOf(either(date, "week", "basicweek"));
    String weekday = either(date, "weekday", "basicweekday");
    LocalDate day =
        LocalDate.of(positive(year), 1, 4)
            .with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, Integer.parseInt(week))
            .with(java.time.DayOfWeek.of(weekday == null ? 1 : Integer.parseInt(weekday)));
    if (day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR) != Integer.parseInt(week)) {
      throw new DateTimeException("no such week");
    }
    return day;
  }

  private static int positive(int year) {
    if (year < 1) {
      throw new DateTimeException("no such year");
    }
    return year;
  }

  private static @Nullable String either(Matcher matcher, String one, String other) {
    return matcher.group(one) != null ? matcher.group(one) : matcher.group(other);
  }

  private static LocalTime time(Matcher time) {
    return LocalTime.of(
        Integer.parseInt(time.group("hour")),
        number(time.group("minute")),
        number(time.group("second")),
        micros(time.group("fraction")) * 1_000);
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /** {@return the first six digits of a fraction of a second} */
  private static int micros(@Nullable String fraction) {
    return fraction == null ? 0 : Integer.parseInt((fraction + "00000").substring(0, 6));
  }

  private static ZoneOffset offset(@Nullable String offset) {
    if (offset == null || offset.equalsIgnoreCase("z")) {
      return ZoneOffset.UTC;
    }
    String digits = offset.substring(1).replace(":", "").replaceFirst("[.,].*", "");
    int seconds = Integer.parseInt(digits.substring(0, 2)) * 3600;
    seconds += digits.length() >= 4 ? Integer.parseInt(digits.substring(2, 4)) * 60 : 0;
    seconds += digits.length() >= 6 ? Integer.parseInt(digits.substring(4, 6)) : 0;
    return ZoneOffset.ofTotalSeconds(offset.charAt(0) == '-' ? -seconds : seconds);
  }
}
