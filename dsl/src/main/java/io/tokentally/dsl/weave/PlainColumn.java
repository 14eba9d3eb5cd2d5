package io.tokentally.dsl.weave;

import io.tokentally.dsl.Field;
import io.tokentally.dsl.eval.Expression;
import io.tokentally.dsl.eval.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a column that is no JSON, or a computed field.
 *
 * @param kind what the column holds
 * @param unset what is there where the record has nothing
 */
record PlainColumn<T>(FieldValue<T> column, Field.Kind kind, @Nullable Object unset)
    implements Expression<T> {

  @Override
  public @Nullable Object value(T record) {
    Object value = WeaveValues.of(column.value(record));
    return value == null ? unset : value;
  }

  static boolean isDate(Expression<?> operand) {
    return operand instanceof PlainColumn<?> column && column.kind == Field.Kind.DATE;
  }
}
