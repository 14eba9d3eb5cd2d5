package io.tokentally.spark.tally;

import static java.util.Objects.requireNonNull;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.MixedUnitsException;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.rollup.records.PartOfReport;
import io.tokentally.spark.rows.PackedRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.CoGroupFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * From the rows of one trace to those that {@link PackedRow} tells: the library's pure function,
 * which gives the same for whatever order, however often a task is run.
 */
public final class TraceRollup implements CoGroupFunction<Row, Row, Row, Row> {

  private static final long serialVersionUID = 1;

  private final Broadcast<SharedTally> tally;
  private final long mostCalls;
  private final boolean isOwn;
  private transient @Nullable SummaryReader summaries;

  /**
   * A rollup.
   *
   * @param mostCalls how many calls of one trace a task may hold
   * @param isOwn whether each call's own usage is wanted, in place of all below it and findings
   */
  public TraceRollup(Broadcast<SharedTally> tally, long mostCalls, boolean isOwn) {
    this.tally = tally;
    this.mostCalls = mostCalls;
    this.isOwn = isOwn;
  }

  /**
   * {@return the rows of a trace}
   *
   * @param settled what {@link TracesSharingIds} says of ids of the trace
   */
  @Override
  public Iterator<Row> call(Row key, Iterator<Row> rows, Iterator<Row> settled) {
    SparkTrace trace = new SparkTrace(key.getString(0), key.getString(1));
    FindingRows findings = new FindingRows(trace);
    Set<String> countedElsewhere = new HashSet<>();
    Set<String> duplicatesElsewhere = new HashSet<>();
    List<Row> shared = new ArrayList<>();
    while (settled.hasNext()) {
      Row row = settled.next();
      Anomaly anomaly = SettledId.anomaly(row);
      if (anomaly != null) {
        shared.add(findings.anomaly(anomaly));
      } else if (SettledId.isCountedElsewhere(row)) {
        countedElsewhere.add(row.getString(2));
      } else {
        duplicatesElsewhere.add(row.getString(2));
      }
    }
    if (summaries == null) {
      summaries = new SummaryReader(); // a task has a function of its own
    }
    TraceCalls calls = new TraceCalls(trace, rows, mostCalls, summaries, findings);
    Function<Iterable<SparkCall>, PartOfReport<SparkCall>> part =
        held -> new PartOfReport<>(held, countedElsewhere, duplicatesElsewhere);
    if (isOwn) {
      return own(trace, calls, part).iterator();
    }
    Stream<Row> report = rollUp(trace, calls, part, findings);
    return Stream.of(report, shared.stream(), calls.noCalls().stream())
        .flatMap(each -> each)
        .iterator();
  }

  /** {@return what each call used of its own; none of a trace that is rejected} */
  private Stream<Row> own(
      SparkTrace trace,
      TraceCalls calls,
      Function<Iterable<SparkCall>, PartOfReport<SparkCall>> part) {
    try {
      UsageReport report =
          tally.value().tally().report(part.apply(calls.held()), SparkCall::picked);
      return OwnRows.of(trace, report);
    } catch (TooManyCallsException | ValidationException e) {
      return Stream.of(); // among the findings
    }
  }

  private Stream<Row> rollUp(
      SparkTrace trace,
      TraceCalls calls,
      Function<Iterable<SparkCall>, PartOfReport<SparkCall>> part,
      FindingRows findings) {
    UsageReport report;
    try {
      report = tally.value().tally().report(part.apply(calls.held()), SparkCall::picked);
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
