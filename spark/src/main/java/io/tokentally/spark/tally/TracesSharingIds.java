package io.tokentally.spark.tally;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.isnull;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.xxhash64;

import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Settles ids that stand in several traces: docs/semantics.md rule 53. Mostly there are none, and
 * then nothing is shuffled but two numbers of each call. Ids that may be shared are found by their
 * hashes; those that are not after all change nothing.
 */
public final class TracesSharingIds {

  /** Only in the rows of {@link TraceOccurrences}: whether the id may stand in other traces. */
  static final String SUSPECT = "suspect";

  private TracesSharingIds() {}

  /**
   * {@return rows of {@link SettledId}}
   *
   * @param input rows of {@link RollupInput}
   * @param mostCalls how many calls a trace may have
   */
  public static Dataset<Row> settled(Dataset<Row> input, long mostCalls) {
    Dataset<Row> calls = input.where(col("id").isNotNull());
    Column id = xxhash64(col("id"));
    // A null is skipped by the hash.
    Column trace =
        xxhash64(
            isnull(col("project_id")), col("project_id"), isnull(col("trace_id")), col("trace_id"));
    Dataset<Row> ids =
        calls
            .select(id.as("id"), trace.as("trace"))
            .groupBy("id")
            .agg(min("trace").as("one"), max("trace").as("other"))
            .where(col("one").notEqual(col("other")))
            .select("id");
    Column suspect = SketchedNumbers.mayContain(ids, id);
    Dataset<Row> traces = calls.where(suspect).select(trace.as("trace"));
    Dataset<Row> together =
        calls.where(SketchedNumbers.mayContain(traces, trace)).withColumn(SUSPECT, suspect);
    return together
        .groupBy("project_id", "trace_id")
        .as(Encoders.row(key(input)), Encoders.row(together.schema()))
        .flatMapGroups(new TraceOccurrences(mostCalls), Encoders.row(TraceOccurrences.SCHEMA))
        .groupBy("id")
        .as(Encoders.STRING(), Encoders.row(TraceOccurrences.SCHEMA))
        .flatMapGroups(new SettledId(), Encoders.row(SettledId.SCHEMA));
  }

  /** {@return what tells traces apart} */
  public static StructType key(Dataset<Row> input) {
    return input.select("project_id", "trace_id").schema();
  }
}
