package io.tokentally.dsl;

import io.tokentally.json.JsonText;
import io.tokentally.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Writes a query in text form: {@code op_name contains "chat" and started_at >= "2024"}. {@link
 * QueryTextReader} reads it back. Of a query above the limits it writes a part, and says so.
 */
final class QueryText implements Operand.Visitor<String> {

  /** How much is written of a query above the limits. */
  private static final QueryLimits SHORT = new QueryLimits(20, 100);

  private static final String LEFT_OUT = "…";

  /** How many levels further down may be written. */
  private int levels;

  /** How many nodes more may be written. */
  private int nodes;

  private QueryText(QueryLimits limits) {
    this.levels = limits.depth();
    this.nodes = limits.nodes();
  }

  /** {@return the operand in words} */
  static String of(Operand operand) {
    String problem = TreeSize.problem(operand, QueryLimits.DEFAULT);
    return problem == null
        ? new QueryText(QueryLimits.DEFAULT).text(operand)
        : new QueryText(SHORT).text(operand) + " (cut short: " + problem + ")";
  }

  private String text(Operand operand) {
    if (levels == 0 || nodes == 0) {
      return LEFT_OUT;
    }
    levels--;
    nodes--;
    String text = operand.accept(this);
    levels++;
    return text;
  }

  /** {@return an operand inside another, in brackets where it is an operation} */
  private String inner(Operand operand) {
    String text = text(operand);
    return operand instanceof Operation ? "(" + text + ")" : text;
  }

  /** {@return a condition among others, in brackets where it is several} */
  private String part(Operand operand) {
    boolean isSeveral = operand instanceof Operation.And || operand instanceof Operation.Or;
    return isSeveral ? inner(operand) : text(operand);
  }

  private String list(List<Operand> operands, String between, Function<Operand, String> element) {
    List<String> texts = new ArrayList<>();
    for (Operand operand : operands) {
      if (nodes == 0) {
        texts.add(LEFT_OUT + " " + (operands.size() - texts.size()) + " more");
        break;
      }
      texts.add(element.apply(operand));
    }
    return String.join(between, texts);
  }

  private String joined(List<Operand> operands, String word) {
    // One operand or none would hide which of the two it is.
    return operands.size() > 1
        ? list(operands, " " + word + " ", this::part)
        : word + "[" + list(operands, "", this::text) + "]";
  }

  @Override
  public String literal(Operand.Literal node) {
    boolean fits = TreeSize.problem(node, new QueryLimits(levels + 1, nodes + 1)) == null;
    return fits ? JsonText.of(node.value()) : "(" + JsonValues.describe(node.value()) + ")";
  }

  @Override
  public String getField(Operand.GetField node) {
    return QueryWords.isPlain(node.path())
        ? node.path()
        : QueryWords.FIELD + " " + JsonText.of(node.path());
  }

  @Override
  public String convert(Operand.Convert node) {
    return node.to().wireName() + "(" + text(node.input()) + ")";
  }

  @Override
  public String size(Operand.Size node) {
    return QueryWords.SIZE + "(" + text(node.input()) + ")";
  }

  @Override
  public String and(Operation.And node) {
    return joined(node.operands(), QueryWords.AND);
  }

  @Override
  public String or(Operation.Or node) {
    return joined(node.operands(), QueryWords.OR);
  }

  @Override
  public String not(Operation.Not node) {
    return "not " + inner(node.operand());
  }

  @Override
  public String comparison(Operation.Comparison node) {
    String sign = QueryWords.sign(node.operator());
    return inner(node.left()) + " " + sign + " " + inner(node.right());
  }

  @Override
  public String in(Operation.In node) {
    return inner(node.operand()) + " in [" + list(node.elements(), ", ", this::text) + "]";
  }

  @Override
  public String contains(Operation.Contains node) {
    String words = node.caseInsensitive() ? " contains in any case " : " contains ";
    return inner(node.input()) + words + inner(node.substr());
  }
}
