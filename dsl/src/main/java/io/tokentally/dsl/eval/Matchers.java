package io.tokentally.dsl.eval;

import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.value.Moments;
import java.time.Instant;
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
    return operator == Operator.EQ
        ? value -> Equality.equal(value, constant)
        : value -> Order.holds(operator, value, constant);
  }

  private static Matcher equalTo(String text) {
    Instant moment = Moments.parse(text);
    return value -> text.equals(value) || (moment != null && moment.equals(value));
  }

  private static Matcher orderedWith(Operator operator, String text) {
    Instant moment = Moments.parse(text);
    return value -> Order.holds(operator, value, value instanceof Instant ? moment : text);
  }

  /** {@return whether the value equals one of the constants} */
  static Matcher in(List<? extends @Nullable Object> constants) {
    if (!constants.stream().allMatch(String.class::isInstance)) {
      return value -> constants.stream().anyMatch(each -> Equality.equal(value, each));
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
    return value ->
        value instanceof String text
            ? texts.contains(text)
            : value instanceof Instant moment && moments.contains(moment);
  }
}
