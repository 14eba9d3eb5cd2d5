package io.tokentally.importers.exports;

import io.tokentally.Call;
import io.tokentally.importers.read.Reading;
import io.tokentally.importers.read.RecordPlace;
import io.tokentally.importers.read.RecordReader;
import io.tokentally.importers.read.Summary;
import io.tokentally.importers.read.Value;
import io.tokentally.value.Timestamps;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of a table whose columns the caller named. */
public final class Table implements RecordReader {

  /** Which member of usage a column is. */
  private static final Map<String, String> COUNTS = new LinkedHashMap<>();

  static {
    COUNTS.put("input", "input_tokens");
    COUNTS.put("output", "output_tokens");
    COUNTS.put("total", "total_tokens");
    COUNTS.put("cache_read", "cache_read_input_tokens");
    COUNTS.put("cache_write", "cache_creation_input_tokens");
    COUNTS.put("reasoning", "reasoning_tokens");
    COUNTS.put("requests", "requests");
    COUNTS.put("cost", "cost");
  }

  private static final int MOST_SECONDS_DIGITS = 11;

  private final Reading reading;
  private final Map<String, String> columns;
  private int rows;

  public Table(Reading reading) {
    this.reading = reading;
    this.columns = reading.columns();
  }

  @Override
  public void read(Map<?, ?> row, Map<?, ?> around, RecordPlace at) {
    rows++;
    String id = cell(row, "id");
    String model = cell(row, "model");
    Map<String, Object> usage = new LinkedHashMap<>();
    COUNTS.forEach(
        (column, member) -> {
          String count = cell(row, column);
          if (count != null) {
            usage.put(member, count);
          }
        });
    String hour = cell(row, "cache_write_1h");
    if (hour != null) {
      usage.put("cache_creation", Map.of("ephemeral_1h_input_tokens", hour));
    }
    String started = cell(row, "started");
    Instant time = time(started);
    if (started != null && time == null) {
      reading
          .log()
          .bad(
              "expected " + Timestamps.EXPECTED + ", found \"" + started + "\"",
              at.line(),
              at.column());
      return;
    }
    Call.Builder call = Call.builder();
    call.id(id == null ? reading.stem() + "#" + rows : id)
        .parentId(cell(row, "parent"))
        .traceId(cell(row, "trace"))
        .projectId(cell(row, "project"))
        .threadId(cell(row, "thread"))
        .wbUserId(cell(row, "user"))
        .opName(cell(row, "operation"))
        .startedAt(time)
        .endedAt(cell(row, "ended") == null ? time : time(cell(row, "ended")));
    if (!usage.isEmpty()) {
      call.summary(Summary.of(model, usage));
    }
    reading.call(call.build());
  }

  private @Nullable String cell(Map<?, ?> row, String column) {
    String name = columns.get(column);
    return name == null ? null : Value.text(row, name);
  }

  /** {@return a timestamp: in text, or seconds or milliseconds since 1970} */
  private static @Nullable Instant time(@Nullable String text) {
    if (text == null) {
      return null;
    }
    if (!text.matches("[0-9]{9,16}(\\.[0-9]{1,9})?")) {
      return Timestamps.parse(text);
    }
    BigDecimal number = new BigDecimal(text);
    boolean isMillis = number.precision() - number.scale() > MOST_SECONDS_DIGITS;
    return Timestamps.ofEpochSeconds(isMillis ? number.movePointLeft(3) : number);
  }
}
