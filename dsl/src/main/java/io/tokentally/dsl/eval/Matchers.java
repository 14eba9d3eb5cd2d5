package io.tokentally.dsl.eval;

import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NumericNode;
import io.tokentally.dsl.Operand.Convert;
import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.value.CodePoints;
import io.tokentally.value.FoldedText;
import io.tokentally.value.NumberConstant;
import io.tokentally.value.SearchPattern;
import io.tokentally.value.Timestamps;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Comparisons with constants. Each answers as {@link Equality}, {@link Order} and {@link
 * Containment} do; the work on the constant is done beforehand, and values are looked at where they
 * lie.
 */
final class Matchers {

  private Matchers() {}

  /** {@return {@code value <operator> constant}} */
  static ValueTest comparing(Operator operator, @Nullable Object constant) {
    if (constant instanceof String text) {
      return operator == Operator.EQ ? new EqualText(text) : new OrderedText(operator, text);
    }
    if (constant instanceof Number number) {
      return new OrderedNumber(operator, number);
    }
    if (operator != Operator.EQ) {
      return new Ordered(operator, constant);
    }
    return constant == null ? new IsNull() : new InAny(Collections.singletonList(constant));
  }

  /** {@return whether the value is one of the constants} */
  static ValueTest in(List<? extends @Nullable Object> constants) {
    if (!constants.stream().allMatch(String.class::isInstance)) {
      return new InAny(constants);
    }
    Set<String> texts = new HashSet<>();
    constants.forEach(each -> texts.add((String) each));
    return new InTexts(texts);
  }

  /** {@return whether the value, converted, meets another test} */
  static ValueTest converted(Convert.Type to, ValueTest test) {
    return new Converted(to, test);
  }

  /** {@return whether the value contains the constant} */
  static ValueTest containing(@Nullable Object constant) {
    return constant instanceof String text ? new ContainsText(text) : new Contains(constant);
  }

  /** {@return whether the value contains the constant, whatever the case} */
  static ValueTest containingFolded(@Nullable Object constant) {
    return constant instanceof String text ? new ContainsFolded(text) : new Contains(constant);
  }

  private static final class IsNull extends ValueTest {
    @Override
    boolean holds(@Nullable Object stored) {
      return Plain.isNull(stored);
    }
  }

  /** Whether a value is one of some strings, or a timestamp that one of them writes. */
  abstract static class AmongTexts extends ValueTest {

    abstract Set<String> texts();

    /** {@return whether a value is one of the strings of both} */
    AmongTexts or(AmongTexts other) {
      Set<String> all = new HashSet<>(texts());
      all.addAll(other.texts());
      return new InTexts(all);
    }
  }

  private static final class EqualText extends AmongTexts {

    private final String constant;
    private final @Nullable Instant moment;

    EqualText(String constant) {
      this.constant = constant;
      this.moment = Timestamps.parse(constant);
    }

    @Override
    Set<String> texts() {
      return Set.of(constant);
    }

    @Override
    boolean holds(@Nullable Object stored) {
      String text = Plain.text(stored);
      return text != null
          ? text.equals(constant)
          : moment != null && moment.equals(Plain.of(stored));
    }
  }

  private static final class OrderedText extends ValueTest {

    private final Operator operator;
    private final String constant;
    private final Comparator<String> order;
    private final @Nullable Instant moment;

    OrderedText(Operator operator, String constant) {
      this.operator = operator;
      this.constant = constant;
      this.order = CodePoints.orderWith(constant);
      this.moment = Timestamps.parse(constant);
    }

    @Override
    boolean holds(@Nullable Object stored) {
      String text = Plain.text(stored);
      if (text != null) {
        return Order.holds(operator, order.compare(text, constant));
      }
      return moment != null
          && Plain.of(stored) instanceof Instant other
          && Order.holds(operator, other, moment);
    }
  }

  private static final class OrderedNumber extends ValueTest {

    private final Operator operator;
    private final Number constant;
    private final NumberConstant number;

