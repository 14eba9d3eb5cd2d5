package io.tokentally.spark;

import io.tokentally.FieldPath;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Which columns of calls an operand reads. */
final class QueryColumns implements Operand.Visitor<Set<CallColumn>> {

  private static final List<String> STATUS = List.of("summary", "weave", "status");
  private static final List<String> LATENCY = List.of("summary", "weave", "latency_ms");
  private static final List<String> TRACE_NAME = List.of("summary", "weave", "trace_name");

  private QueryColumns() {}

  /** {@return the columns; of fields that calls lack, none} */
  static Set<CallColumn> of(Operand operand) {
    return operand.accept(new QueryColumns());
  }

  /** {@return whether the path is that of a field that is computed, or of none at all} */
  static boolean isComputed(List<String> path) {
    return path.size() > 2 && path.subList(0, 2).equals(STATUS.subList(0, 2));
  }

  @Override
  public Set<CallColumn> literal(Operand.Literal node) {
    return EnumSet.noneOf(CallColumn.class);
  }

  @Override
  public Set<CallColumn> getField(Operand.GetField node) {
    FieldPath path = FieldPath.parse(node.path());
    if (path.parts().equals(STATUS)) {
      return EnumSet.of(CallColumn.EXCEPTION, CallColumn.SUMMARY, CallColumn.ENDED_AT);
    }
    if (path.parts().equals(LATENCY)) {
      return EnumSet.of(CallColumn.STARTED_AT, CallColumn.ENDED_AT);
    }
    if (path.parts().equals(TRACE_NAME)) {
      return EnumSet.of(CallColumn.DISPLAY_NAME, CallColumn.OP_NAME);
    }
    CallColumn column = CallColumn.named(path.column());
    return column == null ? EnumSet.noneOf(CallColumn.class) : EnumSet.of(column);
  }

  @Override
  public Set<CallColumn> convert(Operand.Convert node) {
    return node.input().accept(this);
  }

  @Override
  public Set<CallColumn> and(Operation.And node) {
    return all(node.operands());
  }

  @Override
  public Set<CallColumn> or(Operation.Or node) {
    return all(node.operands());
  }

  @Override
  public Set<CallColumn> not(Operation.Not node) {
    return node.operand().accept(this);
  }

  @Override
  public Set<CallColumn> comparison(Operation.Comparison node) {
    return all(List.of(node.left(), node.right()));
  }

  @Override
  public Set<CallColumn> in(Operation.In node) {
    List<Operand> operands = new ArrayList<>(node.elements());
    operands.add(node.operand());
    return all(operands);
  }

  @Override
  public Set<CallColumn> contains(Operation.Contains node) {
    return all(List.of(node.input(), node.substr()));
  }

  private Set<CallColumn> all(List<Operand> operands) {
    Set<CallColumn> columns = EnumSet.noneOf(CallColumn.class);
    operands.forEach(operand -> columns.addAll(operand.accept(this)));
    return columns;
  }
}
