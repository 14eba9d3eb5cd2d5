package io.tokentally.spark;

import io.tokentally.Call;
import io.tokentally.ValidationException;
import io.tokentally.json.CallColumn;
import io.tokentally.json.JsonText;
import io.tokentally.spark.rows.CallFrame;
import io.tokentally.spark.rows.Schemas;
import io.tokentally.spark.rows.SparkTypes;
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
 * makes a row whose columns are null but for {@link #CORRUPT_RECORD}, which says why; a rollup has
 * it in its findings.
 */
public final class CallLines {

  /** The column that says why a line is no call; null for calls. */
  public static final String CORRUPT_RECORD = CallFrame.CORRUPT_RECORD;

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
        fields.add(Schemas.field(column.wireName(), SparkTypes.text(column.kind())));
      }
      fields.add(Schemas.text(CORRUPT_RECORD));
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
      Object value = column.getter().apply(call);
      if (value == null) {
        return null;
      }
      return switch (column.kind()) {
        case TEXT, INTEGER -> value;
        case DATE -> value.toString();
        case LIST -> ((List<?>) value).toArray(String[]::new);
        case JSON -> JsonText.of(value);
      };
    }
  }
}