    OrderedNumber(Operator operator, Number constant) {
      this.operator = operator;
      this.constant = constant;
      this.number = NumberConstant.of(constant);
    }

    @Override
    boolean holds(@Nullable Object stored) {
      if (stored instanceof Long other) {
        return Order.holds(operator, number.compareFrom(other.longValue()));
      }
      if (stored instanceof IntNode || stored instanceof LongNode) {
        return Order.holds(operator, number.compareFrom(((NumericNode) stored).longValue()));
      }
      if (stored instanceof DoubleNode node && !node.isNaN()) {
        return Order.holds(operator, number.compareFrom(node.doubleValue()));
      }
      if (stored instanceof Double other && Double.isFinite(other)) {
        return Order.holds(operator, number.compareFrom(other.doubleValue()));
      }
      Object plain = Plain.of(stored);
      if (plain instanceof Number other) {
        return Order.holds(operator, number.compareFrom(other));
      }
      return operator == Operator.EQ
          ? Equality.equal(plain, constant)
          : Order.holds(operator, plain, constant);
    }
  }

  private static final class Ordered extends ValueTest {

    private final Operator operator;
    private final @Nullable Object constant;

    Ordered(Operator operator, @Nullable Object constant) {
      this.operator = operator;
      this.constant = constant;
    }

    @Override
    boolean holds(@Nullable Object stored) {
      return Order.holds(operator, Plain.of(stored), constant);
    }
  }

  /** Only strings are asked for their hash: other values may be deep lists. */
  private static final class InTexts extends AmongTexts {

    private final Set<String> texts;
    private final Set<Instant> moments = new HashSet<>();

    InTexts(Set<String> texts) {
      this.texts = texts;
      for (String text : texts) {
        Instant moment = Timestamps.parse(text);
        if (moment != null) {
          moments.add(moment);
        }
      }
    }

    @Override
    Set<String> texts() {
      return texts;
    }

    @Override
    boolean holds(@Nullable Object stored) {
      String text = Plain.text(stored);
      if (text != null) {
        return texts.contains(text);
      }
      return !moments.isEmpty()
          && Plain.of(stored) instanceof Instant moment
          && moments.contains(moment);
    }
  }

  private static final class InAny extends ValueTest {

    private final List<? extends @Nullable Object> constants;

    InAny(List<? extends @Nullable Object> constants) {
      this.constants = constants;
    }

    @Override
    boolean holds(@Nullable Object stored) {
      Object value = Plain.of(stored);
      for (Object each : constants) {
        if (Equality.equal(value, each)) {
          return true;
        }
      }
      return false;
    }
  }

  private static final class Contains extends ValueTest {

    private final @Nullable Object constant;

    Contains(@Nullable Object constant) {
      this.constant = constant;
    }

    @Override
    boolean holds(@Nullable Object stored) {
      return Containment.contains(Plain.of(stored), constant);
    }
  }

  private static final class ContainsText extends ValueTest {

    private final String constant;
    private final SearchPattern sought;

    ContainsText(String constant) {
      this.constant = constant;
      this.sought = SearchPattern.of(constant);
    }

    @Override
    boolean holds(@Nullable Object stored) {
      String text = Plain.text(stored);
      return text != null ? sought.isIn(text) : Containment.contains(Plain.of(stored), constant);
    }
  }

  private static final class ContainsFolded extends ValueTest {

    private final String constant;
    private final FoldedText folded;

    ContainsFolded(String constant) {
      this.constant = constant;
      this.folded = FoldedText.of(constant);
    }

    @Override
    boolean holds(@Nullable Object stored) {
      String text = Plain.text(stored);
      return text != null
          ? folded.isIn(text)
          : Containment.containsFolded(Plain.of(stored), constant, folded);
    }
  }

  private static final class Converted extends ValueTest {

    private final Convert.Type to;
    private final ValueTest test;

    Converted(Convert.Type to, ValueTest test) {
      this.to = to;
      this.test = test;
    }

    @Override
    boolean holds(@Nullable Object stored) {
      return test.holds(Conversion.convert(Plain.of(stored), to));
    }
  }
}
