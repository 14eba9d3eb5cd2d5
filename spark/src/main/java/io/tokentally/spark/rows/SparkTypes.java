package io.tokentally.spark.rows;

import static org.apache.spark.sql.functions.abs;
import static org.apache.spark.sql.functions.to_json;
import static org.apache.spark.sql.functions.unix_micros;
import static org.apache.spark.sql.functions.when;

import io.tokentally.json.CallColumn.Kind;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.ByteType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.FloatType;
import org.apache.spark.sql.types.IntegerType;
import org.apache.spark.sql.types.LongType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.ShortType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VariantType;

/**
 * Which types of Spark a column of calls may have, and what they become before they are read:
 * strings stay, timestamps are microseconds since 1970, JSON is text. All of it is done by Spark,
 * so that it reads no more of a file than is needed.
 */
public final class SparkTypes {

  private SparkTypes() {}

  /** {@return which types a column may have, in words} */
  static String expected(Kind kind) {
    return switch (kind) {
      case TEXT -> "a string (STRING)";
      case DATE -> "a date (TIMESTAMP, TIMESTAMP_NTZ, DATE, or STRING in ISO-8601)";
      case INTEGER -> "an integer (BIGINT, INT, SMALLINT or TINYINT)";
      case LIST -> "a list of strings (ARRAY<STRING>, or STRING with JSON)";
      case JSON -> "JSON (STRING, STRUCT, MAP, ARRAY, VARIANT, BOOLEAN or a number)";
    };
  }

  /** {@return the type that a dataset made from JSON has} */
  public static DataType text(Kind kind) {
    return switch (kind) {
      case INTEGER -> DataTypes.LongType;
      case LIST -> DataTypes.createArrayType(DataTypes.StringType);
      case TEXT, DATE, JSON -> DataTypes.StringType;
    };
  }

  static boolean accepts(Kind kind, DataType type) {
    if (type instanceof StringType) {
      return kind != Kind.INTEGER;
    }
    if (type instanceof NullType) {
      return true;
    }
    return switch (kind) {
      case TEXT -> false;
      case DATE -> isMoment(type);
      case INTEGER -> isInteger(type);
      case LIST -> type instanceof ArrayType list && list.elementType() instanceof StringType;
      case JSON -> isNested(type) || type instanceof NumericType || type instanceof BooleanType;
    };
  }

  static Column prepared(Kind kind, Column column, DataType type) {
    if (type instanceof NullType) {
      return column.cast(text(kind));
    }
    return switch (kind) {
      case TEXT -> column;
      // What has no time zone is taken as UTC, as its text is; whatever the session's zone is.
      case DATE ->
          type instanceof TimestampType ? unix_micros(column) : column.cast(DataTypes.StringType);
      case INTEGER -> column.cast(DataTypes.LongType);
      case LIST -> type instanceof ArrayType ? to_json(column) : column;
      case JSON -> json(column, type);
    };
  }

  /** {@return the value as JSON text, null for null} */
  static Column json(Column value, DataType type) {
    if (isNested(type)) {
      // A member that is null is written: it may be asked for.
      return to_json(value, Map.of("ignoreNullFields", "false"));
    }
    Column text = value.cast(DataTypes.StringType);
    // JSON has no such numbers (docs/semantics.md rule 15).
    return isFloating(type) ? when(abs(value).lt(Double.POSITIVE_INFINITY), text) : text;
  }

  private static boolean isFloating(DataType type) {
    return type instanceof DoubleType || type instanceof FloatType;
  }

  static boolean isMoment(DataType type) {
    return type instanceof TimestampType
        || type instanceof TimestampNTZType
        || type instanceof DateType;
  }

  public static boolean isInteger(DataType type) {
    return type instanceof LongType
        || type instanceof IntegerType
        || type instanceof ShortType
        || type instanceof ByteType;
  }

  private static boolean isNested(DataType type) {
    return type instanceof StructType
        || type instanceof MapType
        || type instanceof ArrayType
        || type instanceof VariantType;
  }
}
