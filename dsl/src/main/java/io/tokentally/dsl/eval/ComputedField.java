package io.tokentally.dsl.eval;

import io.tokentally.FieldPath;
import io.tokentally.dsl.FieldResolver;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field of calls that is computed from their columns.
 *
 * @param <T> the type of the records
 */
public final class ComputedField<T> implements Function<T, @Nullable Object> {

  private final Formula formula;
  private final FieldResolver<T> columns;
  private final Expression<T> computed;

  ComputedField(Formula formula, FieldResolver<T> columns) {
    this.formula = formula;
    this.columns = columns;
    this.computed = over((path, column) -> column);
  }

  Formula formula() {
    return formula;
  }

  @Override
  public @Nullable Object apply(T record) {
    return computed.value(record);
  }

  /**
   * {@return the field computed from columns that are read in another way}
   *
   * @param reading makes, of a path and what reads the column there, what is to read it
   */
  public Expression<T> over(BiFunction<FieldPath, Expression<T>, Expression<T>> reading) {
    return formula.over(
        name -> {
          FieldPath path = FieldPath.parse(name);
          return reading.apply(path, new FieldValue<>(columns.resolve(path)));
        });
  }
}
