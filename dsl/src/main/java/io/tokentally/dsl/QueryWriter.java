package io.tokentally.dsl;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a query as plain JSON: docs/semantics.md rule 6. */
final class QueryWriter implements Operand.Visitor<Map<String, @Nullable Object>> {

  private static final QueryWriter INSTANCE = new QueryWriter();

  private QueryWriter() {}

  /** {@return the query as plain values} */
  static Map<String, @Nullable Object> toPlain(Operation operation) {
    TreeSize.check(operation, QueryLimits.DEFAULT);
    return member("$expr", operation.accept(INSTANCE));
  }

  private static Map<String, @Nullable Object> member(String key, @Nullable Object value) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put(key, value);
    return members;
  }

  private List<Object> all(List<Operand> operands) {
    List<Object> written = new ArrayList<>(operands.size());
    operands.forEach(operand -> written.add(operand.accept(this)));
    return written;
  }

  /** A container in a literal holds literals, which our tree keeps as plain values. */
  private static @Nullable Object wrapMembers(@Nullable Object value) {
    if (value instanceof List<?> list) {
      List<Object> elements = new ArrayList<>(list.size());
      list.forEach(element -> elements.add(member("$literal", wrapMembers(element))));
      return elements;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach((key, each) -> members.put((String) key, member("$literal", wrapMembers(each))));
      return members;
    }
    return value;
  }

  @Override
  public Map<String, @Nullable Object> literal(Operand.Literal node) {
    return member("$literal", wrapMembers(node.value()));
  }

  @Override
  public Map<String, @Nullable Object> getField(Operand.GetField node) {
    return member("$getField", node.path());
  }

  @Override
  public Map<String, @Nullable Object> convert(Operand.Convert node) {
    Map<String, @Nullable Object> spec = member("input", node.input().accept(this));
    spec.put("to", node.to().wireName());
    return member("$convert", spec);
  }

  @Override
  public Map<String, @Nullable Object> size(Operand.Size node) {
    return member("$size", node.input().accept(this));
  }

  @Override
  public Map<String, @Nullable Object> and(Operation.And node) {
    return member("$and", all(node.operands()));
  }

  @Override
  public Map<String, @Nullable Object> or(Operation.Or node) {
    return member("$or", all(node.operands()));
  }

  @Override
  public Map<String, @Nullable Object> not(Operation.Not node) {
    return member("$not", all(List.of(node.operand())));
  }

  @Override
  public Map<String, @Nullable Object> comparison(Operation.Comparison node) {
    return member(node.operator().wireName(), all(List.of(node.left(), node.right())));
  }

  @Override
  public Map<String, @Nullable Object> in(Operation.In node) {
    return member("$in", List.of(node.operand().accept(this), all(node.elements())));
  }

  @Override
  public Map<String, @Nullable Object> contains(Operation.Contains node) {
    Map<String, @Nullable Object> spec = member("input", node.input().accept(this));
    spec.put("substr", node.substr().accept(this));
    if (node instanceof WrittenContains written) {
      spec.put("case_insensitive", written.flag());
    } else if (node.caseInsensitive()) {
      spec.put("case_insensitive", true);
    }
    return member("$contains", spec);
  }
}
