package io.tokentally.spark;

import io.tokentally.Call;
import io.tokentally.json.CallColumn;
import io.tokentally.json.JsonText;
import io.tokentally.spark.rows.SparkTypes;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Makes datasets of calls, in many of the forms that a dataset can have.
 *
 * @param dates the type of dates
 * @param step the type of integers
 * @param structs whether inputs and summary are structs, as {@link #INPUTS} and {@link #SUMMARY}
 * @param missing the columns that there are not
 */
record CallRows(DataType dates, DataType step, boolean structs, Set<CallColumn> missing) {

  static final StructType INPUTS =
      StructType.fromDDL("a STRING, b BIGINT, `a.b` STRING, c STRUCT<a: INT, d: ARRAY<STRING>>");
  static final StructType SUMMARY =
      StructType.fromDDL("status_counts STRUCT<error: INT>, b STRING");

  /** {@return the usual form: what a dataset has that is read from JSON, but with timestamps} */
  static CallRows plain() {
    return new CallRows(DataTypes.TimestampType, DataTypes.LongType, false, Set.of());
  }

  StructType schema() {
    StructType schema = new StructType();
    for (CallColumn column : CallColumn.values()) {
      if (!missing.contains(column)) {
        schema = schema.add(column.wireName(), type(column));
      }
    }
    return schema;
  }

  private DataType type(CallColumn column) {
    if (structs && column == CallColumn.INPUTS) {
      return INPUTS;
    }
    if (structs && column == CallColumn.SUMMARY) {
      return SUMMARY;
    }
    return switch (column.kind()) {
      case DATE -> dates;
      case INTEGER -> step;
      case TEXT, LIST, JSON -> SparkTypes.text(column.kind());
    };
  }

  Dataset<Row> dataset(SparkSession spark, List<Call> calls) {
    return spark.createDataFrame(calls.stream().map(this::row).toList(), schema());
  }

  private Row row(Call call) {
    return RowFactory.create(
        Arrays.stream(CallColumn.values())
            .filter(column -> !missing.contains(column))
            .map(column -> value(call, column))
            .toArray());
  }

  private @Nullable Object value(Call call, CallColumn column) {
    Object value = column.getter().apply(call);
    if (structs && column == CallColumn.INPUTS) {
      return struct(value, INPUTS);
    }
    if (structs && column == CallColumn.SUMMARY) {
      return struct(value, SUMMARY);
    }
    return switch (column.kind()) {
      case TEXT -> value;
      case DATE -> date((Instant) value);
      case INTEGER -> step((Long) value);
      case LIST -> value == null ? null : ((List<?>) value).toArray();
      case JSON -> json(value);
    };
  }

  private @Nullable Object date(@Nullable Instant moment) {
    if (moment == null || dates.equals(DataTypes.TimestampType)) {
      return moment;
    }
    return dates.equals(DataTypes.StringType)
        ? moment.toString()
        : LocalDateTime.ofInstant(moment, ZoneOffset.UTC);
  }

  private @Nullable Object step(@Nullable Long number) {
    if (number == null || step.equals(DataTypes.LongType)) {
      return number;
    }
    return step.equals(DataTypes.IntegerType)
        ? (Object) number.intValue()
        : (Object) number.byteValue();
  }

  private static @Nullable String json(@Nullable Object value) {
    return value == null ? null : JsonText.of(value);
  }

  private static @Nullable Object struct(@Nullable Object value, DataType type) {
    if (value instanceof Map<?, ?> members && type instanceof StructType struct) {
      return RowFactory.create(
          Arrays.stream(struct.fields())
              .map(field -> struct(members.get(field.name()), field.dataType()))
              .toArray());
    }
    if (value instanceof Long number && type.equals(DataTypes.IntegerType)) {
      return number.intValue();
    }
    return value instanceof List<?> list ? list.toArray() : value;
  }

  /** {@return the call that its row stands for} */
  Call read(Call call) {
    Call.Builder read = Call.builder().from(call);
    if (!dates.equals(DataTypes.StringType)) {
      read.startedAt(micros(call.startedAt())).endedAt(micros(call.endedAt()));
      read.deletedAt(micros(call.deletedAt())).expireAt(micros(call.expireAt()));
    }
    missing.forEach(column -> clear(read, column));
    return read.build();
  }

  private static @Nullable Instant micros(@Nullable Instant moment) {
    return moment == null ? null : moment.truncatedTo(ChronoUnit.MICROS);
  }

  private static void clear(Call.Builder call, CallColumn column) {
    switch (column) {
      case OP_NAME -> call.opName(null);
      case EXCEPTION -> call.exception(null);
      case STARTED_AT -> call.startedAt(null);
      case ENDED_AT -> call.endedAt(null);
      case WB_RUN_STEP -> call.wbRunStep(null);
      case INPUTS -> call.inputs(null);
      case INPUT_REFS -> call.inputRefs(List.of());
      case SUMMARY -> call.summary(null);
      default -> throw new IllegalArgumentException("not left out in tests: " + column);
    }
  }
}
