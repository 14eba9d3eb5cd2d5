package io.tokentally.spark.tally;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import io.tokentally.json.CallColumn;
import io.tokentally.spark.rows.CallFrame;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** What is shuffled of a dataset of calls: no more than a rollup needs. */
public final class RollupInput {

  static final int PROJECT_ID = 0;
  static final int TRACE_ID = 1;
  static final int ID = 2;
  static final int PARENT_ID = 3;
  static final int STARTED_AT = 4;
  static final int ENDED_AT = 5;
  static final int SUMMARY = 6;
  static final int OPERATION = 7;
  static final int PICKED = 8;
  static final int CORRUPT_RECORD = 9;
  static final int RESPONSE = 10;

  /** What is read of a call. */
  public static final List<CallColumn> COLUMNS =
      List.of(
          CallColumn.PROJECT_ID,
          CallColumn.TRACE_ID,
          CallColumn.ID,
          CallColumn.PARENT_ID,
          CallColumn.STARTED_AT,
          CallColumn.ENDED_AT,
          CallColumn.SUMMARY,
          CallColumn.OP_NAME,
          CallColumn.ATTRIBUTES,
          CallColumn.OUTPUT);

  private static final String NO_ID = "expected a call, found a row without an id";

  private RollupInput() {}

  /**
   * {@return the rows, with the columns above}
   *
   * @param picked which calls are asked about, a boolean column
   */
  public static Dataset<Row> of(Dataset<Row> calls, Column picked) {
    StructType schema = calls.schema();
    CallFrame frame = new CallFrame(schema);
    return calls.select(
        nullable(frame, CallColumn.PROJECT_ID),
        nullable(frame, CallColumn.TRACE_ID),
        frame.prepared(CallColumn.ID),
        frame.prepared(CallColumn.PARENT_ID),
        frame.prepared(CallColumn.STARTED_AT),
        frame.prepared(CallColumn.ENDED_AT),
        summary(frame).as("summary"),
        operation(frame).as("operation"),
        picked.as("picked"),
        fault(schema).as("error"),
        response(frame).as("response"));
  }

  /** {@return a column of one type for every dataset: traces are grouped by it} */
  private static Column nullable(CallFrame frame, CallColumn column) {
    Column prepared = frame.prepared(column);
    return when(prepared.isNotNull(), prepared).as(column.wireName());
  }

  private static Column operation(CallFrame frame) {
    return udf(new OperationOf(), DataTypes.StringType)
        .apply(frame.prepared(CallColumn.ATTRIBUTES), frame.prepared(CallColumn.OP_NAME));
  }

  /** {@return what of the output says how a response was served, as JSON text} */
  static Column response(CallFrame frame) {
    return frame.has(CallColumn.OUTPUT)
        ? udf(new ShortResponse(), DataTypes.StringType).apply(frame.prepared(CallColumn.OUTPUT))
        : lit(null).cast(DataTypes.StringType);
  }

  /** {@return the summary as JSON text} Of a struct Spark then reads the usage and no more. */
  static Column summary(CallFrame frame) {
    StructField summary = frame.field(CallColumn.SUMMARY);
    if (summary != null && summary.dataType() instanceof StructType members) {
      boolean has = Arrays.asList(members.fieldNames()).contains("usage");
      Column usage = has ? col("summary").getField("usage") : lit(null);
      return to_json(struct(usage.as("usage")));
    }
    return udf(new ShortSummary(), DataTypes.StringType).apply(frame.prepared(CallColumn.SUMMARY));
  }

  /** {@return why a row is no call, where it has no id} */
  private static Column fault(StructType schema) {
    boolean told = Arrays.asList(schema.fieldNames()).contains(CallFrame.CORRUPT_RECORD);
    return told ? coalesce(col(CallFrame.CORRUPT_RECORD), lit(NO_ID)) : lit(NO_ID);
  }
}
