package io.tokentally.dsl.eval;

import io.tokentally.value.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A compiled operand. Thread-safe; never throws, but for {@link UnreadableValueException}.
 *
 * @param <T> the type of the records
 */
public interface Expression<T> {

  /**
   * {@return the plain value for a record: null, Boolean, exact number, text, timestamp, list, map}
   */
  @Nullable Object value(T record);

  /**
   * {@return the value as it lies in the record, of which {@link Plain#of} makes the plain one} It
   * saves making one for what only looks at it.
   */
  default @Nullable Object stored(T record) {
    return value(record);
  }

  /**
   * {@return the value as a condition of the STANDARD dialect: docs/semantics.md section 4, rule
   * 25}
   */
  default boolean test(T record) {
    Object value = value(record);
    if (value instanceof Boolean bool) {
      return bool;
    }
    return value instanceof Number number ? !Numbers.isZero(number) : value != null;
  }
}
