package io.tokentally.cli;

import static java.util.Objects.requireNonNull;

import io.tokentally.Call;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.UsageFormat;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageTotals;
import io.tokentally.report.CallTimes;
import io.tokentally.report.Groups;
import io.tokentally.report.picture.Breakdown;
import io.tokentally.report.text.UsageSum;
import io.tokentally.report.text.UsageSum.Count;
import io.tokentally.value.CodePoints;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** By what a report shows totals, and of which time. */
final class Grouping {

  enum Order {
    COST,
    TOKENS,
    TIME
  }

  private static final int MOST_KEYS = 3;

  private static final Comparator<Groups.Group> BY_KEY =
      Comparator.comparing(group -> String.join("\u0001", group.keys()), CodePoints::compare);

  @Option(
      names = "--by",
      paramLabel = "WHAT",
      split = ",",
      description = {
        "Show totals by what calls used of their own, not by root call: hour, day, week, month, model,"
            + " provider, operation, project, user, trace, thread, session, tag, call, or a field of"
            + " calls such as attributes.team. Up to three, as in --by day,user. Each has rows by"
            + " model."
      })
  private List<String> by = new ArrayList<>();

  @Option(
      names = "--top",
      paramLabel = "N",
      description =
          "With --by: show the first N groups by cost (--order) and the others in one row.")
  private @Nullable Integer top;

