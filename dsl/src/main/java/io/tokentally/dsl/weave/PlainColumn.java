package io.tokentally.dsl.weave;

import io.tokentally.FieldPath;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.UnknownFieldException;
import io.tokentally.dsl.eval.ComputedField;
import io.tokentally.dsl.eval.Expression;
import io.tokentally.dsl.eval.FieldValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads a column that is no JSON, or a computed field, as a table of the server has it.
 *
 * @param column reads what the record has
 * @param kind what the column holds
 * @param unset what is there where the record has nothing
 * @param nullTest what equals null there, besides null
 */
record PlainColumn<T>(
    Expression<T> column, Field.Kind kind, @Nullable Object unset, @Nullable Object nullTest)
    implements Expression<T> {

  static <T> PlainColumn<T> of(FieldPath path, Field<T> field, CallTable table) {
    if (!field.below().isEmpty()) {
      throw new UnknownFieldException("nothing lies below the column " + path.column());
    }
    if (field.column() instanceof ComputedField<?>) {
      return new PlainColumn<>(computed(field, table), field.kind(), null, null);
    }
    Object unset = table.unset(path);
    Object nullTest = table.readsBackAsNull() ? unset : null;
    return new PlainColumn<>(new FieldValue<>(field), field.kind(), unset, nullTest);
  }

  @SuppressWarnings("unchecked") // the function of a field reads the field's records
  private static <T> Expression<T> computed(Field<T> field, CallTable table) {
    return ((ComputedField<T>) field.column()).over(table::readBack);
  }

  @Override
  public @Nullable Object value(T record) {
    return WeaveValues.of(exact(record));
  }

  /** {@return the value that records are sorted by, with all its digits} */
  @Nullable Object exact(T record) {
    Object value = column.value(record);
    return value == null ? unset : value;
  }

  /** {@return whether the column equals null} */
  boolean isNull(T record) {
    Object value = value(record);
    return value == null || (nullTest != null && CallTable.isEqual(value, nullTest));
  }

  static boolean isDate(Expression<?> operand) {
    return operand instanceof PlainColumn<?> column && column.kind == Field.Kind.DATE;
  }
}
