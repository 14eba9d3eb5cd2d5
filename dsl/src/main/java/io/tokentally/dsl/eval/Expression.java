package io.tokentally.dsl.eval;

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
}
