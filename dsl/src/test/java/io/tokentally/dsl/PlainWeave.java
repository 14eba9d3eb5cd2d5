package io.tokentally.dsl;

import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * docs/weave.md sections 5 to 8, word by word: walks the JSON of a query for one call. Null is
 * unknown; integers are {@link BigInteger}, all other numbers {@link Double}. The tests hold the
 * compiled queries of the dialect against it.
 */
final class PlainWeave {

  private final PlainWeaveCall call;

  PlainWeave(PlainWeaveCall call) {
    this.call = call;
  }

  /** {@return whether the query, in JSON, matches the call} */
  boolean matches(String query) {
    return truthy(value(expression(query)));
  }

  private static Object expression(String query) {
    return ((Map<?, ?>) JsonReader.read(query, Loc.ROOT, new ErrorCollector())).get("$expr");
  }

  /** {@return whether section 9 has the server refuse the query before any call is read} */
  static boolean isRefused(String query) {
    return hasFault(expression(query));
  }

  private static boolean hasFault(Object operand) {
    String operator = operator(operand);
    Object of = of(operand);
    return switch (operator) {
      case "$literal" -> of instanceof List || of instanceof Map;
      case "$getField" -> !PlainWeaveCall.isField((String) of);
      case "$convert" -> hasFault(member(of, "input"));
      case "$size" -> hasFault(of);
      case "$contains" -> hasFault(member(of, "input")) || hasFault(member(of, "substr"));
      case "$in" -> hasFault(at(of, 0)) || anyFault((List<?>) at(of, 1));
      case "$and", "$or", "$not" -> anyFault((List<?>) of);
      default -> anyFault((List<?>) of) || hasFarDate((List<?>) of);
    };
  }

  private static boolean anyFault(List<?> operands) {
    return operands.stream().anyMatch(PlainWeave::hasFault);
  }

  /** {@return whether a number is compared with a date column and is no moment: section 7} */
  private static boolean hasFarDate(List<?> sides) {
    return isFarDate(sides.get(0), sides.get(1)) || isFarDate(sides.get(1), sides.get(0));
  }

  private static boolean isFarDate(Object column, Object literal) {
    return isDate(column)
        && isLiteral(literal)
        && of(literal) instanceof Number number
        && PlainPythonDates.ofSeconds(number) == null;
  }

  private Object value(Object operand) {
    Object of = of(operand);
    return switch (operator(operand)) {
      case "$literal" -> literal(of);
      case "$getField" -> call.field((String) of);
      case "$convert" -> convert(value(member(of, "input")), (String) member(of, "to"));
      case "$size" -> size(value(of));
      case "$and" -> connect((List<?>) of, all -> all.stream().allMatch(this::holds));
      case "$or" -> connect((List<?>) of, all -> all.stream().anyMatch(this::holds));
      case "$not" -> {
        Object value = value(at(of, 0));
        yield value == null ? null : !truthy(value);
      }
      case "$in" -> in(at(of, 0), (List<?>) at(of, 1));
      case "$contains" -> contains(of);
      default -> compare(operator(operand), at(of, 0), at(of, 1));
    };
  }

  private boolean holds(Object operand) {
    return truthy(value(operand));
  }

  private Object connect(List<?> operands, Predicate<List<?>> connection) {
    return operands.size() == 1 ? value(operands.get(0)) : (Object) connection.test(operands);
  }

  private Object compare(String operator, Object left, Object right) {
    if (operator.equals("$eq") && isLiteral(right) && of(right) == null) {
      return isNull(left);
    }
    return PlainWeaveOrder.compare(operator, side(left, right), side(right, left));
  }

  private boolean isNull(Object operand) {
    Object value = value(operand);
    Object stored =
        operator(operand).equals("$getField") ? call.storedForNull((String) of(operand)) : null;
    return stored == null
        ? value == null
        : Boolean.TRUE.equals(PlainWeaveOrder.compare("$eq", value, stored));
  }

  private static Object size(Object value) {
    if (value instanceof String text) {
      return BigInteger.valueOf(text.getBytes(StandardCharsets.UTF_8).length);
    }
    return value instanceof List<?> list ? BigInteger.valueOf(list.size()) : null;
  }

  /** {@return a side of a comparison: sections 5 and 7 let it depend on the other one} */
  private Object side(Object operand, Object other) {
    if (isLiteral(operand) && isDate(other)) {
      return moment(of(operand));
    }
    if (isJson(operand) && isLiteral(other)) {
      return PlainWeaveText.cast((String) value(operand), kind(of(other)));
    }
    return value(operand);
  }

  private static Object moment(Object literal) {
    if (literal instanceof Number number) {
      return PlainPythonDates.ofSeconds(number);
    }
    Instant moment = literal instanceof String text ? PlainPythonDates.parse(text) : null;
    return moment == null ? literal : moment;
  }

  /** {@return the cast that a literal gives to the JSON column beside it} */
  private static String kind(Object literal) {
    if (literal instanceof Boolean) {
      return "bool";
    }
    if (literal instanceof BigDecimal) {
      return "double";
    }
    return literal instanceof Number ? "int" : "string";
  }

  private Object in(Object operand, List<?> elements) {
    Object left = value(operand);
    if (isJson(operand)) {
      left = PlainWeaveText.cast((String) left, kind(elements));
    }
    if (left == null) {
      return null;
    }
    for (Object element : elements) {
      if (Boolean.TRUE.equals(PlainWeaveOrder.compare("$eq", left, value(element)))) {
        return true;
      }
    }
    return false;
  }

  private static String kind(List<?> elements) {
    List<String> kinds =
        elements.stream()
            .map(each -> isLiteral(each) ? kind(of(each)) : "string")
            .distinct()
            .sorted()
            .toList();
    if (kinds.equals(List.of("double", "int"))) {
      return "double";
    }
    return kinds.size() == 1 ? kinds.get(0) : "string";
  }

  private Object contains(Object spec) {
    Object input = value(member(spec, "input"));
    Object substr = value(member(spec, "substr"));
    if (!(input instanceof String whole) || !(substr instanceof String part)) {
      return false;
    }
    return Boolean.TRUE.equals(member(spec, "case_insensitive"))
        ? whole.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT))
        : whole.contains(part);
  }

  private static Object convert(Object value, String to) {
    if (to.equals("exists")) {
      return value != null;
    }
    return value == null ? null : PlainWeaveText.cast(PlainWeaveText.of(value), to);
  }

  private static boolean truthy(Object value) {
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    return !(value == null || value.equals(false) || value.equals("") || value.equals(List.of()));
  }

  /** {@return a number as the dialect holds it: an integer of any size or a double} */
  static Object literal(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal.doubleValue();
    }
    return value instanceof Number ? new BigInteger(value.toString()) : value;
  }

  private static String operator(Object operand) {
    return (String) ((Map<?, ?>) operand).keySet().iterator().next();
  }

  private static Object of(Object operand) {
    return ((Map<?, ?>) operand).values().iterator().next();
  }

  private static Object at(Object operands, int index) {
    return ((List<?>) operands).get(index);
  }

  private static Object member(Object spec, String key) {
    return ((Map<?, ?>) spec).get(key);
  }

  private static boolean isLiteral(Object operand) {
    return operator(operand).equals("$literal");
  }

  private static boolean isJson(Object operand) {
    return operator(operand).equals("$getField") && PlainWeaveCall.isJson((String) of(operand));
  }

  private static boolean isDate(Object operand) {
    return Objects.equals(operator(operand), "$getField")
        && PlainWeaveCall.DATES.contains((String) of(operand));
  }
}
