package io.tokentally.dsl.eval;

import io.tokentally.dsl.eval.Matchers.AmongTexts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A compiled condition: a list of tests, each of which says where to go on if it holds and if not.
 * So {@code $and}, {@code $or} and {@code $not} are numbers in the tests below them, and one loop,
 * which the JVM compiles once for all queries, evaluates any condition.
 *
 * <p>A tree of small objects would cost a call for each node that the JVM cannot look into, since
 * many kinds of nodes stand in each place: eight queries in turn took 1.4 times as long. Classes of
 * its own for each query would have to be compiled by the JVM for each query.
 *
 * @param <T> the type of the records
 */
final class Program<T> implements Expression<T>, Predicate<T> {

  private static final int HOLDS = -1;
  private static final int FAILS = -2;

  /**
   * One test.
   *
   * @param field what is tested, where it is a field
   * @param operand what is tested
   * @param then the number of the next test where this one holds, or an end
   * @param otherwise the same where it does not
   */
  private record Step<T>(
      @Nullable FieldValue<T> field,
      Expression<T> operand,
      ValueTest test,
      int then,
      int otherwise) {

    int next(T record) {
      // Most operands are fields, of a class that the JVM can look into.
      Object value = field == null ? operand.stored(record) : field.stored(record);
      return test.holds(value) ? then : otherwise;
    }

    /** {@return the same test at another place, with other ends} */
    Step<T> moved(int by, int holds, int fails) {
      return new Step<>(
          field, operand, test, moved(then, by, holds, fails), moved(otherwise, by, holds, fails));
    }

    private static int moved(int target, int by, int holds, int fails) {
      return target >= 0 ? target + by : target == HOLDS ? holds : fails;
    }
  }

  private final Step<T>[] steps;

  private Program(List<Step<T>> steps) {
    this.steps = array(steps);
  }

  @SuppressWarnings("unchecked") // there are no arrays of generic types
  private static <T> Step<T>[] array(List<Step<T>> steps) {
    return steps.toArray(Step[]::new);
  }

  /** {@return the condition that an operand's value meets a test} */
  static <T> Program<T> of(Expression<T> operand, ValueTest test) {
    if (operand instanceof Converted<T> converted) {
      return of(converted.input(), Matchers.converted(converted.to(), test));
    }
    FieldValue<T> field = operand instanceof FieldValue<T> value ? value : null;
    return new Program<>(List.of(new Step<>(field, operand, test, HOLDS, FAILS)));
  }

  /** {@return the condition that an operand is} */
  static <T> Program<T> of(Expression<T> operand) {
    return operand instanceof Program<T> program ? program : of(operand, ValueTest.TRUTH);
  }

  static <T> Program<T> and(List<Program<T>> conditions) {
    return joined(conditions, true);
  }

  static <T> Program<T> or(List<Program<T>> conditions) {
    return joined(equalitiesMerged(conditions), false);
  }

  /** {@return the conditions; where several ask one field for strings, one asks for them all} */
  private static <T> List<Program<T>> equalitiesMerged(List<Program<T>> conditions) {
    Map<FieldValue<T>, Integer> places = new HashMap<>();
    List<Program<T>> merged = new ArrayList<>();
    for (Program<T> each : conditions) {
      Step<T> step = each.steps[0];
      boolean isEquality =
          each.steps.length == 1 && step.then == HOLDS && step.test instanceof AmongTexts;
      Integer place =
          isEquality && step.field != null ? places.putIfAbsent(step.field, merged.size()) : null;
      if (place == null) {
        merged.add(each);
      } else {
        AmongTexts others = (AmongTexts) merged.get(place).steps[0].test;
        merged.set(place, of(step.operand, others.or((AmongTexts) step.test)));
      }
    }
    return merged;
  }

  /**
   * {@return one after the other, where an and goes on while they hold, an or while they do not}
   */
  private static <T> Program<T> joined(List<Program<T>> conditions, boolean whileTheyHold) {
    List<Step<T>> steps = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      Step<T>[] added = conditions.get(i).steps;
      int start = steps.size();
      boolean last = i == conditions.size() - 1;
      int after = start + added.length;
      int holds = whileTheyHold && !last ? after : HOLDS;
      int fails = whileTheyHold || last ? FAILS : after;
      Arrays.stream(added).forEach(step -> steps.add(step.moved(start, holds, fails)));
    }
    return new Program<>(steps);
  }

  /** {@return the condition that holds where this one does not} */
  Program<T> negated() {
    return new Program<>(
        Arrays.stream(steps)
            .map(step -> step.moved(0, /* holds= */ FAILS, /* fails= */ HOLDS))
            .toList());
  }

  @Override
  public boolean test(T record) {
    int at = 0;
    while (at >= 0) {
      at = steps[at].next(record);
    }
    return at == HOLDS;
  }

  @Override
  public Boolean value(T record) {
    return test(record);
  }
}
