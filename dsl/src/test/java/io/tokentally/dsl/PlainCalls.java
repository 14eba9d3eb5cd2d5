package io.tokentally.dsl;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** The fields of the JSON of a call, read plainly: docs/weave.md section 2, for the interpreter. */
final class PlainCalls implements Function<List<String>, Object> {

  private static final Set<String> DATES =
      Set.of("started_at", "ended_at", "deleted_at", "expire_at");

  private final Map<?, ?> call;

  PlainCalls(Map<String, ?> call) {
    this.call = (Map<?, ?>) PlainInterpreter.plain(call);
  }

  @Override
  public Object apply(List<String> path) {
    return switch (String.join(".", path)) {
      case "summary.weave.status" -> status();
      case "summary.weave.latency_ms" -> latency();
      case "summary.weave.trace_name" -> traceName();
      default -> column(path);
    };
  }

  private Object column(List<String> path) {
    String column = path.get(0);
    if (DATES.contains(column)) {
      return date(column);
    }
    Object value = call.get(column);
    if (value == null && column.endsWith("_refs")) {
      value = List.of();
    }
    return PlainInterpreter.below(value, path.subList(1, path.size()));
  }

  private Instant date(String column) {
    Object value = call.get(column);
    Object seconds = value instanceof String text ? PlainInterpreter.seconds(text) : value;
    if (!(seconds instanceof BigDecimal exact)) {
      return null;
    }
    BigDecimal nanos = exact.movePointRight(9).setScale(0, RoundingMode.FLOOR);
    BigDecimal[] parts = nanos.divideAndRemainder(BigDecimal.TEN.pow(9));
    return Instant.ofEpochSecond(parts[0].longValueExact(), parts[1].longValueExact());
  }

  private String status() {
    if (call.get("exception") != null) {
      return "error";
    }
    Object errors = PlainInterpreter.below(call.get("summary"), List.of("status_counts", "error"));
    if (errors instanceof String text) {
      errors = text.strip().matches("[+-]?[0-9]+") ? new BigDecimal(text.strip()) : null;
    }
    boolean whole = errors instanceof BigDecimal count && count.stripTrailingZeros().scale() <= 0;
    if (whole && ((BigDecimal) errors).signum() > 0) {
      return "descendant_error";
    }
    return date("ended_at") == null ? "running" : "success";
  }

  private BigDecimal latency() {
    Instant start = date("started_at");
    Instant end = date("ended_at");
    return start == null || end == null
        ? null
        : BigDecimal.valueOf(end.toEpochMilli() - start.toEpochMilli());
  }

  private Object traceName() {
    Object name = call.get("display_name");
    if (name != null && !name.equals("")) {
      return name;
    }
    String op = (String) call.get("op_name");
    if (op == null || !op.startsWith("weave-trace-internal:///")) {
      return op;
    }
    String last = op.substring(op.lastIndexOf('/') + 1);
    return last.contains(":") ? last.substring(0, last.indexOf(':')) : "";
  }
}
