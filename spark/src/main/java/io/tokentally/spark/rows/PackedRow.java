package io.tokentally.spark.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.timestamp_micros;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@link Schemas#USAGE}, {@link Schemas#KIND}, {@link Schemas#OWN} and {@link
 * Schemas#FINDING} on their way out of a task, equal columns in lists. Spark makes one method of
 * all columns that it takes over from an object, and with some thirty of them the JVM finds it too
 * long to compile.
 */
public final class PackedRow {

  /** Which of them a row is. */
  private static final String PART = "part";

  private static final String USAGE = "usage";
  private static final String KIND = "kind";
  private static final String OWN = "own";
  private static final String FINDING = "finding";

  public static final StructField COUNTS =
      Schemas.field("counts", DataTypes.createArrayType(DataTypes.LongType));

  public static final StructField COSTS =
      Schemas.field("costs", DataTypes.createArrayType(Schemas.COST));

  public static final StructType SCHEMA =
      new StructType(
          new StructField[] {
            Schemas.text(PART),
            Schemas.field("is_root", DataTypes.BooleanType),
            Schemas.field("strings", DataTypes.createArrayType(DataTypes.StringType)),
            Schemas.field("call_ids", DataTypes.createArrayType(DataTypes.StringType)),
            COUNTS,
            COSTS
          });

  private static final Map<DataType, String> LISTS =
      Map.of(DataTypes.StringType, "strings", DataTypes.LongType, "counts", Schemas.COST, "costs");

  private PackedRow() {}

  /** {@return a row of usage; the lists have the columns of their type in order} */
  public static Row usage(
      boolean isRoot,
      @Nullable String[] texts,
      @Nullable Long[] counts,
      @Nullable BigDecimal[] costs) {
    return RowFactory.create(USAGE, isRoot, texts, null, counts, costs);
  }

  /** {@return a row of a kind} */
  public static Row kind(
      boolean isRoot, @Nullable String[] texts, long count, @Nullable BigDecimal cost) {
    Long[] counts = {count};
    return RowFactory.create(KIND, isRoot, texts, null, counts, new @Nullable BigDecimal[] {cost});
  }

  /** {@return a row of a call's own usage} */
  public static Row own(
      @Nullable String[] texts, @Nullable Long[] counts, @Nullable BigDecimal[] costs) {
    return RowFactory.create(OWN, null, texts, null, counts, costs);
  }

  /** {@return a row of a finding} */
  public static Row finding(@Nullable String[] texts, String[] callIds, @Nullable Long count) {
    return RowFactory.create(FINDING, null, texts, callIds, new @Nullable Long[] {count}, null);
  }

  public static Dataset<Row> usage(Dataset<Row> packed) {
    return unpacked(packed.where(col(PART).equalTo(USAGE)), Schemas.USAGE);
  }

  public static Dataset<Row> own(Dataset<Row> packed) {
    Dataset<Row> own = unpacked(packed.where(col(PART).equalTo(OWN)), Schemas.OWN);
    for (String date : List.of("started_at", "ended_at")) {
      own = own.withColumn(date, timestamp_micros(col(date)));
    }
    return own;
  }

  public static Dataset<Row> kinds(Dataset<Row> packed) {
    return unpacked(packed.where(col(PART).equalTo(KIND)), Schemas.KIND);
  }

  public static Dataset<Row> findings(Dataset<Row> packed) {
    return unpacked(packed.where(col(PART).equalTo(FINDING)), Schemas.FINDING);
  }

  /** {@return the columns of {@link #COUNTS} and {@link #COSTS}, each by its name} */
  public static List<Column> amounts() {
    return unpacked(Schemas.AMOUNTS);
  }

  private static Dataset<Row> unpacked(Dataset<Row> packed, StructType schema) {
    return packed.select(unpacked(List.of(schema.fields())).toArray(Column[]::new));
  }

  /** {@return the fields as columns: of those in lists each is the next of its list} */
  private static List<Column> unpacked(List<StructField> fields) {
    List<Column> columns = new ArrayList<>();
    Map<DataType, Integer> unpacked = new HashMap<>();
    for (StructField field : fields) {
      String list = LISTS.get(field.dataType());
      int number = unpacked.merge(field.dataType(), 1, Integer::sum);
      Column column = list == null ? col(field.name()) : element_at(col(list), lit(number));
      columns.add(column.as(field.name()));
    }
    return columns;
  }
}
