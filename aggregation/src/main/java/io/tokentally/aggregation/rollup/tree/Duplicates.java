package io.tokentally.aggregation.rollup.tree;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.value.CodePoints;
import io.tokentally.value.JsonValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is reported of records with one id of which not all count: which did, and what others held.
 */
public final class Duplicates {

  /** So many of the others are listed for each id. */
  private static final int TOLD = 3;

  private static final class Held {
    private final TreeSet<String> counted = new TreeSet<>(CodePoints::compare);
    private final TreeMap<String, Integer> others = new TreeMap<>(CodePoints::compare);
  }

  private final Map<String, Held> byId = new HashMap<>();

  void counted(TracedCall record) {
    counted(record.id(), describe(record));
  }

  void other(TracedCall record) {
    other(record.id(), describe(record));
  }

  /** Adds a record that counts, as {@link #describe} says it; a second time changes nothing. */
  public void counted(String id, String record) {
    of(id).counted.add(record);
  }

  /** Adds a record that does not count, likewise. */
  public void other(String id, String record) {
    of(id).others.merge(record, 1, Integer::sum);
  }

  private Held of(String id) {
    return byId.computeIfAbsent(id, none -> new Held());
  }

  void report(Findings findings) {
    anomalies().forEach(findings::add);
  }

  /** {@return what is reported, an anomaly for each id} */
  public List<Anomaly> anomalies() {
    List<Anomaly> anomalies = new ArrayList<>();
    byId.forEach(
        (id, held) -> {
          Map<String, Integer> counted = new TreeMap<>(CodePoints::compare);
          held.counted.forEach(record -> counted.put(record, 1));
          String value = "counted: " + words(counted) + "; not counted: " + words(held.others);
          anomalies.add(
              new Anomaly(Anomaly.Kind.DUPLICATE_ID, List.of(id), null, null, null, value));
        });
    return anomalies;
  }

  private static String words(Map<String, Integer> records) {
    List<String> words = new ArrayList<>();
    int left = 0;
    for (Map.Entry<String, Integer> each : records.entrySet()) {
      if (words.size() < TOLD) {
        words.add((each.getValue() > 1 ? each.getValue() + " times " : "") + each.getKey());
      } else {
        left += each.getValue();
      }
    }
    return words.stream().collect(Collectors.joining(", "))
        + (left > 0 ? " and " + left + " more" : "");
  }

  /** {@return which record it is, and the sum of its counts} */
  public static String describe(TracedCall record) {
    String counts = RecordedCounts.sum(record.usage()).stripTrailingZeros().toPlainString();
    return "{"
        + named("trace", record.traceId())
        + named("parent", record.parentId())
        + named("started", record.startedAt())
        + named("ended", record.endedAt())
        + "sum of counts "
        + counts
        + "}";
  }

  private static String named(String what, @Nullable Object value) {
    return value == null
        ? ""
        : what + " " + (value instanceof String text ? JsonValues.quote(text) : value) + ", ";
  }
}
