package io.tokentally.dsl.weave;

import io.tokentally.dsl.Field;
import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.dsl.eval.Constant;
import io.tokentally.dsl.eval.Expression;
import io.tokentally.dsl.eval.UnsupportedNodeException;
import org.jspecify.annotations.Nullable;

/** Where the server evaluates price rows otherwise than calls: docs/weave.md section 8. */
final class WeavePriceRules extends WeaveRules {

  /** Price rows lie in a table of their own, where null is null. */
  WeavePriceRules() {
    super(CallTable.OLDER);
  }

  @Override
  public <T> Expression<T> literal(@Nullable Object value) {
    return value instanceof Boolean bool ? new Constant<>(bool ? 1L : 0L) : super.literal(value);
  }

  /** Null is unknown beside null, too. */
  @Override
  public <T> Expression<T> compare(Operator operator, Expression<T> left, Expression<T> right) {
    return ordered(operator, left, right);
  }

  @Override
  public <T> Expression<T> contains(Expression<T> input, Expression<T> substr, boolean anyCase) {
    if (isNumber(substr)) {
      throw new UnsupportedNodeException(
          "expected a string to look for in a price row, found a number");
    }
    return super.contains(input, substr, anyCase);
  }

  private static boolean isNumber(Expression<?> operand) {
    return operand instanceof PlainColumn<?> column
        ? column.kind() == Field.Kind.NUMBER
        : operand instanceof Constant<?> literal && literal.constant() instanceof Number;
  }
}
