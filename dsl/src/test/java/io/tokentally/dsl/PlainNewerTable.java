package io.tokentally.dsl;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A call on its way into the newer table of calls and back, plainly: docs/weave.md section 17. */
final class PlainNewerTable {

  private static final Instant NEVER = Instant.parse("2100-01-01T00:00:00Z");

  /** What each column has for null, as a value of the dialect. */
  static final Map<String, Object> FOR_NULL =
      Map.ofEntries(
          Map.entry("parent_id", ""),
          Map.entry("display_name", ""),
          Map.entry("exception", ""),
          Map.entry("wb_user_id", ""),
          Map.entry("wb_run_id", ""),
          Map.entry("thread_id", ""),
          Map.entry("turn_id", ""),
          Map.entry("wb_run_step", BigInteger.ZERO),
          Map.entry("wb_run_step_end", BigInteger.ZERO),
          Map.entry("ended_at", Instant.EPOCH),
          Map.entry("deleted_at", Instant.EPOCH),
          Map.entry("expire_at", NEVER));

  private PlainNewerTable() {}

  /** {@return the JSON of a call with no null in these columns} */
  static Map<String, Object> stored(Map<String, ?> call) {
    Map<String, Object> stored = new LinkedHashMap<>(call);
    FOR_NULL.forEach(
        (column, value) -> {
          if (call.get(column) == null) {
            stored.put(column, value instanceof Instant ? value.toString() : json(value));
          }
        });
    return stored;
  }

  private static Object json(Object value) {
    return value instanceof BigInteger number ? (Object) new BigDecimal(number) : value;
  }

  /** {@return the JSON of a call with null in these columns where such a value is stored} */
  static Map<String, Object> readBack(Map<String, ?> call) {
    Map<String, Object> read = new LinkedHashMap<>(stored(call));
    PlainCalls columns = new PlainCalls(read);
    FOR_NULL.forEach(
        (column, value) -> {
          Object found = columns.apply(List.of(column));
          boolean zero = found instanceof BigDecimal number && number.signum() == 0;
          if (zero || value.equals(found)) {
            read.put(column, null);
          }
        });
    return read;
  }
}
