package io.tokentally.report.picture;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The hours, days, weeks, months or years of some calls: as many as bars fit on a page. Those
 * without a call are among them, so that time has one scale.
 */
final class TimeSteps {

  static final String NO_DATE = "no date";

  /** More bars would be too thin to be seen on a narrow screen. */
  private static final int MOST = 92;

  private enum Step {
    HOUR(ChronoUnit.HOURS, "uuuu-MM-dd HH:mm"),
    DAY(ChronoUnit.DAYS, "uuuu-MM-dd"),
    WEEK(ChronoUnit.WEEKS, "uuuu-MM-dd"),
    MONTH(ChronoUnit.MONTHS, "uuuu-MM"),
    YEAR(ChronoUnit.YEARS, "uuuu");

    private final ChronoUnit unit;
    private final DateTimeFormatter format;

    Step(ChronoUnit unit, String format) {
      this.unit = unit;
      this.format = DateTimeFormatter.ofPattern(format, Locale.ROOT);
    }

    private LocalDateTime begin(LocalDateTime time) {
      LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
      return switch (this) {
        case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
        case DAY -> day;
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
        case YEAR -> day.withDayOfYear(1);
      };
    }
  }

  private final ZoneId zone;
  private final Step step;
  private final List<String> labels = new ArrayList<>();
  private final Map<LocalDateTime, Integer> numbers = new HashMap<>();

  private TimeSteps(ZoneId zone, Step step) {
    this.zone = zone;
    this.step = step;
  }

  /** {@return the steps that hold these times; a last one for calls without, if there are any} */
  static TimeSteps of(List<@Nullable Instant> times, ZoneId zone) {
    TreeSet<LocalDateTime> all = new TreeSet<>();
    times.stream().filter(Objects::nonNull).forEach(time -> all.add(local(time, zone)));
    TimeSteps steps = new TimeSteps(zone, all.isEmpty() ? Step.DAY : step(all.first(), all.last()));
    if (!all.isEmpty()) {
      steps.addAll(all);
    }
    if (all.isEmpty() || times.stream().anyMatch(Objects::isNull)) {
      steps.labels.add(NO_DATE);
    }
    return steps;
  }

  private void addAll(SortedSet<LocalDateTime> all) {
    LocalDateTime first = step.begin(all.first());
    boolean fits = step.unit.between(first, all.last()) < MOST;
    Stream<LocalDateTime> begins =
        fits
            ? Stream.iterate(
                first, next -> !next.isAfter(all.last()), next -> next.plus(1, step.unit))
            : all.stream().map(step::begin).distinct();
    begins.forEach(
        begin -> {
          numbers.put(begin, labels.size());
          labels.add(step.format.format(begin));
        });
  }

  private static Step step(LocalDateTime first, LocalDateTime last) {
    for (Step step : Step.values()) {
      if (step.unit.between(step.begin(first), last) < (step == Step.HOUR ? 73 : MOST)) {
        return step;
      }
    }
    return Step.YEAR;
  }

  private static LocalDateTime local(Instant time, ZoneId zone) {
    return LocalDateTime.ofInstant(time, zone);
  }

  /** {@return how long a step is, in a word} */
  String title() {
    return step.name().toLowerCase(Locale.ROOT);
  }

  List<String> labels() {
    return labels;
  }

  /** {@return the number of the step of a call that began then} */
  int of(@Nullable Instant time) {
    Integer number = time == null ? null : numbers.get(step.begin(local(time, zone)));
    return number == null ? labels.size() - 1 : number;
  }
}
