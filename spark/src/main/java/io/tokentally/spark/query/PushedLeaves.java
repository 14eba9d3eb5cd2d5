package io.tokentally.spark.query;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.tokentally.FieldPath;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operand.Literal;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.dsl.weave.CallTable;
import io.tokentally.spark.rows.CallFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on one field and constants, in Spark's own terms. Each is true or false for every row,
 * never null, and true exactly where the condition has the outcome that is asked for. An answer
 * that is null says that there is no such expression.
 */
final class PushedLeaves {

  /**
   * What is asked of a condition.
   *
   * @param truth whether it is to be true
   * @param ofNull whether it has the outcome where the field is null
   */
  record Asked(boolean truth, boolean ofNull) {

    /** {@return where a condition on a field has the outcome} */
    Column where(PushedField field, Column holds) {
      Column met = truth ? holds : not(holds);
      return ofNull ? field.column().isNull().or(met) : field.column().isNotNull().and(met);
    }

    /** {@return where a condition has the outcome that is the same for all but null} */
    Column where(PushedField field, boolean holds) {
      boolean met = holds == truth;
      if (met == ofNull) {
        return lit(met);
      }
      return met ? field.column().isNotNull() : field.column().isNull();
    }
  }

  private final PushedFields fields;
  private final Dialect dialect;

  PushedLeaves(CallFrame frame, Dialect dialect) {
    this.fields = new PushedFields(frame, dialect);
    this.dialect = dialect;
  }

  @Nullable Column comparison(Operation.Comparison node, Asked asked) {
    if (node.right() instanceof Literal constant) {
      Object value = constant.value() == null ? storedForNull(node) : constant.value();
      return comparison(node.left(), node.operator(), value, asked);
    }
    // [null, field] asks for null in STANDARD alone.
    boolean known =
        node.left() instanceof Literal constant
            && (dialect == Dialect.STANDARD || constant.value() != null);
    return known
        ? comparison(
            node.right(), node.operator().mirrored(), ((Literal) node.left()).value(), asked)
        : null;
  }

  /** {@return what a comparison with null looks for; null for null itself} */
  private @Nullable Object storedForNull(Operation.Comparison node) {
    boolean stored = dialect == Dialect.WEAVE && node.operator() == Operator.EQ;
    if (!stored || !(node.left() instanceof Operand.GetField field)) {
      return null;
    }
    Object value = CallTable.NEWER.unset(FieldPath.parse(field.path()));
    return value instanceof Instant ? value.toString() : value;
  }

  private @Nullable Column comparison(
      Operand operand, Operator operator, @Nullable Object constant, Asked asked) {
    PushedField field = fields.find(operand);
    if (field == null) {
      return null;
    }
    if (constant == null && operator == Operator.EQ) {
      return asked.where(field, false);
    }
    if (constant == null || !field.comparesWith(constant)) {
      return dialect == Dialect.STANDARD ? lit(!asked.truth()) : null;
    }
    Column holds = field.comparing(operator, constant);
    return holds == null ? null : asked.where(field, holds);
  }

  @Nullable Column in(Operation.In node, Asked asked) {
    PushedField field = fields.find(node.operand());
    if (field == null || !node.elements().stream().allMatch(Literal.class::isInstance)) {
      return null;
    }
    List<Object> constants = new ArrayList<>();
    for (Operand element : node.elements()) {
      Object constant = ((Literal) element).value();
      if (constant != null && field.comparesWith(constant)) {
        constants.add(constant);
      }
    }
    Column holds = constants.isEmpty() ? lit(false) : field.among(constants);
    return holds == null ? null : asked.where(field, holds);
  }

  @Nullable Column contains(Operation.Contains node, Asked asked) {
    PushedField field = fields.find(node.input());
    if (field == null || !(node.substr() instanceof Literal part)) {
      return null;
    }
    if (!(field instanceof PushedString text) || !(part.value() instanceof String substr)) {
      return lit(!asked.truth());
    }
    // How case folds is not the same.
    Column holds = node.caseInsensitive() ? null : text.containing(substr);
    return holds == null ? null : asked.where(field, holds);
  }

  @Nullable Column exists(Operand operand, Asked asked) {
    PushedField field = fields.find(operand);
    return field == null ? null : asked.where(field, true);
  }

  /** The field itself as a condition. */
  @Nullable Column field(Operand.GetField node, Asked asked) {
    PushedField field = dialect == Dialect.STANDARD ? fields.find(node) : null;
    if (field == null) {
      return null;
    }
    if (!(field instanceof PushedInteger)) {
      return asked.where(field, true);
    }
    Column zero = field.comparing(Operator.EQ, 0L);
    return zero == null ? null : asked.where(field, not(zero));
  }
}
