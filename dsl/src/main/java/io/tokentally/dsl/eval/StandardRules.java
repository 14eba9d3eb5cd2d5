package io.tokentally.dsl.eval;

import io.tokentally.FieldPath;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.Operand.Convert;
import io.tokentally.dsl.Operation.Comparison.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The STANDARD dialect: typed, two-valued, total. docs/semantics.md section 4. */
public final class StandardRules implements Rules {

  @Override
  public <T> Predicate<T> predicate(Expression<T> operation) {
    return operation instanceof Condition<T> condition ? condition : operation::test;
  }

  @Override
  public <T> Expression<T> literal(@Nullable Object value) {
    return new Constant<>(value);
  }

  @Override
  public <T> Expression<T> field(FieldPath path, Field<T> field) {
    return new FieldValue<>(field);
  }

  @Override
  public <T> Expression<T> convert(Expression<T> input, Convert.Type to) {
    if (to == Convert.Type.EXISTS) {
      return record -> !Plain.isNull(input.stored(record));
    }
    return record -> Conversion.convert(input.value(record), to);
  }

  @Override
  public <T> Expression<T> size(Expression<T> input) {
    return record -> Size.of(input.value(record));
  }

  @Override
  public <T> Expression<T> and(List<Expression<T>> conditions) {
    Expression<T>[] all = array(conditions);
    return condition(
        record -> {
          for (Expression<T> each : all) {
            if (!each.test(record)) {
              return false;
            }
          }
          return true;
        });
  }

  @Override
  public <T> Expression<T> or(List<Expression<T>> conditions) {
    Expression<T>[] all = array(conditions);
    return condition(
        record -> {
          for (Expression<T> each : all) {
            if (each.test(record)) {
              return true;
            }
          }
          return false;
        });
  }

  @Override
  public <T> Expression<T> not(Expression<T> condition) {
    return condition(record -> !condition.test(record));
  }

  @Override
  public <T> Expression<T> compare(Operator operator, Expression<T> left, Expression<T> right) {
    if (right instanceof Constant<T> constant) {
      return Matchers.comparing(operator, left, constant.constant());
    }
    if (left instanceof Constant<T> constant) {
      return Matchers.comparing(operator.mirrored(), right, constant.constant());
    }
    return operator == Operator.EQ
        ? condition(record -> Equality.equal(left.value(record), right.value(record)))
        : condition(record -> Order.holds(operator, left.value(record), right.value(record)));
  }

  @Override
  public <T> Expression<T> in(Expression<T> operand, List<Expression<T>> elements) {
    if (elements.stream().allMatch(Constant.class::isInstance)) {
      List<@Nullable Object> constants = new ArrayList<>(elements.size());
      elements.forEach(each -> constants.add(((Constant<T>) each).constant()));
      return Matchers.in(operand, constants);
    }
    Expression<T>[] all = array(elements);
    return condition(
        record -> {
          Object value = operand.value(record);
          for (Expression<T> each : all) {
            if (Equality.equal(value, each.value(record))) {
              return true;
            }
          }
          return false;
        });
  }

  @Override
  public <T> Expression<T> contains(Expression<T> input, Expression<T> substr, boolean anyCase) {
    if (substr instanceof Constant<T> constant) {
      Object part = constant.constant();
      return anyCase ? Matchers.containingFolded(input, part) : Matchers.containing(input, part);
    }
    return anyCase
        ? condition(r -> Containment.containsFolded(input.value(r), substr.value(r)))
        : condition(r -> Containment.contains(input.value(r), substr.value(r)));
  }

  /** Lets a lambda be a condition where an expression is asked for. */
  private static <T> Expression<T> condition(Condition<T> condition) {
    return condition;
  }

  @SuppressWarnings("unchecked") // there are no arrays of generic types
  private static <T> Expression<T>[] array(List<Expression<T>> expressions) {
    return expressions.toArray(Expression[]::new);
  }
}
