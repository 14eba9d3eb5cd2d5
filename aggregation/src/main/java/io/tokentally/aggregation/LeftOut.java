package io.tokentally.aggregation;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many findings a report counted but does not list, because there were more of them than {@link
 * TallyOptions#maxFindings}. Immutable and thread-safe.
 *
 * @param anomalies how many of {@link UsageReport#anomalies}, by kind; a kind that is listed in
 *     full is absent
 * @param notes how many of {@link UsageReport#notes}, by kind
 * @param unrecognised how many of {@link UsageReport#unrecognised}
 * @param unpricedKinds how many of {@link UsageReport#unpricedKinds}
 * @param scopeDecisions how many of {@link UsageReport#scopeDecisions}, by kind
 */
public record LeftOut(
    Map<Anomaly.Kind, Long> anomalies,
    Map<UsageNote.Kind, Long> notes,
    long unrecognised,
    long unpricedKinds,
    Map<ScopeDecision.Kind, Long> scopeDecisions) {

  /** Everything is listed. */
  public static final LeftOut NOTHING = new LeftOut(Map.of(), Map.of(), 0, 0, Map.of());

  public LeftOut {
    anomalies = copy(anomalies, Anomaly.Kind.class);
    notes = copy(notes, UsageNote.Kind.class);
    scopeDecisions = copy(scopeDecisions, ScopeDecision.Kind.class);
  }

  private static <K extends Enum<K>> Map<K, Long> copy(Map<K, Long> counts, Class<K> kinds) {
    Map<K, Long> copy = new EnumMap<>(kinds);
    copy.putAll(counts);
    return Collections.unmodifiableMap(copy);
  }

  /** {@return how many findings are not listed} */
  public long total() {
    return sum(anomalies) + sum(notes) + sum(scopeDecisions) + unrecognised + unpricedKinds;
  }

  private static long sum(Map<?, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