  @Option(
      names = "--order",
      paramLabel = "cost|tokens|time",
      description = {
        "With --by: the order of the groups. time is how long their calls took, each with those below"
            + " it, which is then shown. Default: cost; hours, days, weeks and months as they follow"
            + " each other."
      })
  private @Nullable Order order;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description = "Where days begin, such as Europe/Zurich. Default: UTC.")
  private String timezone = "UTC";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Count only calls that started at or after this: a day such as 2026-03-01, or a timestamp.")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "TIME",
      description =
          "Count only calls that started before this timestamp, or on this day or before.")
  private @Nullable String until;

  private @Nullable GroupKeys keys;

  /** How long calls took, by their keys. */
  private final Map<List<String>, CallTimes> times = new LinkedHashMap<>();

  /** {@return what keeps the keys of calls; null if totals are by root call} */
  @Nullable GroupKeys begin(UsageFormat format, OperationNames operations) {
    if (by.isEmpty()) {
      if (top != null || order != null) {
        throw Failure.failed("--top and --order: expected --by with them, such as --by operation");
      }
      return null;
    }
    if (by.size() > MOST_KEYS) {
      throw Failure.failed("--by: expected at most " + MOST_KEYS + ", found " + by.size());
    }
    if (top != null && top < 1) {
      throw Failure.failed("--top: expected a number above 0, found " + top);
    }
    GroupKeys begun = new GroupKeys(by, zone(), format, operations);
    keys = begun;
    return begun;
  }

  /**
   * {@return the same for a comparison of two sides: the first, and before a time if one splits}
   */
  Grouping before(@Nullable String split) {
    Grouping part = part();
    if (split != null) {
      Instant end = time("--split", split, false);
      boolean endsBefore = until != null && time("--until", until, true).isBefore(end);
      part.until = endsBefore ? until : end.toString();
    }
    return part;
  }

  /** {@return the same for the second side, and from a time on if one splits} */
  Grouping after(@Nullable String split) {
    Grouping part = part();
    if (split != null) {
      Instant start = time("--split", split, false);
      boolean startsLater = since != null && time("--since", since, false).isAfter(start);
      part.since = startsLater ? since : start.toString();
    }
    return part;
  }

  /** {@return a copy that has all groups, by operation unless something else was asked for} */
  private Grouping part() {
    Grouping part = new Grouping();
    part.by = by.isEmpty() ? List.of("operation") : by;
    part.timezone = timezone;
    part.since = since;
    part.until = until;
    return part;
  }

  /** {@return what the keys of calls are} */
  List<String> keyNames() {
    return requireNonNull(keys, "begun").names();
  }

  /** {@return the keys of a call of the report that it was begun for} */
  List<String> key(TracedCall call) {
    return requireNonNull(keys, "begun").of(call);
  }

  /** {@return how many groups are to be shown} */
  int most() {
    return top == null ? Integer.MAX_VALUE : top;
  }

  /** {@return the columns of calls that it reads besides those of a rollup} */
  Set<String> columns() {
    return GroupKeys.columns(by);
  }

  /** {@return whether a call is of the time that was asked for; null for any} */
  @Nullable Predicate inTime() {
    if (since == null && until == null) {
      return null;
    }
    Instant from = since == null ? Instant.MIN : time("--since", since, false);
    Instant to = until == null ? Instant.MAX : time("--until", until, true);
    return call -> {
      Instant started = call.startedAt();
      return started != null && !started.isBefore(from) && started.isBefore(to);
    };
  }

  /** Says yes or no of a call. */
  interface Predicate {
    boolean test(Call call);
  }

  /** {@return by what a page shows cost: what was asked for, but for times, which it always has} */
  Breakdown breakdown() {
    GroupKeys begun = keys;
    List<String> names = begun == null ? List.of() : begun.names();
    List<Integer> kept =
        IntStream.range(0, names.size())
            .filter(at -> !GroupKeys.isTime(names.get(at)))
            .boxed()
            .toList();
    if (begun == null || kept.isEmpty()) {
      return Breakdown.byOperation(zone());
    }
    return new Breakdown(
        zone(),
        kept.stream().map(names::get).collect(Collectors.joining(", ")),
        call -> {
          List<String> values = begun.of(call);
          return kept.stream().map(values::get).collect(Collectors.joining(", "));
        });
  }

  private ZoneId zone() {
    try {
      return ZoneId.of(timezone);
    } catch (DateTimeException e) {
      throw Failure.failed(
          "--timezone: expected a zone such as UTC or Europe/Zurich, found " + timezone);
    }
  }

  private Instant time(String option, String text, boolean isEnd) {
    try {
      if (text.matches("[0-9]{4}-?[0-9]{2}-?[0-9]{2}")) {
        String plain = text.replace("-", "");
        LocalDate day =
            LocalDate.of(
                Integer.parseInt(plain.substring(0, 4)),
                Integer.parseInt(plain.substring(4, 6)),
                Integer.parseInt(plain.substring(6)));
        return (isEnd ? day.plusDays(1) : day).atStartOfDay(zone()).toInstant();
      }
      Instant time = io.tokentally.value.Timestamps.parse(text);
      if (time != null) {
        return time;
      }
    } catch (DateTimeException e) {
      // no such day
    }
    throw Failure.failed(
        option + ": expected a day or timestamp such as 2026-03-01, found " + text);
  }

  /** Notes how long a call took, if that decides the order. */
  void addTime(TracedCall call) {
    if (keepsTimes()) {
      CallTimes took = CallTimes.of(call.startedAt(), call.endedAt());
      times.merge(requireNonNull(keys, "begun").of(call), took, CallTimes::plus);
    }
  }

  /** {@return whether it is asked how long calls took} */
  boolean keepsTimes() {
    return order == Order.TIME;
  }

  /** {@return the totals by what was asked for; null if they are by root call} */
  @Nullable Groups groups(UsageReport report) {
    GroupKeys begun = keys;
    if (begun == null) {
      return null;
    }
    Map<List<String>, UsageTotals> totals = new LinkedHashMap<>();
    report.totalsBy(begun::of).forEach((key, each) -> totals.put(requireNonNull(key), each));
    times.keySet().forEach(key -> totals.putIfAbsent(key, new UsageTotals(Map.of(), Map.of())));
    List<Groups.Group> all = new ArrayList<>();
    totals.forEach((key, usage) -> all.add(new Groups.Group(key, usage, times.get(key))));
    boolean isNested = order == null && top == null;
    all.sort(isNested ? nested(begun.names(), all, report) : greatest(report));
    int shown = top == null ? all.size() : Math.min(top, all.size());
    List<Groups.Group> first = List.copyOf(all.subList(0, shown));
    return new Groups(
        begun.names(),
        first,
        isNested && begun.isByTime() ? gaps(begun.names().get(0), first) : List.of(),
        rest(report, begun, first, all.size()),
        all.size() - shown,
        order == Order.TIME
            ? all.stream()
                .skip(shown)
                .map(Groups.Group::times)
                .reduce(CallTimes.NONE, Grouping::sum)
            : null);
  }

  private static CallTimes sum(CallTimes one, @Nullable CallTimes other) {
    return other == null ? one : one.plus(other);
  }

  /** {@return the times between groups that have none} */
  private List<Groups.Gap> gaps(String time, List<Groups.Group> groups) {
    List<Groups.Gap> gaps = new ArrayList<>();
    for (int i = 1; i < groups.size(); i++) {
      String before = groups.get(i - 1).keys().get(0);
      Groups.Gap gap = TimeKeys.between(time, before, groups.get(i).keys().get(0), zone(), i);
      if (gap != null) {
        gaps.add(gap);
      }
    }
    return gaps;
  }

  private static @Nullable UsageTotals rest(
      UsageReport report, GroupKeys keys, List<Groups.Group> shown, int all) {
    if (shown.size() == all) {
      return null;
    }
    Set<List<String>> named = new HashSet<>();
    shown.forEach(group -> named.add(group.keys()));
    Function<TracedCall, Boolean> isShown = call -> named.contains(keys.of(call));
    UsageTotals rest = report.totalsBy(isShown).get(false);
    return rest == null ? new UsageTotals(Map.of(), Map.of()) : rest;
  }

  private Comparator<Groups.Group> greatest(UsageReport report) {
    if (order == Order.TIME) {
      return Comparator.comparing(
              (Groups.Group group) -> sum(CallTimes.NONE, group.times()).total(),
              Comparator.reverseOrder())
          .thenComparing(BY_KEY);
    }
    Map<String, String> units = report.unitByModel();
    return Comparator.comparing((Groups.Group group) -> sum(group, units), largest(units))
        .thenComparing(BY_KEY);
  }

  /**
   * {@return the order of groups within groups: those of one first key stand together, and so on;
   * times in their order, others by cost}
   */
  private Comparator<Groups.Group> nested(
      List<String> names, List<Groups.Group> groups, UsageReport report) {
    Map<String, String> units = report.unitByModel();
    Map<List<String>, UsageSum> sums = new HashMap<>();
    for (Groups.Group group : groups) {
      for (int depth = 1; depth <= names.size(); depth++) {
        sums.computeIfAbsent(group.keys().subList(0, depth), unused -> new UsageSum())
            .addAll(group.totals().usage(), group.totals().pricedPart(), units);
      }
    }
    Comparator<Groups.Group> order = (unused, unusedOther) -> 0;
    for (int i = 0; i < names.size(); i++) {
      int depth = i + 1;
      if (!GroupKeys.isTime(names.get(i))) {
        order =
            order.thenComparing(
                group -> requireNonNull(sums.get(group.keys().subList(0, depth))), largest(units));
      }
      order = order.thenComparing(group -> group.keys().get(depth - 1), CodePoints::compare);
    }
    return order;
  }

  private Comparator<UsageSum> largest(Map<String, String> units) {
    return order == Order.TOKENS
        ? Comparator.comparing((UsageSum sum) -> sum.count(Count.TOTAL)).reversed()
        : UsageSum.mostExpensiveFirst(List.copyOf(new TreeSet<>(units.values())));
  }

  private static UsageSum sum(Groups.Group group, Map<String, String> units) {
    UsageSum sum = new UsageSum();
    sum.addAll(group.totals().usage(), group.totals().pricedPart(), units);
    return sum;
  }
}
