package io.tokentally.dsl.eval;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.value.CodePoints;
import io.tokentally.value.FoldedText;
import io.tokentally.value.NumberConstant;
import io.tokentally.value.SearchPattern;
import io.tokentally.value.Timestamps;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons of operands with constants. Each answers as {@link Equality}, {@link Order} and
 * {@link Containment} do; the work on the constant is done beforehand, and values are looked at
 * where they lie. Each is a condition of its own: one call less for every leaf of a query.
 */
final class Matchers {

  private Matchers() {}

  /** {@return {@code operand <operator> constant}} */
  static <T> Condition<T> comparing(
      Operator operator, Expression<T> operand, @Nullable Object constant) {
    if (constant instanceof String text) {
      return operator == Operator.EQ
          ? equalTo(operand, text)
          : orderedWith(operator, operand, text);
    }
    if (constant instanceof Number number) {
      return orderedWith(operator, operand, number);
    }
    if (operator != Operator.EQ) {
      return record -> Order.holds(operator, operand.value(record), constant);
    }
    return constant == null
        ? record -> Plain.isNull(operand.stored(record))
        : record -> Equality.equal(operand.value(record), constant);
  }

  private static <T> Condition<T> equalTo(Expression<T> operand, String constant) {
    Instant moment = Timestamps.parse(constant);
    return record -> {
      Object value = operand.stored(record);
      String text = Plain.text(value);
      return text != null
          ? text.equals(constant)
          : moment != null && moment.equals(Plain.of(value));
    };
  }

  private static <T> Condition<T> orderedWith(
      Operator operator, Expression<T> operand, String constant) {
    Instant moment = Timestamps.parse(constant);
    Comparator<String> order = CodePoints.orderWith(constant);
    return record -> {
      Object value = operand.stored(record);
      String text = Plain.text(value);
      if (text != null) {
        return Order.holds(operator, order.compare(text, constant));
      }
      return moment != null
          && Plain.of(value) instanceof Instant other
          && Order.holds(operator, other, moment);
    };
  }

  private static <T> Condition<T> orderedWith(
      Operator operator, Expression<T> operand, Number constant) {
    NumberConstant number = NumberConstant.of(constant);
    return record -> {
      Object value = operand.stored(record);
      if (value instanceof IntNode || value instanceof LongNode) {
        return Order.holds(operator, number.compareFrom(((NumericNode) value).longValue()));
      }
      if (value instanceof DoubleNode node && !node.isNaN()) {
        return Order.holds(operator, number.compareFrom(node.doubleValue()));
      }
      if (value instanceof Double other && Double.isFinite(other)) {
        return Order.holds(operator, number.compareFrom(other.doubleValue()));
      }
      Object plain = Plain.of(value);
      if (plain instanceof Number other) {
        return Order.holds(operator, number.compareFrom(other));
      }
      return operator == Operator.EQ
          ? Equality.equal(plain, constant)
          : Order.holds(operator, plain, constant);
    };
  }

  /** {@return whether the operand equals one of the constants} */
  static <T> Condition<T> in(Expression<T> operand, List<? extends @Nullable Object> constants) {
    if (!constants.stream().allMatch(String.class::isInstance)) {
      return inAny(operand, constants);
    }
    Set<Object> texts = new HashSet<>(constants);
    Set<Object> moments = new HashSet<>();
    for (Object text : texts) {
      Instant moment = Timestamps.parse((String) text);
      if (moment != null) {
        moments.add(moment);
      }
    }
    // Nothing else is asked for its hash: it may be a deep list.
    return record -> {
      Object value = operand.stored(record);
      String text = Plain.text(value);
      if (text != null) {
        return texts.contains(text);
      }
      return !moments.isEmpty()
          && Plain.of(value) instanceof Instant moment
          && moments.contains(moment);
    };
  }

  private static <T> Condition<T> inAny(
      Expression<T> operand, List<? extends @Nullable Object> constants) {
    return record -> {
      Object value = operand.value(record);
      for (Object each : constants) {
        if (Equality.equal(value, each)) {
          return true;
        }
      }
      return false;
    };
  }

  /** {@return whether the operand contains the constant} */
  static <T> Condition<T> containing(Expression<T> operand, @Nullable Object constant) {
    if (!(constant instanceof String part)) {
      return record -> Containment.contains(operand.value(record), constant);
    }
    SearchPattern sought = SearchPattern.of(part);
    return record -> {
      Object value = operand.stored(record);
      String text = Plain.text(value);
      return text != null ? sought.isIn(text) : Containment.contains(Plain.of(value), part);
    };
  }

  /** {@return whether the operand contains the constant, whatever the case} */
  static <T> Condition<T> containingFolded(Expression<T> operand, @Nullable Object constant) {
    if (!(constant instanceof String part)) {
      return containing(operand, constant);
    }
    FoldedText folded = FoldedText.of(part);
    return record -> {
      Object value = operand.stored(record);
      String text = Plain.text(value);
      return text != null
          ? folded.isIn(text)
          : Containment.containsFolded(Plain.of(value), part, folded);
    };
  }
}
