package io.tokentally.dsl.eval;

import io.tokentally.FieldPath;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.Operand.Convert;
import io.tokentally.dsl.Operation.Comparison.Operator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What each node of a query means: one implementation a dialect. The operands are compiled already;
 * a constant one is a {@link Constant}.
 */
public interface Rules {

  /** {@return the whole query as a condition} */
  <T> Predicate<T> predicate(Expression<T> operation);

  <T> Expression<T> literal(@Nullable Object value);

  <T> Expression<T> field(FieldPath path, Field<T> field);

  <T> Expression<T> convert(Expression<T> input, Convert.Type to);

  <T> Expression<T> size(Expression<T> input);

  /** The conditions are one at least. */
  <T> Expression<T> and(List<Expression<T>> conditions);

  /** The conditions are one at least. */
  <T> Expression<T> or(List<Expression<T>> conditions);

  <T> Expression<T> not(Expression<T> condition);

  /** {@return an operand as it is read beside the other one of a comparison} */
  default <T> Expression<T> beside(Expression<T> operand, Expression<T> other) {
    return operand;
  }

  /** {@return the operand of {@code $in} as it is read beside the elements} */
  default <T> Expression<T> among(Expression<T> operand, List<Expression<T>> elements) {
    return operand;
  }

  <T> Expression<T> compare(Operator operator, Expression<T> left, Expression<T> right);

  <T> Expression<T> in(Expression<T> operand, List<Expression<T>> elements);

  <T> Expression<T> contains(Expression<T> input, Expression<T> substr, boolean anyCase);
}
