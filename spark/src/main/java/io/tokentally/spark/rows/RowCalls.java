package io.tokentally.spark.rows;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.json.CallColumn;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.value.Timestamps;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls of rows with some prepared columns. It never throws: a date that cannot be read is
 * null, and text in a JSON column that is no JSON is that text.
 */
public final class RowCalls implements Serializable {

  private static final long serialVersionUID = 1;

  private final CallColumn[] columns;

  /**
   * A reader of rows.
   *
   * @param columns what the rows have, in that order
   */
  public RowCalls(Collection<CallColumn> columns) {
    this.columns = columns.toArray(CallColumn[]::new);
  }

  /** {@return the call of a row} One without an id, which no filter asks for, has an empty one. */
  public Call call(Row row) {
    Call.Builder call = Call.builder().id("");
    for (int i = 0; i < columns.length; i++) {
      Object prepared = row.get(i);
      Object value = prepared == null ? null : value(columns[i].kind(), prepared);
      if (value != null) {
        columns[i].set(call, value);
      }
    }
    return call.build();
  }

  private static @Nullable Object value(CallColumn.Kind kind, Object prepared) {
    return switch (kind) {
      case TEXT, INTEGER -> prepared;
      case DATE -> moment(prepared);
      case LIST -> texts((String) prepared);
      case JSON -> json((String) prepared);
    };
  }

  /** {@return the timestamp that a prepared date stands for, null if it cannot be read} */
  public static @Nullable Instant moment(Object value) {
    return value instanceof Long micros
        ? Instant.EPOCH.plus(micros, ChronoUnit.MICROS)
        : Timestamps.parse((String) value);
  }

  /** {@return the value that the JSON holds; the text itself if it is rejected} */
  public static @Nullable Object json(String text) {
    ErrorCollector faults = new ErrorCollector();
    try {
      Object value = JsonReader.read(text, Loc.ROOT, faults);
      return faults.isEmpty() ? value : text;
    } catch (ValidationException e) {
      return text;
    }
  }

  private static List<String> texts(String json) {
    return json(json) instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
