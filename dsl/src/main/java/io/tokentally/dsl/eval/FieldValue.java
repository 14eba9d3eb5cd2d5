package io.tokentally.dsl.eval;

import io.tokentally.dsl.Field;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a field of records: the column, then step by step down the path, then as a plain value.
 *
 * @param <T> the type of the records
 */
public final class FieldValue<T> implements Expression<T> {

  /** The column that is the record itself. It is not called: a document is all of it below. */
  private enum Whole implements Function<Object, Object> {
    RECORD;

    @Override
    public Object apply(Object record) {
      return record;
    }
  }

  private final Field<T> field;
  private final @Nullable Function<? super T, ? extends @Nullable Object> column;
  private final Paths.Step[] steps;

  public FieldValue(Field<T> field) {
    this.field = field;
    this.column = field.column() instanceof Whole ? null : field.column();
    this.steps = Paths.steps(field.below());
  }

  /** {@return the column that is the record itself} */
  public static Function<Object, Object> whole() {
    return Whole.RECORD;
  }

  @Override
  public @Nullable Object value(T record) {
    return Plain.of(stored(record));
  }

  @Override
  public @Nullable Object stored(T record) {
    Object value = column == null ? record : column.apply(record);
    for (Paths.Step step : steps) {
      if (value == null) {
        return null;
      }
      value = step.from(value);
    }
    return value;
  }

  /** {@return whether the other reads the same field} */
  @Override
  public boolean equals(Object other) {
    return other instanceof FieldValue<?> value && value.field.equals(field);
  }

  @Override
  public int hashCode() {
    return field.hashCode();
  }
}
