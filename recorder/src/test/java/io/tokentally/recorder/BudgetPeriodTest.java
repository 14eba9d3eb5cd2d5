package io.tokentally.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Periods by the calendar and clock of a zone. */
class BudgetPeriodTest {

  @Property(tries = 300)
  void periodsFollowEachOtherWithoutAGap(
      @ForAll("periods") BudgetPeriod period, @ForAll("times") Instant time) {
    Instant from = period.start(time);
    assertThat(from).isNotNull().isBeforeOrEqualTo(time);
    Instant end = period.end(from);
    assertThat(end).isAfter(time);
    assertThat(period.start(from)).isEqualTo(from);
    assertThat(period.start(end.minusNanos(1))).isEqualTo(from);
    assertThat(period.start(end)).isEqualTo(end);
  }

  /** Where clocks are put forward by half an hour, and where a day begins at one. */
  @Test
  void oddHoursAndDaysEndWhereTheNextOneBegins() {
    BudgetPeriod hour = BudgetPeriod.hour(ZoneId.of("Australia/Lord_Howe"));
    Instant forward = Instant.parse("2026-10-03T15:30:00Z");
    assertThat(hour.end(forward)).isEqualTo(Instant.parse("2026-10-03T16:00:00Z"));
    BudgetPeriod day = BudgetPeriod.day(ZoneId.of("Africa/Cairo"));
    Instant spring = Instant.parse("2026-04-23T22:00:00Z");
    assertThat(day.start(spring)).isEqualTo(spring);
    assertThat(day.end(spring)).isEqualTo(Instant.parse("2026-04-24T21:00:00Z"));
  }

  @Test
  void isPrintedWithItsZoneUnlessItNeverEnds() {
    assertThat(BudgetPeriod.month(ZoneId.of("Asia/Tokyo"))).hasToString("month Asia/Tokyo");
    assertThat(BudgetPeriod.FOR_EVER).hasToString("for ever");
  }

  @Provide
  Arbitrary<BudgetPeriod> periods() {
    return Combinators.combine(
            Arbitraries.of(
                BudgetPeriod.Length.MINUTE,
                BudgetPeriod.Length.HOUR,
                BudgetPeriod.Length.DAY,
                BudgetPeriod.Length.MONTH),
            Arbitraries.of(
                    "Europe/Berlin",
                    "Australia/Lord_Howe",
                    "Africa/Cairo",
                    "America/Santiago",
                    "Asia/Kathmandu",
                    "Pacific/Apia",
                    "Z")
                .map(ZoneId::of))
        .as(BudgetPeriod::new);
  }

  /** Any, and many near the times at which clocks are changed. */
  @Provide
  Arbitrary<Instant> times() {
    Arbitrary<Long> changes =
        Arbitraries.of(
                "2026-03-29T01:00:00Z",
                "2026-10-25T01:00:00Z",
                "2026-10-03T15:30:00Z",
                "2026-04-04T15:00:00Z",
                "2026-04-23T22:00:00Z",
                "2026-09-06T04:00:00Z",
                "2011-12-30T10:00:00Z")
            .map(text -> Instant.parse(text).getEpochSecond());
    Arbitrary<Long> near =
        Combinators.combine(changes, Arbitraries.longs().between(-100_000, 100_000)).as(Long::sum);
    Arbitrary<Long> any = Arbitraries.longs().between(0, 4_000_000_000L);
    return Arbitraries.oneOf(near, any).map(Instant::ofEpochSecond);
  }
}
