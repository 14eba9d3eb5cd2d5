package io.tokentally.spark.rows;

import io.tokentally.UsageCost;
import io.tokentally.UsageCount;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns of what comes out. */
public final class Schemas {

  /**
   * Amounts of money: exact up to so many digits after the point, as rates of a token have them. A
   * cost that would have to be rounded is rejected instead.
   */
  static final int COST_SCALE = 24;

  public static final DataType COST = DataTypes.createDecimalType(38, COST_SCALE);

  public static final String PRICED_COST = "priced_cost";

  public static final List<String> COUNTS =
      Stream.of(UsageCount.values()).map(UsageCount::wireName).toList();

  public static final List<String> COSTS =
      Stream.concat(
              Stream.of(UsageCost.values()).map(UsageCost::wireName),
              Stream.of("total_cost", PRICED_COST))
          .toList();

  /** The columns of counts, then those of costs. */
  static final List<StructField> AMOUNTS =
      Stream.concat(
              COUNTS.stream().map(name -> field(name, DataTypes.LongType)),
              COSTS.stream().map(name -> field(name, COST)))
          .toList();

  /** A call's usage of one model, with everything below it. */
  static final StructType USAGE = usage();

  /** A kind of a call's usage of one model that the contract does not count. */
  static final StructType KIND =
      new StructType(
          new StructField[] {
            text("project_id"),
            text("trace_id"),
            text("call_id"),
            field("is_root", DataTypes.BooleanType),
            text("model"),
            text("kind"),
            text("unit"),
            field("count", DataTypes.LongType),
            field("cost", COST)
          });

  /**
   * A call's usage of one model, of its own alone, and what is known of the call. Dates are in
   * microseconds.
   */
  static final StructType OWN = own();

  /** Something that was anomalous, guessed, skipped or could not be priced. */
  static final StructType FINDING =
      new StructType(
          new StructField[] {
            text("project_id"),
            text("trace_id"),
            text("category"),
            text("kind"),
            field("call_ids", DataTypes.createArrayType(DataTypes.StringType, false)),
            text("model"),
            text("field"),
            text("reason"),
            text("value"),
            field("count", DataTypes.LongType)
          });

  private Schemas() {}

  private static StructType usage() {
    List<StructField> fields = new ArrayList<>();
    fields.add(text("project_id"));
    fields.add(text("trace_id"));
    fields.add(text("call_id"));
    fields.add(field("is_root", DataTypes.BooleanType));
    fields.add(text("model"));
    fields.add(text("unit"));
    fields.addAll(AMOUNTS);
    return new StructType(fields.toArray(StructField[]::new));
  }

  private static StructType own() {
    List<StructField> fields = new ArrayList<>();
    fields.add(text("project_id"));
    fields.add(text("trace_id"));
    fields.add(text("call_id"));
    fields.add(text("operation"));
    fields.add(text("model"));
    fields.add(text("unit"));
    fields.addAll(AMOUNTS);
    fields.add(field("started_at", DataTypes.LongType));
    fields.add(field("ended_at", DataTypes.LongType));
    return new StructType(fields.toArray(StructField[]::new));
  }

  public static StructField text(String name) {
    return field(name, DataTypes.StringType);
  }

  public static StructField field(String name, DataType type) {
    return DataTypes.createStructField(name, type, true);
  }
}
