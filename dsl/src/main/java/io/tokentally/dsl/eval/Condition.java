package io.tokentally.dsl.eval;

import java.util.function.Predicate;

/**
 * A compiled operation: true or false for every record, and a boolean where a value is asked for.
 *
 * @param <T> the type of the records
 */
interface Condition<T> extends Expression<T>, Predicate<T> {

  @Override
  boolean test(T record);

  @Override
  default Boolean value(T record) {
    return test(record);
  }
}
