package io.tokentally.dsl.eval;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.value.FoldedText;
import io.tokentally.value.Moments;
import io.tokentally.value.NumberConstant;
import io.tokentally.value.Texts;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Prepares comparisons with constants. Each answers as {@link Equality} and {@link Order} do; only
 * the work on the constant is done beforehand.
 */
final class Matchers {

  private Matchers() {}

  /** {@return {@code value <operator> constant}} */
  static Matcher comparing(Operator operator, @Nullable Object constant) {
    if (constant instanceof String text) {
      return operator == Operator.EQ ? equalTo(text) : orderedWith(operator, text);
    }
    if (constant instanceof Number number) {
      return orderedWith(operator, number);
    }
    if (operator != Operator.EQ) {
      return value -> Order.holds(operator, Plain.of(value), constant);
    }
    return constant == null ? Plain::isNull : value -> Equality.equal(Plain.of(value), constant);
  }

  private static Matcher equalTo(String constant) {
    Instant moment = Moments.parse(constant);
    return value -> {
      String text = Plain.text(value);
      return text != null
          ? text.equals(constant)
          : moment != null && moment.equals(Plain.of(value));
    };
  }

  private static Matcher orderedWith(Operator operator, String constant) {
    Instant moment = Moments.parse(constant);
    Comparator<String> order = Texts.orderWith(constant);
    return value -> {
      String text = Plain.text(value);
      return text != null
          ? Order.holds(operator, order.compare(text, constant))
          : moment != null
              && Plain.of(value) instanceof Instant other
              && Order.holds(operator, other, moment);
    };
  }

  /** {@return whether the value equals one of the constants} */
  static Matcher in(List<? extends @Nullable Object> constants) {
    if (!constants.stream().allMatch(String.class::isInstance)) {
      return anyOf(constants.stream().map(each -> comparing(Operator.EQ, each)).toList());
    }
    Set<Object> texts = new HashSet<>(constants);
    Set<Object> moments = new HashSet<>();
    for (Object text : texts) {
      Instant moment = Moments.parse((String) text);
      if (moment != null) {
        moments.add(moment);
      }
    }
    // Nothing else is asked for its hash: it may be a deep list.
    return value -> {
      String text = Plain.text(value);
      return text != null
          ? texts.contains(text)
          : !moments.isEmpty()
              && Plain.of(value) instanceof Instant moment
              && moments.contains(moment);
    };
  }

  private static Matcher anyOf(List<Matcher> matchers) {
    Matcher[] all = matchers.toArray(Matcher[]::new);
    return value -> {
      for (Matcher each : all) {
        if (each.matches(value)) {
          return true;
        }
      }
      return false;
    };
  }

  /** {@return whether the value contains the constant} */
  static Matcher containing(@Nullable Object constant) {
    if (!(constant instanceof String part)) {
      return value -> Containment.contains(Plain.of(value), constant);
    }
    return value -> {
      String text = Plain.text(value);
      return text != null
          ? Containment.containsText(text, part)
          : Containment.contains(Plain.of(value), part);
    };
  }

  /** {@return whether the value contains the constant, whatever the case} */
  static Matcher containingFolded(@Nullable Object constant) {
    if (!(constant instanceof String part)) {
      return containing(constant);
    }
    FoldedText folded = FoldedText.of(part);
    return value -> {
      String text = Plain.text(value);
      return text != null
          ? folded.isIn(text)
          : Containment.containsFolded(Plain.of(value), part, folded);
    };
  }

  private static Matcher orderedWith(Operator operator, Number constant) {
    NumberConstant number = NumberConstant.of(constant);
    return value -> {
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
}
