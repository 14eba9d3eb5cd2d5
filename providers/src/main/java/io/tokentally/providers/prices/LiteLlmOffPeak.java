package io.tokentally.providers.prices;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * LiteLLM's {@code off_peak_pricing}: other rates in some hours of the day. {@code hours_utc} holds
 * on every day, each of the {@code windows} on its weekdays, which are read on the calendar of
 * {@code weekday_timezone}.
 *
 * @param hours when the rates hold
 * @param rates the rates; the others are the usual ones
 * @param leftOut members about prices that give no rate that is known
 */
record LiteLlmOffPeak(List<Hours> hours, TieredRates rates, Set<String> leftOut) {

  static final LiteLlmOffPeak NONE = new LiteLlmOffPeak(List.of(), new TieredRates(), Set.of());

  private static final String HOURS = "hours_utc";
  private static final String WINDOWS = "windows";
  private static final String WEEKDAYS = "weekdays";
  private static final String ZONE = "weekday_timezone";

  static LiteLlmOffPeak read(Object value, @Nullable String mode, Loc at, ErrorCollector faults) {
    if (!(value instanceof Map<?, ?> members)) {
      Check.wrongType("an object", value, at, faults);
      return NONE;
    }
    List<Hours> hours = new ArrayList<>();
    ZoneId zone = zone(members.get(ZONE), at.key(ZONE), faults);
    if (members.get(HOURS) != null) {
      hours(members.get(HOURS), Set.of(), ZoneOffset.UTC, at.key(HOURS), faults, hours);
    }
    windows(members.get(WINDOWS), zone, at.key(WINDOWS), faults, hours);
    TieredRates rates = new TieredRates();
    Set<String> leftOut = new TreeSet<>();
    members.forEach(
        (name, rate) -> {
          String member = (String) name;
          LiteLlmNames.Rate named = LiteLlmNames.rate(member, mode);
          if (rate != null && named != null && named.way() == null) {
            BigDecimal read = ListChecks.rate(rate, 0, at.key(member), faults);
            if (read != null) {
              named.kinds().forEach(kind -> rates.put(kind, named.above(), read));
            }
          } else if (rate != null && LiteLlmNames.isCharge(member)) {
            leftOut.add("off_peak_pricing." + member);
          }
        });
    return new LiteLlmOffPeak(hours, rates, leftOut);
  }

  /**
   * Writes the rates as variants for ways of serving that multiply them. LiteLLM's own calculation
   * takes them in the place of whatever would hold, long prompts included.
   */
  void writeTo(
      PriceRow.Builder row, TieredRates usual, Collection<String> ways, BigDecimal factor) {
    TieredRates all = usual.replacedBy(rates).times(factor);
    hours.forEach(each -> row.addAllVariants(all.variants(ways, each)));
  }

  private static void windows(
      @Nullable Object value, ZoneId zone, Loc at, ErrorCollector faults, List<Hours> to) {
    if (value == null) {
      return;
    }
    if (!(value instanceof List<?> windows)) {
      Check.wrongType("a list", value, at, faults);
      return;
    }
    for (int i = 0; i < windows.size(); i++) {
      Loc place = at.index(i);
      if (windows.get(i) instanceof Map<?, ?> window) {
        Set<DayOfWeek> days = days(window.get(WEEKDAYS), place.key(WEEKDAYS), faults);
        hours(window.get(HOURS), days, zone, place.key(HOURS), faults, to);
      } else {
        Check.wrongType("an object", windows.get(i), place, faults);
      }
    }
  }

  private static void hours(
      @Nullable Object value,
      Set<DayOfWeek> days,
      ZoneId zone,
      Loc at,
      ErrorCollector faults,
      List<Hours> to) {
    if (value instanceof List<?> several) {
      for (int i = 0; i < several.size(); i++) {
        hours(several.get(i), days, zone, at.index(i), faults, to);
      }
      return;
    }
    if (value instanceof String text) {
      String[] ends = text.split("-", -1);
      if (ends.length == 2) {
        try {
          LocalTime from = LocalTime.parse(ends[0].strip());
          to.add(new Hours(from, LocalTime.parse(ends[1].strip()), days, zone));
          return;
        } catch (DateTimeException e) {
          // reported below, like every other value
        }
      }
    }
    Check.wrongType("hours such as 16:30-00:30", value, at, faults);
  }

  private static Set<DayOfWeek> days(@Nullable Object value, Loc at, ErrorCollector faults) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    if (value instanceof List<?> names && !names.isEmpty()) {
      for (int i = 0; i < names.size(); i++) {
        DayOfWeek day = day(names.get(i));
        if (day == null) {
          Check.wrongType("a day of the week", names.get(i), at.index(i), faults);
        } else {
          days.add(day);
        }
      }
    } else if (value != null) {
      Check.wrongType("a list of days of the week", value, at, faults);
    }
    return days;
  }

  /** {@return the day of a name such as {@code mon}, or of a number from 1, Monday, to 7} */
  private static @Nullable DayOfWeek day(@Nullable Object value) {
    if (value instanceof Long number && number >= 1 && number <= 7) {
      return DayOfWeek.of(number.intValue());
    }
    if (value instanceof String text && text.strip().length() >= 3) {
      String name = text.strip().toUpperCase(Locale.ROOT);
      for (DayOfWeek day : DayOfWeek.values()) {
        if (day.name().startsWith(name)) {
          return day;
        }
      }
    }
    return null;
  }

  private static ZoneId zone(@Nullable Object value, Loc at, ErrorCollector faults) {
    if (value == null) {
      return ZoneOffset.UTC;
    }
    try {
      if (value instanceof String text) {
        return ZoneId.of(text.strip());
      }
    } catch (DateTimeException e) {
      // reported below, like every other value
    }
    faults.add(
        at,
        Type.VALUE,
        "expected a time zone such as Asia/Shanghai, found " + JsonValues.describe(value));
    return ZoneOffset.UTC;
  }
}
