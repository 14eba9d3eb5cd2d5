package io.tokentally.spark.tally;

import io.tokentally.json.CallColumn;
import io.tokentally.spark.rows.RowCalls;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** The calls of one trace, made of its rows as they are streamed. */
final class TraceCalls implements Iterator<SparkCall> {

  /** A report on a list is faster, one on anything else needs less memory. */
  private static final int HELD = 10_000;

  private final SparkTrace trace;
  private final Iterator<Row> rows;
  private final long most;
  private final SummaryReader summaries;
  private final FindingRows rowsOf;
  private final List<Row> noCalls = new ArrayList<>();
  private final List<Row> dates = new ArrayList<>();
  private @Nullable SparkCall ahead;
  private long count;

  /**
   * The calls.
   *
   * @param most how many there may be; above that, the rest is counted and rejected with a {@link
   *     TooManyCallsException}
   */
  TraceCalls(
      SparkTrace trace,
      Iterator<Row> rows,
      long most,
      SummaryReader summaries,
      FindingRows rowsOf) {
    this.trace = trace;
    this.rows = rows;
    this.most = most;
    this.summaries = summaries;
    this.rowsOf = rowsOf;
  }

  /** {@return the rows that are no calls, once all have gone by} */
  List<Row> noCalls() {
    return noCalls;
  }

  /** {@return the dates that could not be read} */
  List<Row> unreadableDates() {
    return dates;
  }

  @Override
  public boolean hasNext() {
    while (ahead == null && rows.hasNext()) {
      Row row = rows.next();
      if (row.isNullAt(RollupInput.ID)) {
        noCalls.add(rowsOf.noCall(row.getString(RollupInput.CORRUPT_RECORD)));
      } else if (++count <= most) {
        ahead = call(row);
      }
    }
    if (ahead == null && count > most) {
      throw new TooManyCallsException(count);
    }
    return ahead != null;
  }

  @Override
  public SparkCall next() {
    if (!hasNext() || ahead == null) {
      throw new NoSuchElementException();
    }
    SparkCall next = ahead;
    ahead = null;
    return next;
  }

  /**
   * {@return all the calls; in a list if they are few} A report on a list is faster, one on
   * anything else needs less memory.
   */
  Iterable<SparkCall> held() {
    List<SparkCall> first = new ArrayList<>();
    while (first.size() < HELD && hasNext()) {
      first.add(next());
    }
    if (!hasNext()) {
      return first;
    }
    Iterable<SparkCall> rest = () -> this;
    return () ->
        Stream.concat(first.stream(), StreamSupport.stream(rest.spliterator(), false)).iterator();
  }

  private SparkCall call(Row row) {
    String id = row.getString(RollupInput.ID);
    String summary = row.getString(RollupInput.SUMMARY);
    String response = row.getString(RollupInput.RESPONSE);
    return new SparkCall(
        id,
        row.getString(RollupInput.PARENT_ID),
        trace.traceId(),
        trace.projectId(),
        date(row.get(RollupInput.STARTED_AT), id, CallColumn.STARTED_AT),
        date(row.get(RollupInput.ENDED_AT), id, CallColumn.ENDED_AT),
        summary == null ? null : summaries.usage(summary),
        response == null ? null : RowCalls.json(response),
        row.getString(RollupInput.OPERATION),
        row.getBoolean(RollupInput.PICKED));
  }

  private @Nullable Instant date(@Nullable Object value, String id, CallColumn column) {
    if (value == null) {
      return null;
    }
    Instant moment = RowCalls.moment(value);
    if (moment == null) {
      dates.add(rowsOf.unreadableDate(id, column, value.toString()));
    }
    return moment;
  }
}
