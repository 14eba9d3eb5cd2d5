package io.tokentally.operations;

import io.tokentally.ValidationError.Type;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.dsl.Query;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;

/**
 * The Weave server's guard: only rows named by their ids can be purged (docs/weave.md section 12).
 */
final class IdOnlyPurge {

  private IdOnlyPurge() {}

  /**
   * Rejects a query that is neither of {@code $eq}, {@code $in}, nor an {@code $or} of the first.
   */
  static void check(Query query, Loc at, ErrorCollector faults) {
    Operation expr = query.expr();
    boolean allowed = isIdEquals(expr) || isIdIn(expr) || isAnyIdEquals(expr);
    if (!allowed) {
      String msg = "expected ids alone: $eq or $in of the field id and strings, or $or of such $eq";
      faults.add(at.key("$expr"), Type.VALUE, msg);
    }
  }

  private static boolean isIdEquals(Operand operand) {
    return operand instanceof Operation.Comparison eq
        && eq.operator() == Operator.EQ
        && isId(eq.left())
        && isText(eq.right());
  }

  private static boolean isIdIn(Operation operation) {
    return operation instanceof Operation.In in
        && isId(in.operand())
        && in.elements().stream().allMatch(IdOnlyPurge::isText);
  }

  private static boolean isAnyIdEquals(Operation operation) {
    return operation instanceof Operation.Or or
        && or.operands().stream().allMatch(IdOnlyPurge::isIdEquals);
  }

  private static boolean isId(Operand operand) {
    return operand instanceof Operand.GetField field && field.path().equals("id");
  }

  private static boolean isText(Operand operand) {
    return operand instanceof Operand.Literal literal && literal.value() instanceof String;
  }
}
