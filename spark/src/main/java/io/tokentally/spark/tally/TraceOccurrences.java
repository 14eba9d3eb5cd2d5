package io.tokentally.spark.tally;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.rollup.tree.CallRecord;
import io.tokentally.aggregation.rollup.tree.Duplicates;
import io.tokentally.aggregation.rollup.tree.SharedId.Occurrence;
import io.tokentally.aggregation.rollup.tree.SharedIds;
import io.tokentally.aggregation.rollup.tree.TraceKey;
import io.tokentally.spark.rows.Schemas;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** From the calls of one trace to those whose ids may stand in other traces as well. */
final class TraceOccurrences implements FlatMapGroupsFunction<Row, Row, Row> {

  private static final long serialVersionUID = 1;

  static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            Schemas.text("id"),
            Schemas.text("project_id"),
            Schemas.text("trace_id"),
            Schemas.text("trace_start"),
            Schemas.text("started_at"),
            Schemas.text("ended_at"),
            Schemas.text("usage"),
            Schemas.text("record"),
            Schemas.field("others", DataTypes.createArrayType(DataTypes.StringType, false))
          });

  private final long mostCalls;

  TraceOccurrences(long mostCalls) {
    this.mostCalls = mostCalls;
  }

  @Override
  public Iterator<Row> call(Row key, Iterator<Row> rows) {
    SparkTrace trace = new SparkTrace(key.getString(0), key.getString(1));
    Set<String> suspects = new HashSet<>();
    List<Row> found = new ArrayList<>();
    Iterator<Row> seen =
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return rows.hasNext();
          }

          @Override
          public Row next() {
            Row row = rows.next();
            if (row.<Boolean>getAs(TracesSharingIds.SUSPECT)) {
              suspects.add(row.getString(RollupInput.ID));
            }
            return row;
          }
        };
    FindingRows findings = new FindingRows(trace);
    TraceCalls calls = new TraceCalls(trace, seen, mostCalls, new SummaryReader(), findings);
    try {
      for (Occurrence<TracedCall> each :
          SharedIds.ofTrace(calls.held(), SparkCall::picked, suspects::contains)) {
        found.add(row(each));
      }
    } catch (TooManyCallsException e) {
      return List.<Row>of().iterator(); // the trace does not count at all
    }
    return found.iterator();
  }

  private static Row row(Occurrence<TracedCall> each) {
    TracedCall call = each.call();
    return RowFactory.create(
        call.id(),
        call.projectId(),
        call.traceId(),
        text(each.in().traceStart()),
        text(each.record().startedAt()),
        text(each.record().endedAt()),
        each.record().usage(),
        Duplicates.describe(call),
        each.others().toArray(String[]::new));
  }

  private static @Nullable String text(@Nullable Instant timestamp) {
    return timestamp == null ? null : timestamp.toString();
  }

  /** {@return the occurrence that a row stands for, with its words} */
  static Occurrence<String> of(Row row) {
    CallRecord record =
        new CallRecord(instant(row.getString(4)), instant(row.getString(5)), row.getString(6));
    TraceKey trace = new TraceKey(row.getString(1), row.getString(2));
    CallRecord.In in = new CallRecord.In(instant(row.getString(3)), trace);
    return new Occurrence<>(
        Objects.requireNonNull(row.getString(7)), record, in, row.<String>getList(8));
  }

  private static @Nullable Instant instant(@Nullable String text) {
    return text == null ? null : Instant.parse(text);
  }
}
