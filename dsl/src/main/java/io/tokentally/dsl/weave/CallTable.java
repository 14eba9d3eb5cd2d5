package io.tokentally.dsl.weave;

import io.tokentally.FieldPath;
import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.dsl.eval.Expression;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The service's two tables of calls: docs/weave.md sections 2 and 17. */
public enum CallTable {
  /** {@code calls_merged}: its columns can be null, but for the date of expiry. */
  OLDER(Map.of("expire_at", Never.MOMENT)),

  /** {@code calls_complete}: null is stored as a value. */
  NEWER(
      Stream.of(
              columns("", "parent_id", "display_name", "exception"),
              columns("", "wb_user_id", "wb_run_id", "thread_id", "turn_id"),
              columns(0L, "wb_run_step", "wb_run_step_end"),
              columns(Instant.EPOCH, "ended_at", "deleted_at"),
              columns(Never.MOMENT, "expire_at"))
          .flatMap(each -> each.entrySet().stream())
          .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));

  /** When a call expires that never does. */
  private static final class Never {
    static final Instant MOMENT = Instant.parse("2100-01-01T00:00:00Z");
  }

  @SuppressWarnings("ImmutableEnumChecker") // unmodifiable
  private final Map<String, Object> unset;

  CallTable(Map<String, Object> unset) {
    this.unset = unset;
  }

  private static Map<String, Object> columns(Object unset, String... names) {
    return Stream.of(names).collect(Collectors.toMap(name -> name, name -> unset));
  }

  /** {@return what is stored in a column for null; null for null itself} */
  public @Nullable Object unset(FieldPath column) {
    return unset.get(column.toString());
  }

  /** {@return whether a column that has null, or the value that is stored for it, equals null} */
  boolean readsBackAsNull() {
    return this == NEWER;
  }

  /** {@return a column with null where it reads back as null} */
  <T> Expression<T> readBack(FieldPath path, Expression<T> column) {
    Object stored = readsBackAsNull() ? unset(path) : null;
    return stored == null
        ? column
        : record -> {
          Object value = column.value(record);
          return isEqual(WeaveValues.of(value), stored) ? null : value;
        };
  }

  /** {@return whether a value of a column is the one that is stored for null} */
  static boolean isEqual(@Nullable Object value, Object stored) {
    return Boolean.TRUE.equals(WeaveValues.compare(Operator.EQ, value, stored));
  }
}
