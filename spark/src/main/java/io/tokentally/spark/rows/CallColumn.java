package io.tokentally.spark.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.tokentally.Call;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** The columns of a call, in the order in which a dataset made from JSON has them. */
public enum CallColumn {
  ID(Kind.TEXT, Call::id),
  PROJECT_ID(Kind.TEXT, Call::projectId),
  TRACE_ID(Kind.TEXT, Call::traceId),
  PARENT_ID(Kind.TEXT, Call::parentId),
  THREAD_ID(Kind.TEXT, Call::threadId),
  TURN_ID(Kind.TEXT, Call::turnId),
  OP_NAME(Kind.TEXT, Call::opName),
  DISPLAY_NAME(Kind.TEXT, Call::displayName),
  STARTED_AT(Kind.DATE, Call::startedAt),
  ENDED_AT(Kind.DATE, Call::endedAt),
  DELETED_AT(Kind.DATE, Call::deletedAt),
  EXPIRE_AT(Kind.DATE, Call::expireAt),
  EXCEPTION(Kind.TEXT, Call::exception),
  WB_USER_ID(Kind.TEXT, Call::wbUserId),
  WB_RUN_ID(Kind.TEXT, Call::wbRunId),
  WB_RUN_STEP(Kind.INTEGER, Call::wbRunStep),
  WB_RUN_STEP_END(Kind.INTEGER, Call::wbRunStepEnd),
  INPUT_REFS(Kind.LIST, Call::inputRefs),
  OUTPUT_REFS(Kind.LIST, Call::outputRefs),
  INPUTS(Kind.JSON, Call::inputs),
  OUTPUT(Kind.JSON, Call::output),
  ATTRIBUTES(Kind.JSON, Call::attributes),
  SUMMARY(Kind.JSON, Call::summary);

  private static final Map<String, CallColumn> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(CallColumn::sqlName, Function.identity()));

  private final Kind kind;

  @SuppressWarnings("ImmutableEnumChecker") // references to methods of calls hold nothing
  private final Function<Call, @Nullable Object> read;

  CallColumn(Kind kind, Function<Call, @Nullable Object> read) {
    this.kind = kind;
    this.read = read;
  }

  /** {@return the column of that name, null if calls have none} */
  public static @Nullable CallColumn named(String name) {
    return BY_NAME.get(name);
  }

  /** {@return the name in datasets and in JSON} */
  public String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public Kind kind() {
    return kind;
  }

  /** {@return what a call has in this column} */
  public @Nullable Object of(Call call) {
    return read.apply(call);
  }

  /** {@return the dataset's column in the form that {@link RowCalls} reads} */
  Column prepared(StructField field) {
    return kind.prepared(col("`" + sqlName() + "`"), field.dataType()).as(sqlName());
  }

  /** {@return a column of nulls, where the dataset has none} */
  Column absent() {
    return lit(null).cast(kind.text()).as(sqlName());
  }

  /** What a column holds, and which types of Spark can hold it. */
  public enum Kind {
    TEXT("text (STRING)"),
    DATE("a date (TIMESTAMP, TIMESTAMP_NTZ, DATE, or STRING in ISO-8601)"),
    INTEGER("an integer (BIGINT, INT, SMALLINT or TINYINT)"),
    LIST("a list of texts (ARRAY<STRING>, or STRING with JSON)"),
    JSON("JSON (STRING, STRUCT, MAP, ARRAY, VARIANT, BOOLEAN or a number)");

    private final String expected;

    Kind(String expected) {
      this.expected = expected;
    }

    /** {@return what is expected, in words} */
    String expected() {
      return expected;
    }

    /** {@return the type that a dataset made from JSON has} */
    public DataType text() {
      return switch (this) {
        case INTEGER -> DataTypes.LongType;
        case LIST -> DataTypes.createArrayType(DataTypes.StringType);
        case TEXT, DATE, JSON -> DataTypes.StringType;
      };
    }

    boolean accepts(DataType type) {
      return SparkTypes.accepts(this, type);
    }

    private Column prepared(Column column, DataType type) {
      return SparkTypes.prepared(this, column, type);
    }
  }
}
