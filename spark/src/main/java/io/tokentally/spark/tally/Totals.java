package io.tokentally.spark.tally;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.raise_error;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import io.tokentally.json.CallColumn;
import io.tokentally.spark.rows.CallFrame;
import io.tokentally.spark.rows.PackedRow;
import io.tokentally.spark.rows.Schemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Sums of usage, exact or rejected: counts above 64 bits, costs wider than their column and one
 * model's amounts in different units are errors, whatever the session's settings.
 */
public final class Totals {

  private static final DataType WIDE = DataTypes.createDecimalType(20, 0);

  private static final String FLAWS = "flaws";

  private Totals() {}

  /** {@return the sums of the calls' own usage} */
  public static Dataset<Row> ofCalls(
      Dataset<Row> calls, List<Column> by, Broadcast<SharedTally> tally) {
    CallFrame frame = new CallFrame(calls.schema());
    List<String> names = List.of(calls.select(by.toArray(Column[]::new)).columns());
    refuseTaken(names);
    List<Column> read = new ArrayList<>();
    List<Column> groups = new ArrayList<>();
    for (int i = 0; i < by.size(); i++) {
      read.add(by.get(i).as("by_" + i));
      groups.add(col("by_" + i).as(names.get(i)));
    }
    read.add(frame.prepared(CallColumn.PROJECT_ID));
    read.add(frame.prepared(CallColumn.STARTED_AT));
    read.add(RollupInput.summary(frame).as("summary"));
    read.add(frame.prepared(CallColumn.ID).isNotNull().as("is_call"));
    read.add(RollupInput.response(frame).as("response"));
    Dataset<Row> input = calls.select(read.toArray(Column[]::new));
    List<StructField> own = new ArrayList<>(List.of(input.schema().fields()).subList(0, by.size()));
    own.add(Schemas.text("model"));
    own.add(Schemas.text("unit"));
    own.add(PackedRow.COUNTS);
    own.add(PackedRow.COSTS);
    own.add(Schemas.field(FLAWS, DataTypes.LongType));
    StructType schema = new StructType(own.toArray(StructField[]::new));
    Dataset<Row> usage = input.mapPartitions(new OwnUsage(tally, by.size()), Encoders.row(schema));
    List<Column> columns = new ArrayList<>(groups);
    columns.addAll(List.of(col("model"), col("unit"), col(FLAWS)));
    columns.addAll(PackedRow.amounts());
    return addUp(
        usage.select(columns.toArray(Column[]::new)),
        quoted(names),
        List.of(sum(col(FLAWS)).as(FLAWS)));
  }

  private static void refuseTaken(List<String> names) {
    Set<String> taken = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    taken.addAll(List.of("model", "unit", FLAWS));
    taken.addAll(Schemas.COUNTS);
    taken.addAll(Schemas.COSTS);
    for (String name : names) {
      if (!taken.add(name)) {
        throw new IllegalArgumentException(
            "expected columns to group by with names of their own, found " + name);
      }
    }
  }

  /** {@return the sums by model} */
  public static Dataset<Row> ofUsage(Dataset<Row> usage) {
    return addUp(usage, List.of(), List.of());
  }

  /** {@return the sums by model and whatever else} */
  public static Dataset<Row> ofUsage(Dataset<Row> usage, List<Column> by) {
    List<String> names = List.of(usage.select(by.toArray(Column[]::new)).columns());
    refuseTaken(names);
    List<Column> columns = new ArrayList<>(by);
    Stream.of(List.of("model", "unit"), Schemas.COUNTS, Schemas.COSTS)
        .flatMap(List::stream)
        .forEach(name -> columns.add(col(name)));
    return addUp(usage.select(columns.toArray(Column[]::new)), quoted(names), List.of());
  }

  private static List<Column> quoted(List<String> names) {
    return names.stream().map(name -> col("`" + name.replace("`", "``") + "`")).toList();
  }

  private static Dataset<Row> addUp(Dataset<Row> usage, List<Column> by, List<Column> more) {
    List<Column> groups = new ArrayList<>(by);
    groups.add(col("model"));
    List<Column> sums = new ArrayList<>();
    sums.add(unit().as("unit"));
    Schemas.COUNTS.forEach(name -> sums.add(total(name).as(name)));
    Schemas.COSTS.forEach(name -> sums.add(cost(name).as(name)));
    sums.addAll(more);
    return usage
        .groupBy(groups.toArray(Column[]::new))
        .agg(sums.get(0), sums.subList(1, sums.size()).toArray(Column[]::new));
  }

  private static Column unit() {
    Column least = min(col("unit"));
    Column error = refusal("amounts of model \"", lit("\" are in different units: "), least);
    return when(least.equalTo(max(col("unit"))).or(least.isNull()), least)
        .otherwise(raise_error(concat(error, lit(" and "), max(col("unit")))).cast("string"));
  }

  private static Column total(String name) {
    // Decimals do not wrap.
    Column sum = sum(col(name).cast(WIDE));
    Column error = refusal("a count of model \"", lit("\" in the total exceeds 64 bits: "), sum);
    return when(sum.leq(Long.MAX_VALUE), sum.cast("bigint"))
        .otherwise(raise_error(error).cast("bigint"));
  }

  /** {@return the sum, null if any part is, but for that of what has a price} */
  private static Column cost(String name) {
    return name.equals(Schemas.PRICED_COST)
        ? partly(name)
        : when(count(col(name)).equalTo(count(lit(1))), partly(name));
  }

  /** {@return the sum of what is not null} */
  private static Column partly(String name) {
    Column sum = sum(col(name));
    // Spark's sum of decimals is null when it does not fit.
    Column error = refusal("a cost of model \"", lit("\" is too large for "), lit(name));
    return when(sum.isNull().and(count(col(name)).gt(0)), raise_error(error).cast(Schemas.COST))
        .otherwise(sum);
  }

  private static Column refusal(String before, Column after, Column detail) {
    return concat(lit(before), col("model"), after, detail.cast("string"));
  }
}
