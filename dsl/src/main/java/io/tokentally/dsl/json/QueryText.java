package io.tokentally.dsl.json;

import io.tokentally.dsl.Operand;
import io.tokentally.dsl.Operation;
import io.tokentally.dsl.QueryLimits;
import io.tokentally.json.JsonText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a query in words, for people: {@code op_name contains "chat" and started_at >= "2024"}.
 */
public final class QueryText implements Operand.Visitor<String> {

  private static final QueryText INSTANCE = new QueryText();

  private static final Set<String> WORDS =
      Set.of("and", "or", "not", "in", "contains", "field", "true", "false", "null");

  private QueryText() {}

  /** {@return the operand in words} */
  public static String of(Operand operand) {
    TreeSize.check(operand, QueryLimits.DEFAULT);
    return operand.accept(INSTANCE);
  }

  /** {@return an operand inside another, in brackets where it is an operation} */
  private String inner(Operand operand) {
    String text = operand.accept(this);
    return operand instanceof Operation ? "(" + text + ")" : text;
  }

  private String list(List<Operand> operands, String between) {
    return operands.stream().map(this::inner).collect(Collectors.joining(between));
  }

  private String joined(List<Operand> operands, String word) {
    // One operand or none would hide which of the two it is.
    return operands.size() > 1
        ? list(operands, " " + word + " ")
        : word + "[" + list(operands, "") + "]";
  }

  @Override
  public String literal(Operand.Literal node) {
    return JsonText.of(node.value());
  }

  @Override
  public String getField(Operand.GetField node) {
    boolean plain =
        node.path().matches("[\\p{L}_][\\p{L}\\p{N}_.\\\\-]*") && !WORDS.contains(node.path());
    return plain ? node.path() : "field " + JsonText.of(node.path());
  }

  @Override
  public String convert(Operand.Convert node) {
    return node.to().wireName() + "(" + node.input().accept(this) + ")";
  }

  @Override
  public String and(Operation.And node) {
    return joined(node.operands(), "and");
  }

  @Override
  public String or(Operation.Or node) {
    return joined(node.operands(), "or");
  }

  @Override
  public String not(Operation.Not node) {
    return "not " + inner(node.operand());
  }

  @Override
  public String comparison(Operation.Comparison node) {
    String sign =
        switch (node.operator()) {
          case EQ -> " = ";
          case GT -> " > ";
          case GTE -> " >= ";
          case LT -> " < ";
          case LTE -> " <= ";
        };
    return inner(node.left()) + sign + inner(node.right());
  }

  @Override
  public String in(Operation.In node) {
    return inner(node.operand()) + " in [" + list(node.elements(), ", ") + "]";
  }

  @Override
  public String contains(Operation.Contains node) {
    boolean anyCase = node.caseInsensitive() == Operation.Contains.CaseInsensitive.TRUE;
    String words = anyCase ? " contains in any case " : " contains ";
    return inner(node.input()) + words + inner(node.substr());
  }
}
