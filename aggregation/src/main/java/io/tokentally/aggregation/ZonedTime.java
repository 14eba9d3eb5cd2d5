package io.tokentally.aggregation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** What clock and calendar of a zone show at a time. */
final class ZonedTime {

  private static final Instant FIRST = Instant.parse("-9999-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("+19999-12-31T00:00:00Z");

  private ZonedTime() {}

  /** {@return the date and time; timestamps that no calendar has are the nearest that one has} */
  static ZonedDateTime of(Instant instant, ZoneId zone) {
    Instant dated = instant.isBefore(FIRST) ? FIRST : instant.isAfter(LAST) ? LAST : instant;
    return dated.atZone(zone);
  }
}
