package io.tokentally.aggregation;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.value.CodePoints;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sums of what reports say, by day, keys, model and unit. Not thread-safe. */
final class SettledSums {

  private record Group(@Nullable LocalDate day, Map<String, String> keys) {}

  private record Line(Group group, String model, @Nullable String unit) {}

  private static final Comparator<SettledTotal> ORDER =
      Comparator.comparing(
              SettledTotal::day, Comparator.nullsFirst(Comparator.<LocalDate>naturalOrder()))
          .thenComparing(total -> total.keys().entrySet().toString())
          .thenComparing(SettledTotal::model, CodePoints::compare)
          .thenComparing(SettledTotal::unit, Comparator.nullsFirst(Comparator.naturalOrder()));

  private final Map<Line, SettledTotal> totals;
  private final Map<Anomaly.Kind, Long> anomalies;
  private long traces;
  private long calls;
  private long incompleteTraces;

  SettledSums() {
    this.totals = new HashMap<>();
    this.anomalies = new EnumMap<>(Anomaly.Kind.class);
  }

  private SettledSums(SettledSums others) {
    this.totals = new HashMap<>(others.totals);
    this.anomalies = new EnumMap<>(others.anomalies);
    this.traces = others.traces;
    this.calls = others.calls;
    this.incompleteTraces = others.incompleteTraces;
  }

  SettledSums copy() {
    return new SettledSums(this);
  }

  /** Adds totals that were settled before; where a sum exceeds 64 bits, nothing has changed. */
  void add(SettledTotals settled) {
    add(settled.totals());
    settled.anomalies().forEach((kind, count) -> anomalies.merge(kind, count, Long::sum));
    traces += settled.traces();
    calls += settled.calls();
    incompleteTraces += settled.incompleteTraces();
  }

  /** Adds what a report on a trace says; where a sum exceeds 64 bits, nothing has changed. */
  void add(
      UsageReport report,
      ZoneId zone,
      Function<? super TracedCall, ? extends @Nullable Map<String, String>> keys) {
    List<SettledTotal> more = new ArrayList<>();
    Map<@Nullable Group, UsageTotals> groups =
        report.totalsBy(call -> new Group(day(call.startedAt(), zone), keysOf(call, keys)));
    groups.forEach((group, used) -> addAll(group, used, report, more));
    add(more);
    traces++;
    calls += report.callIds().size();
    incompleteTraces += report.isComplete() ? 0 : 1;
    report.anomalies().forEach(each -> anomalies.merge(each.kind(), 1L, Long::sum));
    report.leftOut().anomalies().forEach((kind, left) -> anomalies.merge(kind, left, Long::sum));
  }

  private static Map<String, String> keysOf(
      TracedCall call, Function<? super TracedCall, ? extends @Nullable Map<String, String>> keys) {
    Map<String, String> own = keys.apply(call);
    return own == null || own.isEmpty()
        ? Map.of()
        : Collections.unmodifiableMap(new TreeMap<>(own));
  }

  private static @Nullable LocalDate day(@Nullable Instant startedAt, ZoneId zone) {
    return startedAt == null ? null : LocalDate.ofInstant(startedAt, zone);
  }

  private static void addAll(
      @Nullable Group group, UsageTotals used, UsageReport report, List<SettledTotal> to) {
    if (group == null) {
      return; // no call has none
    }
    LLMAggregatedUsage nothing = priced(LLMAggregatedUsage.builder().build());
    used.usage()
        .forEach(
            (model, usage) ->
                to.add(
                    new SettledTotal(
                        group.day,
                        group.keys,
                        model,
                        report.unitByModel().get(model),
                        usage,
                        used.pricedPart().getOrDefault(model, nothing))));
  }

  private static LLMAggregatedUsage priced(LLMAggregatedUsage usage) {
    return LLMAggregatedUsage.builder()
        .from(usage)
        .promptTokensTotalCost(BigDecimal.ZERO)
        .completionTokensTotalCost(BigDecimal.ZERO)
        .cacheReadInputTokensTotalCost(BigDecimal.ZERO)
        .cacheCreationInputTokensTotalCost(BigDecimal.ZERO)
        .build();
  }

  private void add(List<SettledTotal> more) {
    Map<Line, SettledTotal> changed = new HashMap<>();
    for (SettledTotal each : more) {
      Line line = new Line(new Group(each.day(), each.keys()), each.model(), each.unit());
      SettledTotal before = changed.getOrDefault(line, totals.get(line));
      changed.put(line, before == null ? each : sum(before, each));
    }
    totals.putAll(changed);
  }

  private static SettledTotal sum(SettledTotal one, SettledTotal other) {
    String model = one.model();
    return new SettledTotal(
        one.day(),
        one.keys(),
        model,
        one.unit(),
        sum(model, one.usage(), other.usage()),
        sum(model, one.pricedPart(), other.pricedPart()));
  }

  private static LLMAggregatedUsage sum(
      String model, LLMAggregatedUsage one, LLMAggregatedUsage other) {
    Map<String, BigDecimal> others = new LinkedHashMap<>(one.otherCosts());
    other.otherCosts().forEach((kind, cost) -> others.merge(kind, cost, BigDecimal::add));
    try {
      return LLMAggregatedUsage.builder()
          .requests(Math.addExact(one.requests(), other.requests()))
          .promptTokens(Math.addExact(one.promptTokens(), other.promptTokens()))
          .completionTokens(Math.addExact(one.completionTokens(), other.completionTokens()))
          .totalTokens(Math.addExact(one.totalTokens(), other.totalTokens()))
          .cacheReadInputTokens(
              Math.addExact(one.cacheReadInputTokens(), other.cacheReadInputTokens()))
          .cacheCreationInputTokens(
              Math.addExact(one.cacheCreationInputTokens(), other.cacheCreationInputTokens()))
          .promptTokensTotalCost(sum(one.promptTokensTotalCost(), other.promptTokensTotalCost()))
          .completionTokensTotalCost(
              sum(one.completionTokensTotalCost(), other.completionTokensTotalCost()))
          .cacheReadInputTokensTotalCost(
              sum(one.cacheReadInputTokensTotalCost(), other.cacheReadInputTokensTotalCost()))
          .cacheCreationInputTokensTotalCost(
              sum(
                  one.cacheCreationInputTokensTotalCost(),
                  other.cacheCreationInputTokensTotalCost()))
          .otherCosts(others)
          .build();
    } catch (ArithmeticException e) {
      throw new TokenOverflowException(model, null);
    }
  }

  private static @Nullable BigDecimal sum(@Nullable BigDecimal one, @Nullable BigDecimal other) {
    return one == null || other == null ? null : Numbers.plain(one.add(other));
  }

  SettledTotals build() {
    return new SettledTotals(
        totals.values().stream().sorted(ORDER).toList(),
        traces,
        calls,
        incompleteTraces,
        anomalies);
  }
}
