package io.tokentally.dsl.eval;

import io.tokentally.dsl.Explanation;
import io.tokentally.dsl.Operand;
import java.util.List;

/**
 * A compiled node with its compiled operands. Evaluation needs the expression alone, explaining
 * needs the tree.
 */
record Compiled<T>(Operand node, Expression<T> expression, List<Compiled<T>> parts) {

  /** {@return the same node, read as another expression} */
  Compiled<T> as(Expression<T> other) {
    return new Compiled<>(node, other, parts);
  }

  Explanation explain(T record, Rules rules) {
    Object value = expression.value(record);
    boolean holds = rules.predicate(expression).test(record);
    return new Explanation(
        node, value, holds, parts.stream().map(part -> part.explain(record, rules)).toList());
  }
}
