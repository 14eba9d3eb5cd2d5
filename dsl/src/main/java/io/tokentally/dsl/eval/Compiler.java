package io.tokentally.dsl.eval;

import io.tokentally.FieldPath;
import io.tokentally.ValidationError.Type;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.Query;
import io.tokentally.dsl.QueryLimits;
import io.tokentally.dsl.UnknownFieldException;
import io.tokentally.dsl.json.TreeSize;
import io.tokentally.json.Faults;
import io.tokentally.json.Loc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Turns a query into a predicate: finds the fields, refuses what cannot be evaluated, all faults at
 * once (SEMANTICS.md section 10, rules 3 and 4), and leaves the meaning of the nodes to {@link
 * Rules}.
 */
public final class Compiler<T> implements Operand.Visitor<Expression<T>> {

  private final FieldResolver<T> fields;
  private final Rules rules;
  private final Faults faults = new Faults();
  private Loc at = Loc.ROOT.key("$expr");

  private Compiler(FieldResolver<T> fields, Rules rules) {
    this.fields = fields;
    this.rules = rules;
  }

  /** {@return the query as a predicate} {@link Query#compile} says the rest. */
  public static <T> Predicate<T> compile(
      Query query, FieldResolver<T> fields, Rules rules, QueryLimits limits) {
    TreeSize.check(query.expr(), limits);
    Compiler<T> compiler = new Compiler<>(fields, rules);
    Expression<T> compiled = query.expr().accept(compiler);
    compiler.faults.throwIfAny();
    return rules.predicate(compiled);
  }

  /**
   * {@return the expression that is made, or after a fault some other, so that compiling goes on}
   */
  private Expression<T> orFault(Loc place, Supplier<Expression<T>> made) {
    try {
      return made.get();
    } catch (UnknownFieldException e) {
      faults.add(place, Type.UNKNOWN_FIELD, e.getMessage() == null ? "unknown" : e.getMessage());
    } catch (RefusedException e) {
      faults.add(place, Type.VALUE, e.problem());
    }
    return new Constant<>(null);
  }

  @Override
  public Expression<T> literal(Operand.Literal node) {
    return orFault(at.key("$literal"), () -> rules.literal(node.value()));
  }

  @Override
  public Expression<T> getField(Operand.GetField node) {
    FieldPath path = FieldPath.parse(node.path());
    return orFault(at.key("$getField"), () -> rules.field(path, fields.resolve(path)));
  }

  @Override
  public Expression<T> convert(Operand.Convert node) {
    return rules.convert(child(node.input(), at.key("$convert").key("input")), node.to());
  }

  @Override
  public Expression<T> and(Operation.And node) {
    List<Expression<T>> conditions = conditions(node.operands(), at.key("$and"));
    return conditions.isEmpty() ? new Constant<>(null) : rules.and(conditions);
  }

  @Override
  public Expression<T> or(Operation.Or node) {
    List<Expression<T>> conditions = conditions(node.operands(), at.key("$or"));
    return conditions.isEmpty() ? new Constant<>(null) : rules.or(conditions);
  }

  @Override
  public Expression<T> not(Operation.Not node) {
    return rules.not(child(node.operand(), at.key("$not").index(0)));
  }

  @Override
  public Expression<T> comparison(Operation.Comparison node) {
    Loc place = at.key(node.operator().wireName());
    Expression<T> left = child(node.left(), place.index(0));
    Expression<T> right = child(node.right(), place.index(1));
    return orFault(place, () -> rules.compare(node.operator(), left, right));
  }

  @Override
  public Expression<T> in(Operation.In node) {
    Loc place = at.key("$in");
    Expression<T> operand = child(node.operand(), place.index(0));
    return rules.in(operand, children(node.elements(), place.index(1)));
  }

  @Override
  public Expression<T> contains(Operation.Contains node) {
    Loc place = at.key("$contains");
    Expression<T> input = child(node.input(), place.key("input"));
    Expression<T> substr = child(node.substr(), place.key("substr"));
    boolean anyCase = node.caseInsensitive() == Operation.Contains.CaseInsensitive.TRUE;
    return orFault(place, () -> rules.contains(input, substr, anyCase));
  }

  private List<Expression<T>> conditions(List<Operand> operands, Loc place) {
    if (operands.isEmpty()) {
      faults.add(place, Type.ARITY, "expected at least one operand, found none");
    }
    return children(operands, place);
  }

  private List<Expression<T>> children(List<Operand> operands, Loc place) {
    List<Expression<T>> compiled = new ArrayList<>(operands.size());
    for (int i = 0; i < operands.size(); i++) {
      compiled.add(child(operands.get(i), place.index(i)));
    }
    return compiled;
  }

  private Expression<T> child(Operand operand, Loc place) {
    Loc here = at;
    at = place;
    Expression<T> compiled = operand.accept(this);
    at = here;
    return compiled;
  }
}
