package io.tokentally.providers.prices;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * When a price of genai-prices holds: always, from a day on, or in certain hours of every day.
 *
 * @param from midnight UTC of the day, null without one
 * @param hours the hours, null without
 */
record GenaiConstraint(@Nullable Instant from, @Nullable Hours hours) {

  private static final GenaiConstraint NONE = new GenaiConstraint(null, null);
  private static final String START_DATE = "start_date";
  private static final String START_TIME = "start_time";
  private static final String END_TIME = "end_time";

  /** {@return the constraint; after an error, none} */
  static GenaiConstraint read(@Nullable Object value, Loc at, ErrorCollector faults) {
    if (value == null) {
      return NONE;
    }
    if (!(value instanceof Map<?, ?> members)) {
      Check.wrongType("an object", value, at, faults);
      return NONE;
    }
    if (members.size() == 1 && members.containsKey(START_DATE)) {
      return new GenaiConstraint(day(members.get(START_DATE), at.key(START_DATE), faults), null);
    }
    if (members.size() == 2 && members.containsKey(START_TIME) && members.containsKey(END_TIME)) {
      return new GenaiConstraint(null, hours(members, at, faults));
    }
    String msg = "expected start_date, or start_time and end_time, found ";
    faults.add(at, Type.VALUE, msg + JsonValues.describe(value));
    return NONE;
  }

  private static @Nullable Instant day(@Nullable Object value, Loc at, ErrorCollector faults) {
    if (value instanceof String text && text.length() == "2026-03-13".length()) {
      Instant day = Timestamps.parse(text);
      if (day != null) {
        return day;
      }
    }
    Check.wrongType("a day such as 2026-03-13", value, at, faults);
    return null;
  }

  private static @Nullable Hours hours(Map<?, ?> members, Loc at, ErrorCollector faults) {
    LocalTime from = time(members.get(START_TIME), at.key(START_TIME), faults);
    LocalTime until = time(members.get(END_TIME), at.key(END_TIME), faults);
    if (from == null || until == null) {
      return null;
    }
    if (from.equals(until)) {
      faults.add(at, Type.VALUE, "expected two times that differ, found " + from + " twice");
    }
    return new Hours(from, until);
  }

  private static @Nullable LocalTime time(@Nullable Object value, Loc at, ErrorCollector faults) {
    if (value instanceof String text) {
      try {
        return OffsetTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC).toLocalTime();
      } catch (DateTimeException e) {
        // reported below, like every other value
      }
    }
    Check.wrongType("a time of day such as 16:30:00Z", value, at, faults);
    return null;
  }
}
