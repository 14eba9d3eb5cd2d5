package io.tokentally.dsl;

import static java.util.Objects.requireNonNull;

import io.tokentally.FieldPath;
import io.tokentally.ValidationError.Type;
import io.tokentally.dsl.Operation.Comparison;
import io.tokentally.dsl.Operation.Comparison.Operator;
import io.tokentally.dsl.Operation.Contains;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.json.TooDeepException;
import io.tokentally.value.JsonValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a query from plain JSON, strictly and with every error: docs/semantics.md section 1, rules
 * 1 to 5. {@link #OPERATORS} is the whole grammar. A malformed operand reads as null, and reading
 * goes on beside it.
 */
final class QueryReader {

  /** Reads what stands behind an operator; {@code at} is the place of that value. */
  private interface Shape {
    @Nullable Operand read(QueryReader reader, @Nullable Object value, Loc at, int depth);
  }

  private static final Map<String, Shape> OPERATORS = new LinkedHashMap<>();

  static {
    OPERATORS.put("$and", many(Operation.And::new));
    OPERATORS.put("$or", many(Operation.Or::new));
    OPERATORS.put("$not", one(Operation.Not::new));
    for (Operator operator : Operator.values()) {
      OPERATORS.put(
          operator.wireName(), two((left, right) -> new Comparison(operator, left, right)));
    }
    OPERATORS.put("$in", QueryReader::in);
    OPERATORS.put("$contains", QueryReader::contains);
    OPERATORS.put("$literal", QueryReader::literal);
    OPERATORS.put("$getField", QueryReader::getField);
    OPERATORS.put("$convert", QueryReader::convert);
    OPERATORS.put("$size", QueryReader::size);
  }

  private static final List<String> OPERANDS = List.copyOf(OPERATORS.keySet());
  private static final List<String> OPERATIONS = OPERANDS.subList(0, OPERANDS.indexOf("$literal"));
  private static final List<String> LITERALS = List.of("$literal");

  private final ErrorCollector faults;
  private final @Nullable FieldResolver<?> fields;
  private final QueryLimits limits;
  private int nodes;

  private QueryReader(
      ErrorCollector faults, @Nullable FieldResolver<?> fields, QueryLimits limits) {
    this.faults = faults;
    this.fields = fields;
    this.limits = limits;
  }

  /**
   * {@return the operation of the query that the JSON holds}
   *
   * @param fields finds fields, so that an unknown one is an error as well; null if none is
   */
  static Operation parse(String json, @Nullable FieldResolver<?> fields, QueryLimits limits) {
    ErrorCollector faults = new ErrorCollector();
    try {
      return read(JsonReader.read(json, Loc.ROOT, faults), faults, fields, limits);
    } catch (TooDeepException e) {
      throw e.ofMember("$expr");
    }
  }

  /**
   * {@return the operation of the query in a plain document} Rejects it together with the errors
   * found before.
   */
  static Operation read(
      @Nullable Object document,
      ErrorCollector faults,
      @Nullable FieldResolver<?> fields,
      QueryLimits limits) {
    Operation operation = new QueryReader(faults, fields, limits).query(document, Loc.ROOT);
    faults.throwIfAny();
    return requireNonNull(operation);
  }

  private @Nullable Operation query(@Nullable Object document, Loc at) {
    if (!(document instanceof Map<?, ?> members)) {
      Check.wrongType("a query, {\"$expr\": …}", document, at, faults);
      return null;
    }
    Loc expr = at.key("$expr");
    Operand operation = null;
    int before = faults.size();
    try {
      for (Map.Entry<?, ?> member : members.entrySet()) {
        if (member.getKey().equals("$expr")) {
          operation = operand(member.getValue(), expr, 1, OPERATIONS);
        } else {
          Loc key = at.key((String) member.getKey());
          faults.add(key, Type.EXTRA_FORBIDDEN, "unknown member; known: $expr");
        }
      }
    } catch (TooBig e) {
      faults.cutTo(before);
      faults.dropBelow(expr);
      faults.add(expr, Type.LIMIT, e.problem());
      return null;
    }
    if (!members.containsKey("$expr")) {
      faults.add(expr, Type.MISSING, "required, but not there");
    }
    return operation instanceof Operation complete ? complete : null;
  }

  private @Nullable Operand operand(@Nullable Object value, Loc at, int depth) {
    return operand(value, at, depth, OPERANDS);
  }

  private @Nullable Operand operand(
      @Nullable Object value, Loc at, int depth, List<String> allowed) {
    TreeSize.check(depth, ++nodes, limits);
    if (!(value instanceof Map<?, ?> members)) {
      Check.wrongType("an operand such as " + example(allowed), value, at, faults);
      return null;
    }
    if (members.size() != 1) {
      String found = members.isEmpty() ? "none" : String.join(", ", keys(members));
      faults.add(at, Type.ARITY, "expected exactly one operator, found " + found);
      return null;
    }
    String operator = keys(members).get(0);
    if (!allowed.contains(operator)) {
      String known = String.join(", ", allowed);
      faults.add(at.key(operator), Type.UNKNOWN_OPERATOR, "expected one of " + known);
      return null;
    }
    Shape shape = requireNonNull(OPERATORS.get(operator));
    return shape.read(this, members.get(operator), at.key(operator), depth);
  }

  private static String example(List<String> allowed) {
    return allowed.equals(OPERATIONS) ? "{\"$eq\": […]}" : "{\"$literal\": …}";
  }

  private static List<String> keys(Map<?, ?> members) {
    return members.keySet().stream().map(String.class::cast).toList();
  }

  private static Shape many(Function<List<Operand>, Operand> node) {
    return (reader, value, at, depth) -> {
      List<?> list = reader.list("operands", value, at);
      List<Operand> operands = list == null ? null : reader.operands(list, at, depth);
      return operands == null ? null : node.apply(operands);
    };
  }

  private static Shape one(Function<Operand, Operand> node) {
    return (reader, value, at, depth) -> {
      List<Operand> operands = reader.exactly(1, value, at, depth);
      return operands == null ? null : node.apply(operands.get(0));
    };
  }

  private static Shape two(BiFunction<Operand, Operand, Operand> node) {
    return (reader, value, at, depth) -> {
      List<Operand> operands = reader.exactly(2, value, at, depth);
      return operands == null ? null : node.apply(operands.get(0), operands.get(1));
    };
  }

  private @Nullable Operand in(@Nullable Object value, Loc at, int depth) {
    List<?> list = list("an operand and a list of operands", value, at);
    if (list == null) {
      return null;
    }
    boolean complete = arity(2, list, at);
    Operand operand = list.isEmpty() ? null : operand(list.get(0), at.index(0), depth + 1);
    List<Operand> elements = null;
    if (list.size() > 1) {
      Loc second = at.index(1);
      List<?> found = list("operands", list.get(1), second);
      elements = found == null ? null : operands(found, second, depth);
    }
    return complete && operand != null && elements != null
        ? new Operation.In(operand, elements)
        : null;
  }

  private @Nullable Operand contains(@Nullable Object value, Loc at, int depth) {
    Map<String, Operand> read = new LinkedHashMap<>();
    List<@Nullable Object> flag = new ArrayList<>();
    Check.object()
        .required("input", operandInto("input", read, depth))
        .required("substr", operandInto("substr", read, depth))
        .optional(
            "case_insensitive",
            (found, place, all) -> {
              Check.nullable(Check.BOOLEAN).check(found, place, all);
              flag.add(found);
            })
        .check(value, at, faults);
    Operand input = read.get("input");
    Operand substr = read.get("substr");
    return input == null || substr == null ? null : contains(input, substr, flag);
  }

  /** {@return the node for a flag that may be written, in a list of one, or not} */
  private static Contains contains(Operand input, Operand substr, List<@Nullable Object> flag) {
    boolean anyCase = flag.contains(true);
    boolean plain = flag.isEmpty() || anyCase;
    return plain
        ? new Contains(input, substr, anyCase)
        : new WrittenContains(input, substr, flag.get(0) == null ? null : false);
  }

  private @Nullable Operand convert(@Nullable Object value, Loc at, int depth) {
    Map<String, Operand> read = new LinkedHashMap<>();
    List<Operand.Convert.Type> to = new ArrayList<>();
    Check.object()
        .required("input", operandInto("input", read, depth))
        .required(
            "to",
            (found, place, all) -> {
              for (Operand.Convert.Type type : Operand.Convert.Type.values()) {
                if (type.wireName().equals(found)) {
                  to.add(type);
                }
              }
              if (to.isEmpty()) {
                Type fault = found instanceof String ? Type.VALUE : Type.TYPE;
                String msg = "expected double, string, int, bool or exists, found ";
                all.add(place, fault, msg + JsonValues.describe(found));
              }
            })
        .check(value, at, faults);
    Operand input = read.get("input");
    return input == null || to.isEmpty() ? null : new Operand.Convert(input, to.get(0));
  }

  private @Nullable Operand size(@Nullable Object value, Loc at, int depth) {
    Operand input = operand(value, at, depth + 1);
    return input == null ? null : new Operand.Size(input);
  }

  private @Nullable Operand getField(@Nullable Object value, Loc at, int depth) {
    Check.TEXT.check(value, at, faults);
    if (!(value instanceof String path)) {
      return null;
    }
    FieldResolver<?> known = fields;
    if (known != null) {
      try {
        known.resolve(FieldPath.parse(path));
      } catch (UnknownFieldException e) {
        faults.add(at, Type.UNKNOWN_FIELD, String.valueOf(e.getMessage()));
      }
    }
    return new Operand.GetField(path);
  }

  private @Nullable Operand literal(@Nullable Object value, Loc at, int depth) {
    if (value instanceof List<?> list) {
      List<@Nullable Object> elements = new ArrayList<>();
      for (int i = 0; i < list.size(); i++) {
        elements.add(literalValue(list.get(i), at.index(i), depth + 1));
      }
      return new Operand.Literal(elements);
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> members = new LinkedHashMap<>();
      map.forEach(
          (key, member) -> {
            Loc place = at.key((String) key);
            members.put((String) key, literalValue(member, place, depth + 1));
          });
      return new Operand.Literal(members);
    }
    return new Operand.Literal(value);
  }

  private @Nullable Object literalValue(@Nullable Object value, Loc at, int depth) {
    return operand(value, at, depth, LITERALS) instanceof Operand.Literal literal
        ? literal.value()
        : null;
  }

  /** {@return the list, or null after the error that it is none} */
  private @Nullable List<?> list(String of, @Nullable Object value, Loc at) {
    if (value instanceof List<?> list) {
      return list;
    }
    Check.wrongType("a list: " + of, value, at, faults);
    return null;
  }

  private boolean arity(int expected, List<?> found, Loc at) {
    if (found.size() == expected) {
      return true;
    }
    String operands = expected == 1 ? " operand" : " operands";
    faults.add(at, Type.ARITY, "expected " + expected + operands + ", found " + found.size());
    return false;
  }

  /**
   * {@return so many operands, or null after an error; with another number those within it are
   * read}
   */
  private @Nullable List<Operand> exactly(int count, @Nullable Object value, Loc at, int depth) {
    List<?> list = list(count == 1 ? "one operand" : "two operands", value, at);
    if (list == null) {
      return null;
    }
    boolean complete = arity(count, list, at);
    List<Operand> read = operands(list.subList(0, Math.min(count, list.size())), at, depth);
    return complete ? read : null;
  }

  /** {@return the operands, or null after an error in one of them} */
  private @Nullable List<Operand> operands(List<?> list, Loc at, int depth) {
    List<Operand> read = new ArrayList<>(list.size());
    for (int i = 0; i < list.size(); i++) {
      Operand operand = operand(list.get(i), at.index(i), depth + 1);
      if (operand != null) {
        read.add(operand);
      }
    }
    return read.size() == list.size() ? read : null;
  }

  private Check operandInto(String key, Map<String, Operand> read, int depth) {
    return (value, place, all) -> {
      Operand operand = operand(value, place, depth + 1);
      if (operand != null) {
        read.put(key, operand);
      }
    };
  }
}
