package io.tokentally.spark;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.json.JsonText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import org.apache.spark.api.java.function.FilterFunction;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Reads calls that are newline-delimited JSON as a dataset with the columns of {@link Call}.
 * Numbers in JSON keep every digit, which Spark's own reading of JSON does not promise.
 *
 * <p>Dates are text, exact to the nanosecond; JSON columns are JSON text. A line that is no call
 * makes a row whose columns are null but for {@link #FAULT}, which says why; a rollup tells of it
 * in its findings.
 */
public final class CallLines {

  /** The column that says why a line is no call; null for calls. */
  public static final String FAULT = "_corrupt_record";

  private CallLines() {}

  /**
   * {@return the calls in the files}
   *
   * @param paths files or folders, each with a call a line; blank lines are skipped, and names that
   *     end in {@code .gz} are decompressed
   */
  public static Dataset<Row> read(SparkSession session, String... paths) {
    return read(session, EnumSet.allOf(CallColumn.class), paths);
  }

  /**
   * {@return the calls in the lines}
   *
   * @param lines a call each; blank ones are skipped
   */
  public static Dataset<Row> parse(Dataset<String> lines) {
    return parse(lines, EnumSet.allOf(CallColumn.class));
  }

  /** {@return the calls with these columns alone} */
  static Dataset<Row> read(SparkSession session, Collection<CallColumn> columns, String... paths) {
    Dataset<Row> lines = session.read().option("lineSep", "\n").text(paths);
    return parse(lines.as(Encoders.STRING()), columns);
  }

  private static Dataset<Row> parse(Dataset<String> lines, Collection<CallColumn> columns) {
    Parser parser = new Parser(columns);
    FilterFunction<String> notBlank = line -> !line.isBlank();
    return lines.filter(notBlank).map(parser, Encoders.row(parser.schema()));
  }

  private static final class Parser implements MapFunction<String, Row> {

    private static final long serialVersionUID = 1;

    private final CallColumn[] columns;

    private Parser(Collection<CallColumn> columns) {
      this.columns = columns.toArray(CallColumn[]::new);
    }

    private StructType schema() {
      List<StructField> fields = new ArrayList<>();
      for (CallColumn column : columns) {
        fields.add(Schemas.field(column.sqlName(), column.kind().text()));
      }
      fields.add(Schemas.text(FAULT));
      return new StructType(fields.toArray(StructField[]::new));
    }

    @Override
    public Row call(String line) {
      @Nullable Object[] row = new @Nullable Object[columns.length + 1];
      try {
        Call call = Call.parse(line);
        for (int i = 0; i < columns.length; i++) {
          row[i] = value(call, columns[i]);
        }
      } catch (ValidationException e) {
        Arrays.fill(row, null);
        row[columns.length] = e.getMessage();
      }
      return RowFactory.create(row);
    }

    private static @Nullable Object value(Call call, CallColumn column) {
      return switch (column) {
        case ID -> call.id();
        case PROJECT_ID -> call.projectId();
        case TRACE_ID -> call.traceId();
        case PARENT_ID -> call.parentId();
        case THREAD_ID -> call.threadId();
        case TURN_ID -> call.turnId();
        case OP_NAME -> call.opName();
        case DISPLAY_NAME -> call.displayName();
        case STARTED_AT -> text(call.startedAt());
        case ENDED_AT -> text(call.endedAt());
        case DELETED_AT -> text(call.deletedAt());
        case EXPIRE_AT -> text(call.expireAt());
        case EXCEPTION -> call.exception();
        case WB_USER_ID -> call.wbUserId();
        case WB_RUN_ID -> call.wbRunId();
        case WB_RUN_STEP -> call.wbRunStep();
        case WB_RUN_STEP_END -> call.wbRunStepEnd();
        case INPUT_REFS -> call.inputRefs().toArray(String[]::new);
        case OUTPUT_REFS -> call.outputRefs().toArray(String[]::new);
        case INPUTS -> json(call.inputs());
        case OUTPUT -> json(call.output());
        case ATTRIBUTES -> json(call.attributes());
        case SUMMARY -> json(call.summary());
      };
    }

    private static @Nullable String text(@Nullable Instant moment) {
      return moment == null ? null : moment.toString();
    }

    private static @Nullable String json(@Nullable Object value) {
      return value == null ? null : JsonText.of(value);
    }
  }
}
