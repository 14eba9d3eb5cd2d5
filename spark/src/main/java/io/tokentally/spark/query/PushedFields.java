package io.tokentally.spark.query;

import static org.apache.spark.sql.functions.col;

import io.tokentally.FieldPath;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Operand;
import io.tokentally.json.CallColumn;
import io.tokentally.spark.rows.CallFrame;
import io.tokentally.spark.rows.SparkTypes;
import io.tokentally.spark.rows.StructJson;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.catalyst.util.CharVarcharUtils;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampType;
import org.jspecify.annotations.Nullable;

/** Finds the fields of calls that Spark can compare with constants as a query does. */
final class PushedFields {

  private final CallFrame frame;
  private final Dialect dialect;

  PushedFields(CallFrame frame, Dialect dialect) {
    this.frame = frame;
    this.dialect = dialect;
  }

  /** {@return the field that the operand is, null if it is none, or none that Spark can compare} */
  @Nullable PushedField find(Operand operand) {
    if (!(operand instanceof Operand.GetField field)) {
      return null;
    }
    FieldPath path = FieldPath.parse(field.path());
    CallColumn column = CallColumn.named(path.column());
    StructField found = column == null ? null : frame.field(column);
    if (column == null || found == null || isPadded(found)) {
      return null;
    }
    Column value = col("`" + column.wireName() + "`");
    return column.kind() == CallColumn.Kind.JSON
        ? below(value, found, path)
        : column(value, column, found.dataType());
  }

  private @Nullable PushedField column(Column value, CallColumn column, DataType type) {
    return switch (column.kind()) {
      case TEXT, INTEGER -> scalar(value, type);
      case DATE ->
          type instanceof TimestampType && !isNeverNull(column)
              ? new PushedTimestamp(value, dialect)
              : null;
      case LIST, JSON -> null;
    };
  }

  /** {@return whether the dialect reads a date where none is} */
  private boolean isNeverNull(CallColumn column) {
    return dialect != Dialect.STANDARD && column == CallColumn.EXPIRE_AT;
  }

  private @Nullable PushedField below(Column value, StructField field, FieldPath path) {
    // To the WEAVE dialects all JSON is text: a number its digits, nothing at all the empty one.
    boolean possible =
        dialect == Dialect.STANDARD
            && field.dataType() instanceof StructType
            && !isComputed(path.parts())
            && StructJson.isAlwaysRead(field.dataType());
    return possible ? below(value, field.dataType(), path.below()) : null;
  }

  private @Nullable PushedField below(Column value, DataType type, List<String> keys) {
    if (keys.isEmpty()) {
      return scalar(value, type);
    }
    StructField member = type instanceof StructType struct ? member(struct, keys.get(0)) : null;
    return member == null
        ? null
        : below(value.getField(member.name()), member.dataType(), keys.subList(1, keys.size()));
  }

  /** {@return the member of that name, null if there is none or Spark might take another for it} */
  private static @Nullable StructField member(StructType struct, String name) {
    List<StructField> like =
        Arrays.stream(struct.fields()).filter(f -> f.name().equalsIgnoreCase(name)).toList();
    return like.size() == 1 && like.get(0).name().equals(name) ? like.get(0) : null;
  }

  private @Nullable PushedField scalar(Column value, DataType type) {
    if (type.equals(DataTypes.StringType)) {
      return new PushedString(value);
    }
    return SparkTypes.isInteger(type) ? new PushedInteger(value, type, dialect) : null;
  }

  /** {@return whether Spark pads constants beside the column, as it does for CHAR} */
  private static boolean isPadded(StructField field) {
    return CharVarcharUtils.getRawTypeString(field.metadata()).isDefined();
  }

  /** {@return whether the path is that of a field that is computed} */
  private static boolean isComputed(List<String> path) {
    return path.size() > 2 && path.get(0).equals("summary") && path.get(1).equals("weave");
  }
}
