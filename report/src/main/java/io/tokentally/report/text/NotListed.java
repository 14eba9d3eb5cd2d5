package io.tokentally.report.text;

import io.tokentally.aggregation.LeftOut;
import java.util.ArrayList;
import java.util.List;

/** Findings that a report counted and does not list, in words. */
public final class NotListed {

  private NotListed() {}

  /** {@return how many there are of each kind, such as {@code ORPHAN: 1,234}; mostly none} */
  public static List<String> of(LeftOut leftOut) {
    List<String> counts = new ArrayList<>();
    leftOut.anomalies().forEach((kind, count) -> add(counts, kind.name(), count));
    leftOut.notes().forEach((kind, count) -> add(counts, kind.name(), count));
    leftOut.scopeDecisions().forEach((kind, count) -> add(counts, kind.name(), count));
    add(counts, "unrecognised usage", leftOut.unrecognised());
    add(counts, "kinds without a rate", leftOut.unpricedKinds());
    return counts;
  }

  private static void add(List<String> counts, String what, long count) {
    if (count > 0) {
      counts.add(what + ": " + Words.number(count));
    }
  }
}
