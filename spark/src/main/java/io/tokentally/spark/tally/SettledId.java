package io.tokentally.spark.tally;

import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.rollup.tree.Duplicates;
import io.tokentally.aggregation.rollup.tree.SharedId;
import io.tokentally.aggregation.rollup.tree.SharedId.Occurrence;
import io.tokentally.aggregation.rollup.tree.TraceKey;
import io.tokentally.spark.rows.Schemas;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * From the occurrences of an id in several traces to those that do not count, and to what is
 * reported: once for all of them, in the first trace that it is about.
 */
final class SettledId implements FlatMapGroupsFunction<String, Row, Row> {

  private static final long serialVersionUID = 1;

  /** What a row says, if it reports nothing. */
  private static final String COUNTED_ELSEWHERE = "COUNTED_ELSEWHERE";

  private static final String DUPLICATES_ELSEWHERE = "DUPLICATES_ELSEWHERE";

  static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            Schemas.text("project_id"),
            Schemas.text("trace_id"),
            Schemas.text("id"),
            Schemas.text("kind"),
            Schemas.text("value")
          });

  @Override
  public Iterator<Row> call(String id, Iterator<Row> rows) {
    List<Occurrence<String>> all = new ArrayList<>();
    rows.forEachRemaining(row -> all.add(TraceOccurrences.of(row)));
    if (all.size() == 1) {
      return List.<Row>of().iterator(); // the hashes of two ids are equal
    }
    List<TraceKey> counting = new ArrayList<>();
    List<TraceKey> withOthers = new ArrayList<>();
    List<Row> settled = new ArrayList<>();
    Duplicates duplicates = new Duplicates();
    for (List<Occurrence<String>> ofOne : SharedId.calls(all)) {
      Occurrence<String> first = ofOne.get(0);
      counting.add(first.in().trace());
      for (Occurrence<String> each : ofOne) {
        if (!each.others().isEmpty()) {
          settled.add(row(each.in().trace(), id, DUPLICATES_ELSEWHERE, null));
          each.others().forEach(other -> duplicates.other(id, other));
        }
      }
      for (Occurrence<String> again : ofOne.subList(1, ofOne.size())) {
        settled.add(row(again.in().trace(), id, COUNTED_ELSEWHERE, null));
        duplicates.other(id, again.call());
      }
      if (ofOne.size() > 1 || !first.others().isEmpty()) {
        withOthers.add(first.in().trace());
        duplicates.counted(id, first.call());
      }
    }
    duplicates.anomalies().forEach(each -> settled.add(row(first(withOthers), id, each)));
    if (counting.size() > 1) {
      settled.add(row(first(counting), id, SharedId.anomaly(id, counting)));
    }
    return settled.iterator();
  }

  private static TraceKey first(List<TraceKey> traces) {
    return traces.stream().sorted().findFirst().orElseThrow();
  }

  private static Row row(TraceKey trace, String id, Anomaly anomaly) {
    return row(trace, id, anomaly.kind().name(), anomaly.value());
  }

  private static Row row(TraceKey trace, String id, String kind, @Nullable String value) {
    return RowFactory.create(trace.project(), trace.trace(), id, kind, value);
  }

  static boolean isCountedElsewhere(Row row) {
    return row.getString(3).equals(COUNTED_ELSEWHERE);
  }

  /** {@return what a row reports; null if it reports nothing} */
  static @Nullable Anomaly anomaly(Row row) {
    String kind = row.getString(3);
    return isCountedElsewhere(row) || kind.equals(DUPLICATES_ELSEWHERE)
        ? null
        : new Anomaly(
            Anomaly.Kind.valueOf(kind),
            List.of(row.getString(2)),
            null,
            null,
            null,
            row.getString(4));
  }
}
