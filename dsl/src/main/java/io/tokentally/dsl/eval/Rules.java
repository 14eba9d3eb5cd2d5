package io.tokentally.dsl.eval;

import io.tokentally.dsl.Field;
import io.tokentally.dsl.Operand.Convert;
import io.tokentally.dsl.Operation.Comparison.Operator;
import java.util.List;

/**
 * What each node of a query means: one implementation a dialect. The operands are compiled already;
 * a constant one is a {@link Constant}.
 */
interface Rules {

  <T> Expression<T> field(Field<T> field);

  <T> Expression<T> convert(Expression<T> input, Convert.Type to);

  /** The conditions are one at least. */
  <T> Expression<T> and(List<Expression<T>> conditions);

  /** The conditions are one at least. */
  <T> Expression<T> or(List<Expression<T>> conditions);

  <T> Expression<T> not(Expression<T> condition);

  <T> Expression<T> compare(Operator operator, Expression<T> left, Expression<T> right);

  <T> Expression<T> in(Expression<T> operand, List<Expression<T>> elements);

  <T> Expression<T> contains(Expression<T> input, Expression<T> substr, boolean anyCase);
}
