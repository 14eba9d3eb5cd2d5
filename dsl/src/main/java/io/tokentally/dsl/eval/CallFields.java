package io.tokentally.dsl.eval;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.Call;
import io.tokentally.FieldPath;
import io.tokentally.dsl.ColumnResolver;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Operand.Convert;
import io.tokentally.json.CallColumn;
import io.tokentally.value.Moments;
import io.tokentally.value.Numbers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of calls: docs/weave.md section 2, docs/semantics.md rules 10 to 14. */
public final class CallFields {

  /** The fields of {@link Call} records. */
  public static final FieldResolver<Call> CALLS = withComputed(columns(CallColumn::getter));

  /** The same fields of calls that are JSON documents. */
  public static final FieldResolver<JsonNode> DOCUMENTS = withComputed(columns(CallFields::member));

  /** What the computed fields read. */
  private static final Map<String, List<String>> COMPUTED_FROM =
      Map.of(
          "summary.weave.status", List.of("exception", "ended_at", "summary"),
          "summary.weave.latency_ms", List.of("started_at", "ended_at"),
          "summary.weave.trace_name", List.of("display_name", "op_name"));

  private static final String INTERNAL_REF = "weave-trace-internal:///";

  private CallFields() {}

  /**
   * {@return the fields of calls}
   *
   * @param read takes the columns that each field reads, as it is resolved
   */
  public static FieldResolver<Call> telling(Consumer<? super String> read) {
    return path -> {
      Field<Call> field = CALLS.resolve(path);
      COMPUTED_FROM.getOrDefault(path.toString(), List.of(path.column())).forEach(read);
      return field;
    };
  }

  private static <T> ColumnResolver.Builder<T> columns(
      Function<CallColumn, Function<T, @Nullable Object>> reading) {
    ColumnResolver.Builder<T> columns = ColumnResolver.of("calls");
    for (CallColumn column : CallColumn.values()) {
      String name = column.wireName();
      Function<T, @Nullable Object> read = reading.apply(column);
      switch (column.kind()) {
        case TEXT -> columns.text(name, read);
        case INTEGER -> columns.number(name, read);
        case DATE -> columns.date(name, read);
        case LIST -> columns.list(name, read);
        case JSON -> columns.json(name, read);
      }
    }
    return columns;
  }

  private static Function<JsonNode, @Nullable Object> member(CallColumn column) {
    String name = column.wireName();
    return switch (column.kind()) {
      case DATE -> call -> moment(Plain.of(call.get(name)));
      case LIST -> call -> call.hasNonNull(name) ? call.get(name) : List.of();
      case TEXT, INTEGER, JSON -> call -> call.get(name);
    };
  }

  private static @Nullable Instant moment(@Nullable Object plain) {
    if (plain instanceof String text) {
      return Moments.parse(text);
    }
    return plain instanceof Number number ? Moments.ofEpochSeconds(number) : null;
  }

  /** Adds the computed fields, which read the columns that are there. */
  private static <T> FieldResolver<T> withComputed(ColumnResolver.Builder<T> columns) {
    ColumnResolver<T> stored = columns.build();
    Expression<T> exception = field(stored, "exception");
    Expression<T> errors = field(stored, "summary.status_counts.error");
    Expression<T> startedAt = field(stored, "started_at");
    Expression<T> endedAt = field(stored, "ended_at");
    Expression<T> displayName = field(stored, "display_name");
    Expression<T> opName = field(stored, "op_name");
    return columns
        .computed(
            "summary.weave.status",
            call -> {
              if (exception.value(call) != null) {
                return "error";
              }
              if (isPositive(errors.value(call))) {
                return "descendant_error";
              }
              return endedAt.value(call) == null ? "running" : "success";
            })
        .computed(
            "summary.weave.latency_ms",
            call -> latencyMillis(startedAt.value(call), endedAt.value(call)))
        .computed(
            "summary.weave.trace_name",
            call -> traceName(displayName.value(call), opName.value(call)))
        .build();
  }

  private static <T> Expression<T> field(FieldResolver<T> columns, String path) {
    return new FieldValue<>(columns.resolve(FieldPath.parse(path)));
  }

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
