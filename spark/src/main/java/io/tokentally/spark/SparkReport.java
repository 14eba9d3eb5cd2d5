package io.tokentally.spark;

import static org.apache.spark.sql.functions.col;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * What {@link SparkTally} found out: figures in one dataset, all that was odd in another. Both come
 * of one pass over the calls; {@link #persist} it if both are wanted.
 */
public final class SparkReport implements AutoCloseable {

  private final Dataset<Row> rows;

  SparkReport(Dataset<Row> rows) {
    this.rows = rows;
  }

  public SparkReport persist(StorageLevel level) {
    rows.persist(level);
    return this;
  }

  @Override
  public void close() {
    rows.unpersist();
  }

  public Dataset<Row> usage() {
    return PackedRow.usage(rows);
  }

  public Dataset<Row> findings() {
    return PackedRow.findings(rows);
  }

  public Dataset<Row> totals() {
    return Totals.ofUsage(usage().where(col("is_root")));
  }
}
