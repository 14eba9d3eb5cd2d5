package io.tokentally.providers.prices;

import io.tokentally.aggregation.PriceVariant;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Hours of the day, in UTC, on some days of the week.
 *
 * @param from when they begin
 * @param until when they are over; before {@code from} if they go over midnight
 * @param weekdays the days; none for all
 * @param weekdayZone whose calendar says which day it is
 */
record Hours(LocalTime from, LocalTime until, Set<DayOfWeek> weekdays, ZoneId weekdayZone) {

  /** Hours of every day. */
  Hours(LocalTime from, LocalTime until) {
    this(from, until, Set.of(), ZoneOffset.UTC);
  }

  void writeTo(PriceVariant.Builder variant) {
    variant.hoursFrom(from).hoursUntil(until).weekdays(weekdays).weekdayZone(weekdayZone);
  }
}
