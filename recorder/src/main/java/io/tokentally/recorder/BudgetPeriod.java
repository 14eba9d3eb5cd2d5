package io.tokentally.recorder;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * For how long an amount is there; then it is there anew. Periods begin by the calendar and clock
 * of a zone: a day at its first minute, a month on its first day.
 *
 * @param length how long
 * @param zone whose calendar and clock
 */
public record BudgetPeriod(Length length, ZoneId zone) {

  /** For ever: what is spent stays spent. */
  public static final BudgetPeriod FOR_EVER = new BudgetPeriod(Length.FOR_EVER, ZoneOffset.UTC);

  /** No period with an end is as long. */
  private static final Duration LONGEST = Duration.ofDays(32);

  /** How long a period is. Constants may be added in a minor release. */
  public enum Length {
    /** A minute of the clock. */
    MINUTE,
    /** An hour of the clock; the one that is there twice in autumn is two. */
    HOUR,
    /** A day of the calendar. */
    DAY,
    /** A month of the calendar. */
    MONTH,
    /** Without end. */
    FOR_EVER
  }

  public BudgetPeriod {
    requireNonNull(length, "length");
    requireNonNull(zone, "zone");
  }

  /** {@return each minute} */
  public static BudgetPeriod minute(ZoneId zone) {
    return new BudgetPeriod(Length.MINUTE, zone);
  }

  /** {@return each hour} */
  public static BudgetPeriod hour(ZoneId zone) {
    return new BudgetPeriod(Length.HOUR, zone);
  }

  /** {@return each day} */
  public static BudgetPeriod day(ZoneId zone) {
    return new BudgetPeriod(Length.DAY, zone);
  }

  /** {@return each month} */
  public static BudgetPeriod month(ZoneId zone) {
    return new BudgetPeriod(Length.MONTH, zone);
  }

  /** {@return when the period began that a time is in; null for {@link Length#FOR_EVER}} */
  public @Nullable Instant start(Instant time) {
    ZonedDateTime at = time.atZone(zone);
    return switch (length) {
      case MINUTE -> at.truncatedTo(ChronoUnit.MINUTES).toInstant();
      case HOUR -> at.truncatedTo(ChronoUnit.HOURS).toInstant();
      case DAY -> at.toLocalDate().atStartOfDay(zone).toInstant();
      case MONTH -> at.toLocalDate().withDayOfMonth(1).atStartOfDay(zone).toInstant();
      case FOR_EVER -> null;
    };
  }

  /**
   * {@return when the period is over that began then} It is looked for, as hours, days and months
   * have no one length, and clocks are put forward and back by minutes somewhere.
   */
  Instant end(Instant from) {
    long within = 0;
    long after = LONGEST.toSeconds();
    while (after - within > 1) {
      long middle = (within + after) / 2;
      if (from.equals(start(from.plusSeconds(middle)))) {
        within = middle;
      } else {
        after = middle;
      }
    }
    return from.plusSeconds(after);
  }

  /** {@return such as {@code day Europe/Berlin}} */
  @Override
  public String toString() {
    String name = length.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return length == Length.FOR_EVER ? name : name + " " + zone;
  }
}
