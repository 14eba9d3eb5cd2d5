package io.tokentally.spark;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SparkPlan;

/** Looks at how Spark reads the one file of a dataset. */
final class SparkPlans {

  private SparkPlans() {}

  /** {@return the conditions that are given to the reader of the file} */
  static String pushedFilters(Dataset<Row> dataset) {
    return said(dataset, "PushedFilters");
  }

  /** {@return the conditions by which whole directories are left out} */
  static String partitionFilters(Dataset<Row> dataset) {
    return said(dataset, "PartitionFilters");
  }

  /** {@return what is read of the file} */
  static String readSchema(Dataset<Row> dataset) {
    return said(dataset, "ReadSchema");
  }

  /** {@return how many rows the reader gave, once the dataset has been collected} */
  static long rowsRead(Dataset<Row> dataset) {
    return scan(dataset).metrics().apply("numOutputRows").value();
  }

  private static String said(Dataset<Row> dataset, String key) {
    return scan(dataset).metadata().apply(key);
  }

  private static FileSourceScanExec scan(Dataset<Row> dataset) {
    SparkPlan plan =
        ((org.apache.spark.sql.classic.Dataset<Row>) dataset).queryExecution().executedPlan();
    return (FileSourceScanExec) plan.collectLeaves().head();
  }
}
