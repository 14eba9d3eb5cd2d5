package io.tokentally.dsl;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a call as the Weave server has them, read plainly: docs/weave.md sections 2 and 4.
 */
final class PlainWeaveCall {

  static final Set<String> DATES = Set.of("started_at", "ended_at", "deleted_at", "expire_at");

  private static final Set<String> JSON = Set.of("inputs", "output", "attributes", "summary");

  private static final Set<String> COMPUTED =
      Set.of("summary.weave.status", "summary.weave.latency_ms", "summary.weave.trace_name");

  private static final Set<String> OTHERS =
      Set.of(
          "id",
          "parent_id",
          "op_name",
          "display_name",
          "exception",
          "wb_run_step",
          "input_refs",
          "output_refs");

  private final Map<String, ?> call;
  private final PlainCalls columns;
  private final PlainCalls computed;
  private final Map<String, Object> storedForNull;

  private PlainWeaveCall(
      Map<String, ?> call, Map<String, ?> readBack, Map<String, Object> storedForNull) {
    this.call = call;
    this.columns = new PlainCalls(call);
    this.computed = new PlainCalls(readBack);
    this.storedForNull = storedForNull;
  }

  /** {@return the call as the older table has it} */
  static PlainWeaveCall inOlderTable(Map<String, ?> call) {
    return new PlainWeaveCall(call, call, Map.of());
  }

  /** {@return the call as the newer table has it: section 17} */
  static PlainWeaveCall inNewerTable(Map<String, ?> call) {
    return new PlainWeaveCall(
        PlainNewerTable.stored(call), PlainNewerTable.readBack(call), PlainNewerTable.FOR_NULL);
  }

  /** {@return what the table has in a column in the place of null; null for null} */
  Object storedForNull(String column) {
    return storedForNull.get(column);
  }

  /** {@return whether the name is a field that the generated queries may have} */
  static boolean isField(String name) {
    boolean json = isJson(name) && parts(name).stream().noneMatch(part -> part.equals("-1"));
    return COMPUTED.contains(name) || DATES.contains(name) || OTHERS.contains(name) || json;
  }

  static boolean isJson(String name) {
    return JSON.contains(parts(name).get(0)) && !name.startsWith("summary.weave.");
  }

  /** {@return the value of a field; of a JSON column always text} */
  Object field(String name) {
    if (isJson(name)) {
      List<String> parts = parts(name);
      Object value = call.get(parts.get(0));
      for (String part : parts.subList(1, parts.size())) {
        value = step(value, part);
      }
      return PlainWeaveText.of(value);
    }
    PlainCalls source = COMPUTED.contains(name) ? computed : columns;
    Object value = source.apply(List.of(name.split("\\.")));
    if (value instanceof BigDecimal number) {
      return new BigInteger(number.toString());
    }
    if (value instanceof Instant moment) {
      return moment.truncatedTo(ChronoUnit.MICROS);
    }
    return value == null && name.equals("expire_at")
        ? Instant.parse("2100-01-01T00:00:00Z")
        : value;
  }

  private static Object step(Object value, String part) {
    if (value instanceof Map<?, ?> map) {
      return map.get(part);
    }
    if (value instanceof List<?> list && part.matches("\\+?[0-9]+")) {
      BigInteger index = new BigInteger(part);
      boolean there = index.compareTo(BigInteger.valueOf(list.size())) < 0;
      return there ? list.get(index.intValueExact()) : null;
    }
    return null;
  }

  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("(?<!\\\\)\\.", -1)) {
      parts.add(part.replace("\\.", "."));
    }
    return parts;
  }
}
