package io.tokentally.dsl.eval;

import io.tokentally.dsl.Operand.Convert;
import io.tokentally.value.Numbers;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How the computed fields of calls come about: docs/weave.md section 2. */
enum Formula {
  STATUS("summary.weave.status", "exception", "ended_at", "summary") {
    @Override
    <T> Expression<T> over(Function<String, Expression<T>> fields) {
      Expression<T> exception = fields.apply("exception");
      Expression<T> errors = fields.apply("summary.status_counts.error");
      Expression<T> endedAt = fields.apply("ended_at");
      return call -> {
        if (exception.value(call) != null) {
          return "error";
        }
        if (isPositive(errors.value(call))) {
          return "descendant_error";
        }
        return endedAt.value(call) == null ? "running" : "success";
      };
    }
  },
  LATENCY_MS("summary.weave.latency_ms", "started_at", "ended_at") {
    @Override
    <T> Expression<T> over(Function<String, Expression<T>> fields) {
      Expression<T> startedAt = fields.apply("started_at");
      Expression<T> endedAt = fields.apply("ended_at");
      return call -> latencyMillis(startedAt.value(call), endedAt.value(call));
    }
  },
  TRACE_NAME("summary.weave.trace_name", "display_name", "op_name") {
    @Override
    <T> Expression<T> over(Function<String, Expression<T>> fields) {
      Expression<T> displayName = fields.apply("display_name");
      Expression<T> opName = fields.apply("op_name");
      return call -> traceName(displayName.value(call), opName.value(call));
    }
  };

  private static final String INTERNAL_REF = "weave-trace-internal:///";

  private final String path;

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final List<String> columns;

  Formula(String path, String... columns) {
    this.path = path;
    this.columns = List.of(columns);
  }

  /** {@return where the field stands} */
  String path() {
    return path;
  }

  /** {@return the columns that it is computed from} */
  List<String> columns() {
    return columns;
  }

  /**
   * {@return the field}
   *
   * @param fields reads the field at a path
   */
  abstract <T> Expression<T> over(Function<String, Expression<T>> fields);

  /** {@return whether a count of errors, read as the Weave server reads an int, is above zero} */
  private static boolean isPositive(@Nullable Object count) {
    Object read = count;
    if (count instanceof String text) {
      read = Conversion.convert(text.strip(), Convert.Type.INT);
    }
    if (!(read instanceof Number number) || Numbers.decimal(number).signum() <= 0) {
      return false;
    }
    Number whole = Numbers.truncate(number);
    return whole == null || Numbers.compare(whole, number) == 0;
  }

  private static @Nullable Long latencyMillis(@Nullable Object start, @Nullable Object end) {
    if (!(start instanceof Instant from) || !(end instanceof Instant to)) {
      return null;
    }
    try {
      return Math.subtractExact(to.toEpochMilli(), from.toEpochMilli());
    } catch (ArithmeticException e) {
      return null; // only between timestamps millions of years apart
    }
  }

  private static @Nullable Object traceName(@Nullable Object displayName, @Nullable Object opName) {
    if (displayName != null && !displayName.equals("")) {
      return displayName;
    }
    if (opName instanceof String name && name.startsWith(INTERNAL_REF)) {
      String last = name.substring(name.lastIndexOf('/') + 1);
      return last.substring(0, Math.max(0, last.indexOf(':')));
    }
    return opName;
  }
}
