package io.tokentally.aggregation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What is kept of traces that a {@link LiveRollup} has settled: sums by day, the caller's keys,
 * model and unit. Each call counts once, as in a report on its trace. Immutable and thread-safe.
 *
 * <p>Components may be added in a minor release.
 *
 * @param totals the sums, sorted by day, keys, model and unit
 * @param traces how many traces there were
 * @param calls how many calls they had
 * @param incompleteTraces of how many traces the report was not {@linkplain UsageReport#isComplete
 *     complete}: some usage did not count, or has no price
 * @param anomalies how many anomalies the reports had, by kind
 */
public record SettledTotals(
    List<SettledTotal> totals,
    long traces,
    long calls,
    long incompleteTraces,
    Map<Anomaly.Kind, Long> anomalies) {

  /** Nothing settled. */
  public static final SettledTotals NOTHING = new SettledTotals(List.of(), 0, 0, 0, Map.of());

  public SettledTotals {
    totals = List.copyOf(totals);
    Map<Anomaly.Kind, Long> copy = new EnumMap<>(Anomaly.Kind.class);
    copy.putAll(anomalies);
    anomalies = Collections.unmodifiableMap(copy);
  }

  /** {@return the totals as a JSON object, from which {@link #parse} makes equal ones} */
  public String toJson() {
    return SettledJson.write(this);
  }

  /**
   * {@return the totals that {@link #toJson} wrote}
   *
   * @throws io.tokentally.ValidationException if the JSON is something else, with every error
   */
  public static SettledTotals parse(String json) {
    return SettledJson.read(json);
  }
}
