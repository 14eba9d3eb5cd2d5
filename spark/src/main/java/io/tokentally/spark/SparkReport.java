package io.tokentally.spark;

import static org.apache.spark.sql.functions.col;

import io.tokentally.spark.rows.PackedRow;
import io.tokentally.spark.tally.Totals;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What {@link SparkTally} found out: figures in one dataset, all findings in another. Both come of
 * one pass over the calls; {@link #persist} it if both are wanted. Nothing runs before rows are
 * asked for. Thread-safe.
 */
public final class SparkReport implements AutoCloseable {

  private final Dataset<Row> rows;

  private final Dataset<Row> own;

  SparkReport(Dataset<Row> rows, Dataset<Row> own) {
    this.rows = rows;
    this.own = own;
  }

  /**
   * Keeps what is found out, so that the calls are read once for all datasets of this report.
   *
   * @return this report
   */
  public SparkReport persist(StorageLevel level) {
    rows.persist(level);
    return this;
  }

  /** Releases what {@link #persist} keeps. */
  @Override
  public void close() {
    rows.unpersist();
  }

  /**
   * {@return a row for each call that was asked about and each model that it or a call below it
   * used}
   *
   * <p>Columns: {@code project_id}, {@code trace_id}, {@code call_id}; {@code is_root}, whether no
   * other such call contains it; {@code model}; {@code unit} of the costs, null if nothing has a
   * price; the six counts of {@link io.tokentally.LLMAggregatedUsage}, {@code BIGINT}, by their
   * names in JSON; its four costs and {@code total_cost}, {@code DECIMAL(38,24)}, exact, null if
   * some part has no price; {@code priced_cost}, the cost of what has one.
   */
  public Dataset<Row> usage() {
    return PackedRow.usage(rows);
  }

  /**
   * {@return a row for each kind of a row of {@link #usage()} that has no column there: audio,
   * images, reasoning, searches, …}
   *
   * <p>Columns: {@code project_id}, {@code trace_id}, {@code call_id}, {@code is_root}, {@code
   * model} as there; {@code kind}; {@code unit} of the cost; {@code count}; {@code cost}, {@code
   * DECIMAL(38,24)}, exact, null if some of it has no price. What is within a count is part of its
   * cost there; the rest is in {@code total_cost} alone.
   */
  public Dataset<Row> kinds() {
    return PackedRow.kinds(rows);
  }

  /**
   * {@return a row for all that was anomalous, guessed, skipped or could not be priced}
   *
   * <p>Columns: {@code project_id}, {@code trace_id}; {@code category} and {@code kind}; {@code
   * call_ids}, {@code model}, {@code field}, {@code reason}, {@code value} and {@code count} as far
   * as they apply. Categories are {@code ANOMALY} (kinds of {@link
   * io.tokentally.aggregation.Anomaly.Kind}), {@code UNPRICED} ({@code MODEL}, with the call's
   * tokens, or {@code KIND}), {@code UNRECOGNISED}, {@code NOTE} (kinds of {@link
   * io.tokentally.aggregation.UsageNote.Kind}), {@code SCOPE} (kinds of {@link
   * io.tokentally.aggregation.ScopeDecision.Kind}; the field is the operation, the value the usage
   * of the call and below it, as JSON), {@code PRICED_AS} (rules of {@link
   * io.tokentally.aggregation.ModelMatch.Rule}), {@code UNFINISHED}, {@code LEFT_OUT} (how many
   * more a trace has than {@link io.tokentally.aggregation.TallyOptions#maxFindings} of that kind;
   * for {@code UNPRICED_MODEL} the value is their tokens), {@code UNREADABLE} (a date; the call
   * counts without it) and {@code REJECTED}: what did not count. That is a row that is no call
   * ({@code NO_CALL}), a trace above the limits ({@code TRACE_TOO_LARGE}, with its number of calls)
   * or one that cannot be added up ({@code TOKEN_OVERFLOW}, {@code MIXED_UNITS}, {@code LIMIT}),
   * and the cost of a call that does not fit its column ({@code COST_TOO_LARGE}).
   */
  public Dataset<Row> findings() {
    return PackedRow.findings(rows);
  }

  /**
   * {@return the usage of all roots together, by model; each call counts once} Columns: {@code
   * model} and those of {@link #usage()} from {@code unit} on. A count above 64 bits and one
   * model's amounts in different units fail the query.
   */
  public Dataset<Row> totals() {
    return Totals.ofUsage(usage().where(col("is_root")));
  }

  /**
   * {@return {@link #totals()} by a key of each call: what calls with one key used of their own,
   * together} The figures of {@link io.tokentally.aggregation.UsageReport#totalsBy}: each call
   * counts once, under one key, and the groups add up to the totals. It takes a pass over the calls
   * of its own, whether or not this report is persisted; a trace that is rejected is among the
   * {@linkplain #findings() findings} and does not count. A count above 64 bits, one model's
   * amounts in different units and a cost that does not fit its column fail the query.
   *
   * <p>Columns: the keys, and those of {@link #totals()}.
   *
   * @param by columns to group by, made of {@code project_id}, {@code trace_id}, {@code call_id},
   *     {@code operation}, {@code started_at} and {@code ended_at} (both {@code TIMESTAMP}), such
   *     as {@code to_date(col("started_at"))}; each has a name of its own
   * @throws IllegalArgumentException if a column to group by has a name that is taken
   */
  public Dataset<Row> totalsBy(Column... by) {
    return Totals.ofUsage(PackedRow.own(own), List.of(by));
  }
}
