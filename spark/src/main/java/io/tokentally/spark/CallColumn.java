package io.tokentally.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

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
enum CallColumn {
  ID(Kind.TEXT),
  PROJECT_ID(Kind.TEXT),
  TRACE_ID(Kind.TEXT),
  PARENT_ID(Kind.TEXT),
  THREAD_ID(Kind.TEXT),
  TURN_ID(Kind.TEXT),
  OP_NAME(Kind.TEXT),
  DISPLAY_NAME(Kind.TEXT),
  STARTED_AT(Kind.DATE),
  ENDED_AT(Kind.DATE),
  DELETED_AT(Kind.DATE),
  EXPIRE_AT(Kind.DATE),
  EXCEPTION(Kind.TEXT),
  WB_USER_ID(Kind.TEXT),
  WB_RUN_ID(Kind.TEXT),
  WB_RUN_STEP(Kind.INTEGER),
  WB_RUN_STEP_END(Kind.INTEGER),
  INPUT_REFS(Kind.LIST),
  OUTPUT_REFS(Kind.LIST),
  INPUTS(Kind.JSON),
  OUTPUT(Kind.JSON),
  ATTRIBUTES(Kind.JSON),
  SUMMARY(Kind.JSON);

  private static final Map<String, CallColumn> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(CallColumn::sqlName, Function.identity()));

  private final Kind kind;

  CallColumn(Kind kind) {
    this.kind = kind;
  }

  /** {@return the column of that name, null if calls have none} */
  static @Nullable CallColumn named(String name) {
    return BY_NAME.get(name);
  }

  /** {@return the name in datasets and in JSON} */
  String sqlName() {
    return name().toLowerCase(Locale.ROOT);
  }

  Kind kind() {
    return kind;
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
  enum Kind {
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
    DataType text() {
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
