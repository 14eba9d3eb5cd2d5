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
    return Program.of(operation);
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
    return to == Convert.Type.EXISTS
        ? Program.of(input, Matchers.comparing(Operator.EQ, null)).negated()
        : new Converted<>(input, to);
  }

  @Override
  public <T> Expression<T> size(Expression<T> input) {
    return record -> Size.of(input.value(record));
  }

  @Override
  public <T> Expression<T> and(List<Expression<T>> conditions) {
    return Program.and(programs(conditions));
  }

  @Override
  public <T> Expression<T> or(List<Expression<T>> conditions) {
    return Program.or(programs(conditions));
  }

  @Override
  public <T> Expression<T> not(Expression<T> condition) {
    return Program.of(condition).negated();
  }

  private static <T> List<Program<T>> programs(List<Expression<T>> conditions) {
    return conditions.stream().map(Program::of).toList();
  }

  @Override
  public <T> Expression<T> compare(Operator operator, Expression<T> left, Expression<T> right) {
    if (right instanceof Constant<T> constant) {
      return Program.of(left, Matchers.comparing(operator, constant.constant()));
    }
    if (left instanceof Constant<T> constant) {
      return Program.of(right, Matchers.comparing(operator.mirrored(), constant.constant()));
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
      return Program.of(operand, Matchers.in(constants));
    }
    List<Expression<T>> all = List.copyOf(elements);
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
      return Program.of(
          input, anyCase ? Matchers.containingFolded(part) : Matchers.containing(part));
    }
    return anyCase
        ? condition(r -> Containment.containsFolded(input.value(r), substr.value(r)))
        : condition(r -> Containment.contains(input.value(r), substr.value(r)));
  }

  /** {@return a condition on several operands} */
  private static <T> Expression<T> condition(Predicate<T> condition) {
    return Program.of(condition::test, ValueTest.TRUTH);
  }
}
