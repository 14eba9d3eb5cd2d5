package io.tokentally.dsl.eval;

import io.tokentally.FieldPath;
import io.tokentally.ValidationError.Type;
import io.tokentally.dsl.Explanation;
import io.tokentally.dsl.FieldResolver;
import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.UnknownFieldException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Turns a query into a predicate: finds the fields, rejects what cannot be evaluated, all errors at
 * once (docs/semantics.md rules 3 and 4), and leaves the meaning of the nodes to {@link Rules}.
 */
public final class Compiler<T> implements Operand.Visitor<Compiled<T>> {

  private final FieldResolver<T> fields;
  private final Rules rules;
  private final ErrorCollector faults = new ErrorCollector();
  private final Map<FieldPath, Expression<T>> read = new LinkedHashMap<>();
  private Loc at = Loc.ROOT.key("$expr");

  private Compiler(FieldResolver<T> fields, Rules rules) {
    this.fields = fields;
    this.rules = rules;
  }

  /** {@return the query as a predicate} {@code Query.compile} says the rest. */
  public static <T> Predicate<T> compile(Operation query, FieldResolver<T> fields, Rules rules) {
    Compiler<T> compiler = new Compiler<>(fields, rules);
    Predicate<T> condition = rules.predicate(compiler.run(query).expression());
    return fields.equals(CallFields.CALLS) || fields.equals(CallFields.DOCUMENTS)
        ? condition // they hold JSON, all of which can be read
        : record -> {
          try {
            return condition.test(record);
          } catch (UnreadableValueException e) {
            throw compiler.located(e, record);
          }
        };
  }

  /** {@return the same, with the field that holds the value, unless it lies deeper} */
  private UnreadableValueException located(UnreadableValueException unreadable, T record) {
    for (Map.Entry<FieldPath, Expression<T>> field : read.entrySet()) {
      try {
        field.getValue().value(record);
      } catch (UnreadableValueException e) {
        return e.at(field.getKey().toString());
      }
    }
    return unreadable;
  }

  /** {@return what every node of the query comes to for a record} */
  public static <T> Explanation explain(
      Operation query, FieldResolver<T> fields, Rules rules, T record) {
    Compiled<T> compiled = new Compiler<>(fields, rules).run(query);
    return compiled.explain(record, rules);
  }

  private Compiled<T> run(Operation query) {
    Compiled<T> compiled = query.accept(this);
    faults.throwIfAny();
    return compiled;
  }

  @Override
  public Compiled<T> literal(Operand.Literal node) {
    return leaf(node, "$literal", () -> rules.literal(node.value()));
  }

  @Override
  public Compiled<T> getField(Operand.GetField node) {
    FieldPath path = FieldPath.parse(node.path());
    Compiled<T> field = leaf(node, "$getField", () -> rules.field(path, fields.resolve(path)));
    read.put(path, field.expression());
    return field;
  }

  private Compiled<T> leaf(Operand node, String operator, Supplier<Expression<T>> made) {
    return new Compiled<>(node, orFault(at.key(operator), made), List.of());
  }

  @Override
  public Compiled<T> convert(Operand.Convert node) {
    Compiled<T> input = child(node.input(), at.key("$convert").key("input"));
    return new Compiled<>(node, rules.convert(input.expression(), node.to()), List.of(input));
  }

  @Override
  public Compiled<T> size(Operand.Size node) {
    Compiled<T> input = child(node.input(), at.key("$size"));
    return new Compiled<>(node, rules.size(input.expression()), List.of(input));
  }

  @Override
  public Compiled<T> and(Operation.And node) {
    List<Compiled<T>> parts = conditions(node.operands(), at.key("$and"));
    return new Compiled<>(node, parts.isEmpty() ? nothing() : rules.and(all(parts)), parts);
  }

  @Override
  public Compiled<T> or(Operation.Or node) {
    List<Compiled<T>> parts = conditions(node.operands(), at.key("$or"));
    return new Compiled<>(node, parts.isEmpty() ? nothing() : rules.or(all(parts)), parts);
  }

  @Override
  public Compiled<T> not(Operation.Not node) {
    Compiled<T> condition = child(node.operand(), at.key("$not").index(0));
    return new Compiled<>(node, rules.not(condition.expression()), List.of(condition));
  }

  @Override
  public Compiled<T> comparison(Operation.Comparison node) {
    Loc place = at.key(node.operator().wireName());
    Compiled<T> left = child(node.left(), place.index(0));
    Compiled<T> right = child(node.right(), place.index(1));
    Compiled<T> a = beside(left, right, place);
    Compiled<T> b = beside(right, left, place);
    Expression<T> compared = rules.compare(node.operator(), a.expression(), b.expression());
    return new Compiled<>(node, compared, List.of(a, b));
  }

  @Override
  public Compiled<T> in(Operation.In node) {
    Loc place = at.key("$in");
    Compiled<T> operand = child(node.operand(), place.index(0));
    List<Compiled<T>> elements = children(node.elements(), place.index(1));
    List<Compiled<T>> parts = new ArrayList<>();
    parts.add(operand.as(rules.among(operand.expression(), all(elements))));
    parts.addAll(elements);
    return new Compiled<>(node, rules.in(parts.get(0).expression(), all(elements)), parts);
  }

  @Override
  public Compiled<T> contains(Operation.Contains node) {
    Loc place = at.key("$contains");
    Compiled<T> input = child(node.input(), place.key("input"));
    Compiled<T> substr = child(node.substr(), place.key("substr"));
    Expression<T> contained =
        orFault(
            place,
            () -> rules.contains(input.expression(), substr.expression(), node.caseInsensitive()));
    return new Compiled<>(node, contained, List.of(input, substr));
  }

  private Compiled<T> beside(Compiled<T> operand, Compiled<T> other, Loc place) {
    return operand.as(orFault(place, () -> rules.beside(operand.expression(), other.expression())));
  }

  private List<Compiled<T>> conditions(List<Operand> operands, Loc place) {
    if (operands.isEmpty()) {
      faults.add(place, Type.ARITY, "expected at least one operand, found none");
    }
    return children(operands, place);
  }

  private List<Compiled<T>> children(List<Operand> operands, Loc place) {
    List<Compiled<T>> compiled = new ArrayList<>(operands.size());
    for (int i = 0; i < operands.size(); i++) {
      compiled.add(child(operands.get(i), place.index(i)));
    }
    return compiled;
  }

  private Compiled<T> child(Operand operand, Loc place) {
    Loc here = at;
    at = place;
    Compiled<T> compiled = operand.accept(this);
    at = here;
    return compiled;
  }

  /**
   * {@return the expression that is made, or after an error some other, so that compiling goes on}
   */
  private Expression<T> orFault(Loc place, Supplier<Expression<T>> made) {
    try {
      return made.get();
    } catch (UnknownFieldException e) {
      faults.add(place, Type.UNKNOWN_FIELD, e.getMessage() == null ? "unknown" : e.getMessage());
    } catch (UnsupportedNodeException e) {
      faults.add(place, Type.VALUE, e.problem());
    }
    return nothing();
  }

  private static <T> Expression<T> nothing() {
    return new Constant<>(null);
  }

  private static <T> List<Expression<T>> all(List<Compiled<T>> parts) {
    return parts.stream().map(Compiled::expression).toList();
  }
}
