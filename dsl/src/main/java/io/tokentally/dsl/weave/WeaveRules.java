package io.tokentally.dsl.weave;

import io.tokentally.FieldPath;
import io.tokentally.dsl.Field;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Operand.Convert;
import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.dsl.eval.Constant;
import io.tokentally.dsl.eval.Expression;
import io.tokentally.dsl.eval.PriceRowFields;
import io.tokentally.dsl.eval.Rules;
import io.tokentally.dsl.eval.UnsupportedNodeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The WEAVE dialects, node by node: docs/weave.md sections 5 to 9. */
public class WeaveRules implements Rules {

  private final CallTable table;

  WeaveRules(CallTable table) {
    this.table = table;
  }

  /** {@return the rules for the records whose fields these are} */
  public static Rules of(CallTable table, FieldResolver<?> fields) {
    return fields instanceof PriceRowFields ? new WeavePriceRules() : new WeaveRules(table);
  }

  @Override
  public <T> Predicate<T> predicate(Expression<T> operation) {
    return record -> WeaveValues.truthy(operation.value(record));
  }

  @Override
  public <T> Expression<T> literal(@Nullable Object value) {
    if (value instanceof List || value instanceof Map) {
      throw new UnsupportedNodeException(
          "expected no list or object: the server cannot compare them");
    }
    return new Constant<>(WeaveValues.of(value));
  }

  @Override
  public <T> Expression<T> field(FieldPath path, Field<T> field) {
    return field.kind() == Field.Kind.JSON
        ? JsonField.of(path, field, Convert.Type.STRING)
        : PlainColumn.of(path, field, table);
  }

  @Override
  public <T> Expression<T> convert(Expression<T> input, Convert.Type to) {
    return record -> {
      Object value = input.value(record);
      if (value == null || to == Convert.Type.EXISTS) {
        return to == Convert.Type.EXISTS ? value != null : null;
      }
      return Casts.cast(PythonText.of(value), to);
    };
  }

  @Override
  public <T> Expression<T> size(Expression<T> input) {
    return record -> WeaveValues.size(input.value(record));
  }

  @Override
  public <T> Expression<T> and(List<Expression<T>> conditions) {
    List<Expression<T>> all = List.copyOf(conditions);
    if (all.size() == 1) {
      return valueOf(all.get(0));
    }
    return record -> all.stream().allMatch(each -> WeaveValues.truthy(each.value(record)));
  }

  @Override
  public <T> Expression<T> or(List<Expression<T>> conditions) {
    List<Expression<T>> all = List.copyOf(conditions);
    if (all.size() == 1) {
      return valueOf(all.get(0));
    }
    return record -> all.stream().anyMatch(each -> WeaveValues.truthy(each.value(record)));
  }

  /** {@return the operand's value; beside others it is no longer a field or a literal itself} */
  private static <T> Expression<T> valueOf(Expression<T> operand) {
    return record -> operand.value(record);
  }

  @Override
  public <T> Expression<T> not(Expression<T> condition) {
    return record -> {
      Object value = condition.value(record);
      return value == null ? null : !WeaveValues.truthy(value);
    };
  }

  @Override
  public <T> Expression<T> compare(Operator operator, Expression<T> left, Expression<T> right) {
    boolean isNull = right instanceof Constant<T> constant && constant.constant() == null;
    if (operator != Operator.EQ || !isNull) {
      return ordered(operator, left, right);
    }
    return left instanceof PlainColumn<T> column
        ? column::isNull
        : record -> left.value(record) == null;
  }

  /** {@return a comparison in which null is unknown} */
  static <T> Expression<T> ordered(Operator operator, Expression<T> left, Expression<T> right) {
    return record -> WeaveValues.compare(operator, left.value(record), right.value(record));
  }

  /**
   * A JSON column takes the cast of a literal beside it, a literal beside a date column is a date.
   */
  @Override
  public <T> Expression<T> beside(Expression<T> operand, Expression<T> other) {
    if (operand instanceof JsonField<T> json && other instanceof Constant<T> constant) {
      return json.as(inferredCast(constant));
    }
    if (operand instanceof Constant<T> constant && PlainColumn.isDate(other)) {
      return new Constant<>(date(constant.constant()));
    }
    return operand;
  }

  private static @Nullable Object date(@Nullable Object literal) {
    if (literal instanceof String text) {
      Instant moment = PythonDates.parse(text);
      return moment == null ? text : moment;
    }
    if (literal instanceof Number seconds) {
      Instant moment = PythonDates.ofEpochSeconds(seconds);
      if (moment == null) {
        throw new UnsupportedNodeException(
            "expected seconds since 1970 within the years 1 to 9999, found " + literal);
      }
      return moment;
    }
    return literal;
  }

  private static Convert.Type inferredCast(Constant<?> literal) {
    if (literal.constant() instanceof Boolean) {
      return Convert.Type.BOOL;
    }
    if (literal.constant() instanceof Double) {
      return Convert.Type.DOUBLE;
    }
    return literal.constant() instanceof Number ? Convert.Type.INT : Convert.Type.STRING;
  }

  @Override
  public <T> Expression<T> in(Expression<T> operand, List<Expression<T>> elements) {
    List<Expression<T>> all = List.copyOf(elements);
    return record -> {
      Object value = operand.value(record);
      if (value == null) {
        return null;
      }
      for (Expression<T> each : all) {
        if (Boolean.TRUE.equals(WeaveValues.compare(Operator.EQ, value, each.value(record)))) {
          return true;
        }
      }
      return false;
    };
  }

  @Override
  public <T> Expression<T> among(Expression<T> operand, List<Expression<T>> elements) {
    return operand instanceof JsonField<T> json ? json.as(inferredCast(elements)) : operand;
  }

  /** {@return the one cast of all elements; integers and doubles together are doubles} */
  private static <T> Convert.Type inferredCast(List<Expression<T>> elements) {
    List<Convert.Type> casts = new ArrayList<>();
    for (Expression<T> element : elements) {
      casts.add(
          element instanceof Constant<T> literal ? inferredCast(literal) : Convert.Type.STRING);
    }
    boolean numbers =
        casts.stream().allMatch(cast -> cast == Convert.Type.INT || cast == Convert.Type.DOUBLE);
    if (numbers && casts.contains(Convert.Type.DOUBLE)) {
      return Convert.Type.DOUBLE;
    }
    return casts.stream().distinct().count() == 1 ? casts.get(0) : Convert.Type.STRING;
  }

  @Override
  public <T> Expression<T> contains(Expression<T> input, Expression<T> substr, boolean anyCase) {
    return record -> {
      Object text = input.value(record);
      Object part = substr.value(record);
      if (!(text instanceof String whole) || !(part instanceof String wanted)) {
        return false;
      }
      return anyCase
          ? whole.toLowerCase(Locale.ROOT).contains(wanted.toLowerCase(Locale.ROOT))
          : whole.contains(wanted);
    };
  }
}
