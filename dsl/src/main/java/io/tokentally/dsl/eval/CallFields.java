package io.tokentally.dsl.eval;

import com.fasterxml.jackson.databind.JsonNode;
import io.tokentally.Call;
import io.tokentally.dsl.ColumnResolver;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.json.CallColumn;
import io.tokentally.value.Timestamps;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of calls: docs/weave.md section 2, docs/semantics.md rules 10 to 14. */
public final class CallFields {

  /** The fields of {@link Call} records. */
  public static final FieldResolver<Call> CALLS = withComputed(columns(CallColumn::getter));

  /** The same fields of calls that are JSON documents. */
  public static final FieldResolver<JsonNode> DOCUMENTS = withComputed(columns(CallFields::member));

  private CallFields() {}

  /**
   * {@return the fields of calls}
   *
   * @param read takes the columns that each field reads, as it is resolved
   */
  public static FieldResolver<Call> telling(Consumer<? super String> read) {
    return path -> {
      Field<Call> field = CALLS.resolve(path);
      List<String> columns =
          field.column() instanceof ComputedField<?> computed
              ? computed.formula().columns()
              : List.of(path.column());
      columns.forEach(read);
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
      return Timestamps.parse(text);
    }
    return plain instanceof Number number ? Timestamps.ofEpochSeconds(number) : null;
  }

  /** Adds the computed fields, which read the columns that are there. */
  private static <T> FieldResolver<T> withComputed(ColumnResolver.Builder<T> columns) {
    ColumnResolver<T> stored = columns.build();
    for (Formula formula : Formula.values()) {
      columns.computed(formula.path(), new ComputedField<>(formula, stored));
    }
    return columns.build();
  }
}
