package io.tokentally.spark.rows;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.CallColumn;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.types.NullType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Which columns of calls a dataset has. Columns that are no call's are left alone. */
public final class CallFrame {

  /** The column that says why a row is no call; null for calls. */
  public static final String CORRUPT_RECORD = "_corrupt_record";

  private final Map<CallColumn, StructField> fields = new LinkedHashMap<>();

  /**
   * A dataset's columns.
   *
   * @throws io.tokentally.ValidationException if a column has a type that it cannot have, is there
   *     twice or has its name in another case, or the id is missing; with every error
   */
  public CallFrame(StructType schema) {
    ErrorCollector faults = new ErrorCollector();
    for (StructField field : schema.fields()) {
      CallColumn column = CallColumn.named(field.name());
      if (column != null) {
        if (!SparkTypes.accepts(column.kind(), field.dataType())) {
          String found = field.dataType().sql();
          String msg = "expected " + SparkTypes.expected(column.kind()) + ", found " + found;
          faults.add(Loc.ROOT.key(field.name()), Type.TYPE, msg);
        }
        if (fields.put(column, field) != null) {
          String msg = "expected one such column, found another";
          faults.add(Loc.ROOT.key(field.name()), Type.VALUE, msg);
        }
      }
    }
    for (StructField field : schema.fields()) {
      CallColumn meant = CallColumn.named(field.name().toLowerCase(Locale.ROOT));
      if (meant != null && !fields.containsKey(meant)) {
        String msg = "expected the name " + meant.wireName() + " for a column of calls";
        faults.add(Loc.ROOT.key(field.name()), Type.VALUE, msg);
      }
    }
    if (!fields.containsKey(CallColumn.ID)) {
      faults.add(Loc.ROOT.key("id"), Type.MISSING, "required, but the dataset has no such column");
    }
    faults.throwIfAny();
  }

  /** {@return the dataset's column, null if it has none} */
  public @Nullable StructField field(CallColumn column) {
    return fields.get(column);
  }

  /** {@return whether the dataset has the column, and something may be in it} */
  public boolean has(CallColumn column) {
    StructField field = fields.get(column);
    return field != null && !(field.dataType() instanceof NullType);
  }

  /** {@return the column as {@link RowCalls} reads it; nulls where the dataset has none} */
  public Column prepared(CallColumn column) {
    StructField field = fields.get(column);
    Column prepared =
        field == null
            ? lit(null).cast(SparkTypes.text(column.kind()))
            : SparkTypes.prepared(
                column.kind(), col("`" + column.wireName() + "`"), field.dataType());
    return prepared.as(column.wireName());
  }

  /** {@return those columns in one, as {@link RowCalls} reads them} */
  public Column prepared(Collection<CallColumn> columns) {
    List<Column> all = new ArrayList<>();
    columns.forEach(column -> all.add(prepared(column)));
    return struct(all.toArray(Column[]::new));
  }
}
