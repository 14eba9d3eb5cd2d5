package io.tokentally.spark.tally;

import static java.util.Objects.requireNonNull;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.MixedUnitsException;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.spark.rows.PackedRow;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.FlatMapGroupsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * From the rows of one trace to those that {@link PackedRow} tells: the library's pure function,
 * which gives the same for whatever order, however often a task is run.
 */
public final class TraceRollup implements FlatMapGroupsFunction<Row, Row, Row> {

  private static final long serialVersionUID = 1;

  private static final int HELD = 10_000;

  private final Broadcast<SharedTally> tally;
  private final long mostCalls;
  private transient @Nullable SummaryReader summaries;

  /**
   * A rollup.
   *
   * @param mostCalls how many calls of one trace a task may hold
   */
  public TraceRollup(Broadcast<SharedTally> tally, long mostCalls) {
    this.tally = tally;
    this.mostCalls = mostCalls;
  }

  @Override
  public Iterator<Row> call(Row key, Iterator<Row> rows) {
    TraceKey trace = new TraceKey(key.getString(0), key.getString(1));
    FindingRows findings = new FindingRows(trace);
    if (summaries == null) {
      summaries = new SummaryReader(); // a task has a function of its own
    }
    TraceCalls calls = new TraceCalls(trace, rows, mostCalls, summaries, findings);
    Stream<Row> report = rollUp(trace, calls, findings);
    return Stream.concat(report, calls.noCalls().stream()).iterator();
  }

  private Stream<Row> rollUp(TraceKey trace, TraceCalls calls, FindingRows findings) {
    UsageReport report;
    try {
      report = tally.value().tally().report(held(calls), SparkCall::picked);
    } catch (TooManyCallsException e) {
      return Stream.of(findings.tooLarge(e.calls(), mostCalls));
    } catch (ValidationException e) {
      return Stream.of(refusal(findings, e));
    }
    return Stream.of(
            new UsageRows(trace, report, findings).rows(),
            findings.of(report),
            calls.unreadableDates().stream())
        .flatMap(rows -> rows);
  }

  /**
   * {@return all the calls; in a list if they are few} A report on a list is faster, one on
   * anything else needs less memory.
   */
  private static Iterable<SparkCall> held(Iterator<SparkCall> calls) {
    List<SparkCall> first = new ArrayList<>();
    while (first.size() < HELD && calls.hasNext()) {
      first.add(calls.next());
    }
    if (!calls.hasNext()) {
      return first;
    }
    Iterable<SparkCall> rest = () -> calls;
    return () ->
        Stream.concat(first.stream(), StreamSupport.stream(rest.spliterator(), false)).iterator();
  }

  private static Row refusal(FindingRows findings, ValidationException e) {
    String why = requireNonNull(e.getMessage());
    if (e instanceof TokenOverflowException overflow) {
      String id = overflow.callId();
      List<String> call = id == null ? List.of() : List.of(id);
      return findings.refused("TOKEN_OVERFLOW", call, overflow.model(), why);
    }
    if (e instanceof MixedUnitsException mixed) {
      return findings.refused("MIXED_UNITS", List.of(), mixed.model(), why);
    }
    return findings.refused("LIMIT", List.of(), null, why);
  }
}
