package io.tokentally.spark;

import static java.util.Objects.requireNonNull;
import static org.apache.spark.sql.functions.lit;

import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.spark.rows.PackedRow;
import io.tokentally.spark.tally.RollupInput;
import io.tokentally.spark.tally.SharedTally;
import io.tokentally.spark.tally.Totals;
import io.tokentally.spark.tally.TraceRollup;
import io.tokentally.spark.tally.TracesSharingIds;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.KeyValueGroupedDataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Prices datasets of calls and rolls their usage up, with the figures of {@link Tally#report}: the
 * same calls and prices give the same rows, however they are partitioned and ordered, and however
 * often tasks are run again. Immutable and thread-safe.
 *
 * <p>A dataset of calls has the columns of {@link io.tokentally.Call} under their names in JSON
 * ({@code id}, {@code trace_id}, {@code started_at}, {@code summary}, …), as many of them as it
 * knows, and any others. Columns of JSON are text, {@code VARIANT}, structs or maps.
 *
 * <pre>{@code
 * SparkReport report = SparkTally.with(() -> Tally.with(PriceTable.parse(json))).report(calls);
 * }</pre>
 */
public final class SparkTally {

  /** How many calls of a trace one task holds by default: some 400 MB of them. */
  public static final long DEFAULT_MOST_CALLS_PER_TRACE = 1_000_000;

  private final TallySource source;
  private final @Nullable CallFilter picked;
  private final long mostCallsPerTrace;

  private SparkTally(TallySource source, @Nullable CallFilter picked, long mostCallsPerTrace) {
    this.source = source;
    this.picked = picked;
    this.mostCallsPerTrace = mostCallsPerTrace;
  }

  /** {@return a rollup by the tally of the source, which is asked on the executors} */
  public static SparkTally with(TallySource source) {
    return new SparkTally(requireNonNull(source, "source"), null, DEFAULT_MOST_CALLS_PER_TRACE);
  }

  /**
   * {@return the same that reports on the calls that match} As in {@link Tally#report(Iterable,
   * java.util.function.Predicate)}, what counts is each of them and everything below it, whether it
   * matches or not.
   */
  public SparkTally picking(CallFilter filter) {
    return new SparkTally(source, requireNonNull(filter, "filter"), mostCallsPerTrace);
  }

  /**
   * {@return the same with another limit} A trace is rolled up by one task, in some 400 bytes per
   * call. One with more calls is reported among the findings ({@code TRACE_TOO_LARGE}), with their
   * number, and does not count.
   *
   * @param calls at least 1
   */
  public SparkTally mostCallsPerTrace(long calls) {
    if (calls < 1) {
      throw new IllegalArgumentException("expected a limit of 1 call or more, found " + calls);
    }
    return new SparkTally(source, picked, calls);
  }

  /**
   * {@return usage and cost of the calls, and all anomalies} Nothing runs before the rows are asked
   * for. There is one shuffle, by trace.
   *
   * <p>Calls are identified by project, trace and id. A trace that {@link Tally} would reject is
   * rejected by itself, as a finding.
   *
   * @throws io.tokentally.ValidationException if a column has a type that it cannot have, or the
   *     filter asks for a field that calls do not have
   * @throws IllegalArgumentException if the dataset is a stream
   */
  public SparkReport report(Dataset<Row> calls) {
    if (calls.isStreaming()) {
      throw new IllegalArgumentException(
          "expected a batch of calls, found a stream: it has no end at which a trace is whole");
    }
    StructType schema = calls.schema();
    Dataset<Row> input = RollupInput.of(calls, picked == null ? lit(true) : picked.on(schema));
    StructType columns = input.schema();
    StructType key = TracesSharingIds.key(input);
    Dataset<Row> shared = TracesSharingIds.settled(input, mostCallsPerTrace);
    KeyValueGroupedDataset<Row, Row> settled =
        shared
            .groupBy("project_id", "trace_id")
            .as(Encoders.row(key), Encoders.row(shared.schema()));
    KeyValueGroupedDataset<Row, Row> traces =
        input.groupBy("project_id", "trace_id").as(Encoders.row(key), Encoders.row(columns));
    Broadcast<SharedTally> tally = broadcast(calls.sparkSession());
    TraceRollup rollup = new TraceRollup(tally, mostCallsPerTrace, false);
    TraceRollup own = new TraceRollup(tally, mostCallsPerTrace, true);
    return new SparkReport(
        traces.cogroup(settled, rollup, Encoders.row(PackedRow.SCHEMA)),
        traces.cogroup(settled, own, Encoders.row(PackedRow.SCHEMA)));
  }

  /**
   * {@return the calls' own usage and cost by model and whatever else} Without calls that are there
   * twice, the sums are those of the roots. Each row is read once, and there is no shuffle by
   * trace: Spark adds up what is equal before it exchanges anything.
   *
   * <p>Columns: those to group by, {@code model}, {@code unit}, the counts and costs of {@link
   * SparkReport#totals()}, and {@code flaws}, how often something was not in the expected form or
   * could not be counted ({@link #report} tells what and where); a row may have nothing else, and
   * no model. A total above 64 bits and one model's amounts in different units fail the query.
   *
   * @param by columns to group by, such as {@code col("op_name")} or {@code
   *     to_date(col("started_at"))}; each has a name of its own
   * @throws IllegalArgumentException if summaries hold their children's usage already, the tally
   *     picks calls, or a column to group by has a name that is taken
   * @throws io.tokentally.ValidationException as {@link #report}
   */
  public Dataset<Row> totals(Dataset<Row> calls, Column... by) {
    if (picked != null) {
      throw new IllegalArgumentException(
          "expected a tally that picks no calls: take totals of the calls that the filter leaves");
    }
    Broadcast<SharedTally> tally = broadcast(calls.sparkSession());
    if (tally.value().tally().options().usageScope() != UsageScope.OWN) {
      throw new IllegalArgumentException(
          "expected a tally with UsageScope.OWN: totals of single calls would count usage twice");
    }
    return Totals.ofCalls(calls, List.of(by), tally);
  }

  private Broadcast<SharedTally> broadcast(SparkSession session) {
    SharedTally shared = new SharedTally(source::tally);
    shared.tally(); // what is wrong with it shows here, before any task
    return JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(shared);
  }
}
