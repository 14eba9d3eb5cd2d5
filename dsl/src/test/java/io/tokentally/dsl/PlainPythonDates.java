package io.tokentally.dsl;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The dates of docs/weave.md section 7, read plainly: one pattern for each form. */
final class PlainPythonDates {

  private static final List<String> DATES =
      List.of(
          "(?<y>[0-9]{4})-(?<m>[0-9]{2})-(?<d>[0-9]{2})",
          "(?<y>[0-9]{4})(?<m>[0-9]{2})(?<d>[0-9]{2})",
          "(?<y>[0-9]{4})-W(?<w>[0-9]{2})(-(?<d>[0-9]))?",
          "(?<y>[0-9]{4})W(?<w>[0-9]{2})(?<d>[0-9])?");

  private static final List<String> TIMES =
      List.of(
          "(?<h>[0-9]{2})",
          "(?<h>[0-9]{2}):?(?<min>[0-9]{2})",
          "(?<h>[0-9]{2}):(?<min>[0-9]{2}):(?<s>[0-9]{2})([.,](?<f>[0-9]+))?",
          "(?<h>[0-9]{2})(?<min>[0-9]{2})(?<s>[0-9]{2})([.,](?<f>[0-9]+))?");

  private static final String OFFSET = "(?<z>[Zz]|[+-][0-9]{2}(:?[0-9]{2})?)?";

  private PlainPythonDates() {}

  /** {@return the moment, or null if the text is no date} */
  static Instant parse(String text) {
    for (String date : DATES) {
      Matcher day = Pattern.compile(date).matcher(text.strip());
      if (day.matches()) {
        return at(day, "00:00");
      }
      for (String time : TIMES) {
        Pattern both = Pattern.compile(date + "(?s:.)(?<t>" + time + ")" + OFFSET);
        Matcher matcher = both.matcher(text.strip());
        if (matcher.matches()) {
          return at(matcher, time);
        }
      }
    }
    return null;
  }

  private static Instant at(Matcher date, String time) {
    try {
      LocalDate day = day(date);
      if (!time.contains("?<h>")) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
      }
      int minute = time.contains("?<min>") ? Integer.parseInt(date.group("min")) : 0;
      int second = time.contains("?<s>") ? Integer.parseInt(date.group("s")) : 0;
      String fraction = time.contains("?<f>") && date.group("f") != null ? date.group("f") : "";
      int micros = Integer.parseInt((fraction + "000000").substring(0, 6));
      LocalTime hours =
          LocalTime.of(Integer.parseInt(date.group("h")), minute, second, micros * 1_000);
      return day.atTime(hours).toInstant(offset(date.group("z")));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static LocalDate day(Matcher date) {
    int year = Integer.parseInt(date.group("y"));
    if (year == 0) {
      throw new DateTimeException("no year 0");
    }
    if (!date.pattern().pattern().contains("W")) {
      return LocalDate.of(
          year, Integer.parseInt(date.group("m")), Integer.parseInt(date.group("d")));
    }
    int week = Integer.parseInt(date.group("w"));
    int dayOfWeek = date.group("d") == null ? 1 : Integer.parseInt(date.group("d"));
    LocalDate firstMonday =
        LocalDate.of(year, 1, 4).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    LocalDate day = firstMonday.plusWeeks(week - 1).plusDays(dayOfWeek - 1);
    boolean exists = dayOfWeek >= 1 && dayOfWeek <= 7 && day.get(IsoFields.WEEK_BASED_YEAR) == year;
    if (!exists) {
      throw new DateTimeException("no such day of a week");
    }
    return day;
  }

  private static ZoneOffset offset(String offset) {
    return offset == null || offset.equalsIgnoreCase("z") ? ZoneOffset.UTC : ZoneOffset.of(offset);
  }

  /** {@return the moment, rounded to microseconds; null outside the years 1 to 9999} */
  static Instant ofSeconds(Number number) {
    // All decimals are doubles here; beyond them there is no year either.
    double seconds = number.doubleValue();
    if (Double.isInfinite(seconds) || Math.abs(seconds) > 1e12) {
      return null;
    }
    BigDecimal exact =
        number instanceof BigDecimal ? new BigDecimal(seconds) : new BigDecimal(number.toString());
    BigDecimal[] parts =
        exact
            .setScale(6, RoundingMode.HALF_EVEN)
            .movePointRight(6)
            .divideAndRemainder(BigDecimal.valueOf(1_000_000));
    Instant moment =
        Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact() * 1_000);
    boolean there =
        !moment.isBefore(Instant.parse("0001-01-01T00:00:00Z"))
            && moment.isBefore(Instant.parse("+10000-01-01T00:00:00Z"));
    return there ? moment : null;
  }
}
