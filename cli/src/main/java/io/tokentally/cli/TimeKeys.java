package io.tokentally.cli;

import io.tokentally.report.Groups.Gap;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hours, days, weeks and months as keys of groups. */
final class TimeKeys {

  static final Set<String> NAMES = Set.of("hour", "day", "week", "month");

  /** The key of a call that does not say when it began. */
  static final String NO_DATE = "(no date)";

  private static final int DAYS_OF_A_WEEK = 7;
  private static final DateTimeFormatter HOUR =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm xxx", Locale.ROOT);
  private static final DateTimeFormatter MONTH =
      DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT);

  private TimeKeys() {}

  /** {@return the key of a time} */
  static String of(String name, ZonedDateTime time) {
    return switch (name) {
      case "hour" -> time.truncatedTo(ChronoUnit.HOURS).format(HOUR);
      case "week" ->
          time.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toString();
      case "month" -> time.format(MONTH);
      default -> time.toLocalDate().toString();
    };
  }

  /**
   * {@return the hours, days, weeks or months between two keys; null if one follows the other}
   *
   * @param at the place of the later one among the groups
   */
  static @Nullable Gap between(String name, String earlier, String later, ZoneId zone, int at) {
    if (earlier.equals(NO_DATE) || later.equals(NO_DATE)) {
      return null;
    }
    ZonedDateTime begin = time(name, earlier, zone);
    ZonedDateTime end = time(name, later, zone);
    long steps =
        switch (name) {
          case "hour" -> ChronoUnit.HOURS.between(begin, end);
          case "week" -> ChronoUnit.DAYS.between(begin, end) / DAYS_OF_A_WEEK;
          case "month" -> ChronoUnit.MONTHS.between(begin, end);
          default -> ChronoUnit.DAYS.between(begin, end);
        };
    return steps < 2
        ? null
        : new Gap(at, of(name, plus(name, begin, 1)), of(name, plus(name, end, -1)), steps - 1);
  }

  private static ZonedDateTime time(String name, String key, ZoneId zone) {
    return switch (name) {
      case "hour" -> OffsetDateTime.parse(key, HOUR).atZoneSameInstant(zone);
      case "month" -> YearMonth.parse(key, MONTH).atDay(1).atStartOfDay(zone);
      default -> LocalDate.parse(key).atStartOfDay(zone);
    };
  }

  private static ZonedDateTime plus(String name, ZonedDateTime time, int steps) {
    return switch (name) {
      case "hour" -> time.plusHours(steps);
      case "week" -> time.plusWeeks(steps);
      case "month" -> time.plusMonths(steps);
      default -> time.plusDays(steps);
    };
  }
}
