package io.tokentally.spark.rows;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.json.Faults;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.value.Moments;
import java.io.Serializable;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
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
      Object value = row.get(i);
      if (value != null) {
        set(call, columns[i], value);
      }
    }
    return call.build();
  }

  private static void set(Call.Builder call, CallColumn column, Object value) {
    switch (column) {
      case ID -> call.id((String) value);
      case PROJECT_ID -> call.projectId((String) value);
      case TRACE_ID -> call.traceId((String) value);
      case PARENT_ID -> call.parentId((String) value);
      case THREAD_ID -> call.threadId((String) value);
      case TURN_ID -> call.turnId((String) value);
      case OP_NAME -> call.opName((String) value);
      case DISPLAY_NAME -> call.displayName((String) value);
      case STARTED_AT -> call.startedAt(moment(value));
      case ENDED_AT -> call.endedAt(moment(value));
      case DELETED_AT -> call.deletedAt(moment(value));
      case EXPIRE_AT -> call.expireAt(moment(value));
      case EXCEPTION -> call.exception((String) value);
      case WB_USER_ID -> call.wbUserId((String) value);
      case WB_RUN_ID -> call.wbRunId((String) value);
      case WB_RUN_STEP -> call.wbRunStep((Long) value);
      case WB_RUN_STEP_END -> call.wbRunStepEnd((Long) value);
      case INPUT_REFS -> eachText(value, call::addInputRefs);
      case OUTPUT_REFS -> eachText(value, call::addOutputRefs);
      case INPUTS -> call.inputs(json((String) value));
      case OUTPUT -> call.output(json((String) value));
      case ATTRIBUTES -> call.attributes(json((String) value));
      case SUMMARY -> call.summary(json((String) value));
    }
  }

  /** {@return the timestamp that a prepared date stands for, null if it cannot be read} */
  public static @Nullable Instant moment(Object value) {
    return value instanceof Long micros
        ? Instant.EPOCH.plus(micros, ChronoUnit.MICROS)
        : Moments.parse((String) value);
  }

  /** {@return the value that the JSON holds; the text itself if it is rejected} */
  static @Nullable Object json(String text) {
    Faults faults = new Faults();
    try {
      Object value = JsonReader.read(text, Loc.ROOT, faults);
      return faults.isEmpty() ? value : text;
    } catch (ValidationException e) {
      return text;
    }
  }

  private static void eachText(Object value, Consumer<String> add) {
    if (json((String) value) instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof String text) {
          add.accept(text);
        }
      }
    }
  }
}
