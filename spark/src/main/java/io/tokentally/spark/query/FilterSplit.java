package io.tokentally.spark.query;

import static org.apache.spark.sql.functions.lit;

import io.tokentally.Call;
import io.tokentally.dsl.Dialect;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.Query;
import io.tokentally.dsl.QueryLimits;
import io.tokentally.spark.query.PushedLeaves.Asked;
import io.tokentally.spark.rows.CallFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.apache.spark.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * Splits a query in two: what Spark's own expressions say exactly, which it can then take to the
 * files, and the rest, which is evaluated row by row. A row matches where both hold.
 */
public final class FilterSplit implements Operand.Visitor<FilterSplit.Parts> {

  /** So many conditions become Spark's at most; of plans with thousands it makes heavy work. */
  static final int MOST_LEAVES = 200;

  private static final Call NO_FIELDS = Call.builder().id("").build();
  private static final QueryLimits ANY_SIZE =
      new QueryLimits(QueryLimits.MOST_DEPTH, Integer.MAX_VALUE);

  /**
   * A condition that has the wanted outcome where its two parts do, one of which may be missing.
   *
   * @param spark true where the part has the wanted outcome, else false; never null
   * @param rest the part to evaluate row by row
   */
  public record Parts(@Nullable Column spark, @Nullable Operand rest) {}

  private final CallFrame frame;
  private final Dialect dialect;
  private final PushedLeaves leaves;
  private Outcome wanted = Outcome.MATCH;
  private int leafCount;

  private FilterSplit(CallFrame frame, Dialect dialect) {
    this.frame = frame;
    this.dialect = dialect;
    this.leaves = new PushedLeaves(frame, dialect);
  }

  /** {@return the two parts of a query that can be compiled} */
  public static Parts of(Query query, Dialect dialect, CallFrame frame) {
    return query.expr().accept(new FilterSplit(frame, dialect));
  }

  @Override
  public Parts and(Operation.And node) {
    Outcome ofEach = wanted.ofOperands(node.operands().size());
    return wanted.truth()
        ? all(
            node.operands(), ofEach, rest -> new Operation.And(among(rest, node.operands(), true)))
        : any(node, node.operands(), ofEach);
  }

  @Override
  public Parts or(Operation.Or node) {
    Outcome ofEach = wanted.ofOperands(node.operands().size());
    return wanted.truth()
        ? any(node, node.operands(), ofEach)
        : all(
            node.operands(), ofEach, rest -> new Operation.Or(among(rest, node.operands(), false)));
  }

  /**
   * {@return what is left of operands} A single one of many is not left alone: WEAVE passes on what
   * a single operand comes to as it is.
   */
  private static List<Operand> among(List<Operand> rest, List<Operand> operands, boolean neutral) {
    return rest.size() == 1 && operands.size() > 1
        ? List.of(rest.get(0), Query.literal(neutral))
        : rest;
  }

  private Parts all(
      List<Operand> operands, Outcome ofEach, Function<List<Operand>, Operand> joined) {
    List<Column> columns = new ArrayList<>();
    List<Operand> rest = new ArrayList<>();
    for (Operand operand : operands) {
      Parts parts = visit(operand, ofEach);
      if (parts.spark() != null) {
        columns.add(parts.spark());
      }
      if (parts.rest() != null) {
        rest.add(parts.rest());
      }
    }
    return new Parts(
        columns.isEmpty() ? null : joined(columns, Column::and),
        rest.isEmpty() ? null : joined.apply(rest));
  }

  private Parts any(Operand node, List<Operand> operands, Outcome ofEach) {
    List<Column> columns = new ArrayList<>();
    for (Operand operand : operands) {
      Parts parts = visit(operand, ofEach);
      if (parts.spark() == null || parts.rest() != null) {
        return new Parts(null, node);
      }
      columns.add(parts.spark());
    }
    return new Parts(joined(columns, Column::or), null);
  }

  private Parts visit(Operand operand, Outcome outcome) {
    Outcome here = wanted;
    wanted = outcome;
    Parts parts = operand.accept(this);
    wanted = here;
    return parts;
  }

  /** {@return the columns joined two by two, so that the tree is no deeper than it must be} */
  private static Column joined(List<Column> columns, BinaryOperator<Column> two) {
    int size = columns.size();
    return size == 1
        ? columns.get(0)
        : two.apply(
            joined(columns.subList(0, size / 2), two),
            joined(columns.subList(size / 2, size), two));
  }

  @Override
  public Parts not(Operation.Not node) {
    Parts parts = visit(node.operand(), wanted.ofNegated(dialect));
    Operand rest = parts.rest();
    return new Parts(parts.spark(), rest == null ? null : new Operation.Not(rest));
  }

  @Override
  public Parts literal(Operand.Literal node) {
    return leaf(node, asked -> null);
  }

  @Override
  public Parts getField(Operand.GetField node) {
    return leaf(node, asked -> leaves.field(node, asked));
  }

  @Override
  public Parts convert(Operand.Convert node) {
    boolean exists = node.to() == Operand.Convert.Type.EXISTS;
    return leaf(node, asked -> exists ? leaves.exists(node.input(), asked) : null);
  }

  /** Spark counts other characters where bytes are no UTF-8, and elements that are no text. */
  @Override
  public Parts size(Operand.Size node) {
    return leaf(node, asked -> null);
  }

  @Override
  public Parts comparison(Operation.Comparison node) {
    return leaf(node, asked -> leaves.comparison(node, asked));
  }

  @Override
  public Parts in(Operation.In node) {
    return leaf(node, asked -> leaves.in(node, asked));
  }

  @Override
  public Parts contains(Operation.Contains node) {
    return leaf(node, asked -> leaves.contains(node, asked));
  }

  private Parts leaf(Operand node, Function<Asked, @Nullable Column> natively) {
    if (leafCount == MOST_LEAVES) {
      return new Parts(null, node);
    }
    boolean ofNull = ofNull(node);
    Column column =
        isConstant(node) ? lit(ofNull) : natively.apply(new Asked(wanted.truth(), ofNull));
    if (column == null) {
      return new Parts(null, node);
    }
    leafCount++;
    return new Parts(column, null);
  }

  /** {@return whether all fields in it are missing from the dataset} */
  private boolean isConstant(Operand node) {
    return QueryColumns.of(node).stream().noneMatch(frame::has);
  }

  /** {@return whether an operand has the wanted outcome for a call with nothing but an id} */
  private boolean ofNull(Operand node) {
    return wanted.truth() != wanted.orUnknown()
        ? holds(new Operation.And(List.of(node))) == wanted.truth()
        : holds(new Operation.Not(node)) != wanted.truth();
  }

  private boolean holds(Operation operation) {
    return Query.where(operation).compile(FieldResolver.calls(), dialect, ANY_SIZE).test(NO_FIELDS);
  }
}
