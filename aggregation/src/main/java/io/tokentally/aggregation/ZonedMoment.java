package io.tokentally.aggregation;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** What clock and calendar of a zone show at a moment. */
final class ZonedMoment {

  private static final Instant FIRST = Instant.parse("-9999-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("+19999-12-31T00:00:00Z");

  private ZonedMoment() {}

  /** {@return the date and time; moments that no calendar has are the nearest that one has} */
  static ZonedDateTime of(Instant moment, ZoneId zone) {
    Instant dated = moment.isBefore(FIRST) ? FIRST : moment.isAfter(LAST) ? LAST : moment;
    return dated.atZone(zone);
  }
}
