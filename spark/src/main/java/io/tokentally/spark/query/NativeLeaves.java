package io.tokentally.spark.query;

import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.not;

import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operand.Literal;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.spark.rows.CallFrame;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * Conditions on one field and constants, in Spark's own terms. Each is true or false for every row,
 * never null, and true exactly where the condition has the outcome that is asked for. An answer
 * that is null says that there is no such expression.
 */
final class NativeLeaves {

  private final NativeFields fields;
  private final Dialect dialect;

  NativeLeaves(CallFrame frame, Dialect dialect) {
    this.fields = new NativeFields(frame, dialect);
    this.dialect = dialect;
  }

  @Nullable Column comparison(Operation.Comparison node, Outcome wanted) {
    if (node.right() instanceof Literal constant) {
      return comparison(node.left(), node.operator(), constant.value(), wanted);
    }
    // [null, field] asks for null in STANDARD alone.
    boolean known =
        node.left() instanceof Literal constant
            && !(dialect == Dialect.WEAVE && constant.value() == null);
    return known
        ? comparison(
            node.right(), node.operator().mirrored(), ((Literal) node.left()).value(), wanted)
        : null;
  }

  private @Nullable Column comparison(
      Operand operand, Operator operator, @Nullable Object constant, Outcome wanted) {
    NativeField field = fields.find(operand);
    if (field == null) {
      return null;
    }
    if (constant == null && operator == Operator.EQ) {
      return wanted.truth() ? field.column().isNull() : field.column().isNotNull();
    }
    if (constant == null || !field.comparesWith(constant)) {
      return dialect == Dialect.STANDARD ? lit(!wanted.truth()) : null;
    }
    return where(field, field.comparing(operator, constant), wanted);
  }

  @Nullable Column in(Operation.In node, Outcome wanted) {
    NativeField field = fields.find(node.operand());
    if (field == null || !node.elements().stream().allMatch(Literal.class::isInstance)) {
      return null;
    }
    List<Object> constants = new ArrayList<>();
    boolean nullToo = false;
    for (Operand element : node.elements()) {
      Object constant = ((Literal) element).value();
      if (constant == null) {
        nullToo = dialect == Dialect.STANDARD;
      } else if (field.comparesWith(constant)) {
        constants.add(constant);
      }
    }
    Outcome outcome = nullToo ? new Outcome(wanted.truth(), wanted.truth()) : wanted;
    return where(field, constants.isEmpty() ? lit(false) : field.among(constants), outcome);
  }

  @Nullable Column contains(Operation.Contains node, Outcome wanted) {
    NativeField field = fields.find(node.input());
    if (field == null || !(node.substr() instanceof Literal part)) {
      return null;
    }
    if (!(field instanceof NativeText text) || !(part.value() instanceof String substr)) {
      return lit(!wanted.truth());
    }
    // How case folds is not the same.
    return node.caseInsensitive()
        ? null
        : where(field, text.containing(substr), wanted.twoValued());
  }

  @Nullable Column exists(Operand operand, Outcome wanted) {
    NativeField field = fields.find(operand);
    if (field == null) {
      return null;
    }
    return wanted.truth() ? field.column().isNotNull() : field.column().isNull();
  }

  /** The field itself as a condition. */
  @Nullable Column field(Operand.GetField node, Outcome wanted) {
    NativeField field = dialect == Dialect.STANDARD ? fields.find(node) : null;
    if (field == null) {
      return null;
    }
    return field instanceof NativeInteger ? nonZero(field, wanted) : exists(node, wanted);
  }

  private static @Nullable Column nonZero(NativeField field, Outcome wanted) {
    Column zero = field.comparing(Operator.EQ, 0L);
    return zero == null ? null : where(field, not(zero), wanted);
  }

  private static @Nullable Column where(NativeField field, @Nullable Column holds, Outcome wanted) {
    if (holds == null) {
      return null;
    }
    Column met = wanted.truth() ? holds : not(holds);
    return wanted.orUnknown()
        ? field.column().isNull().or(met)
        : field.column().isNotNull().and(met);
  }
}
