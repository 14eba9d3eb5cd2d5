package io.tokentally.benchmarks.queries;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Walks the JSON of a query anew for each document, as a first version would. It knows what the
 * eight queries need, and no more.
 */
final class NaiveInterpreter {

  private final JsonNode document;

  private NaiveInterpreter(JsonNode document) {
    this.document = document;
  }

  static boolean matches(JsonNode query, JsonNode document) {
    return new NaiveInterpreter(document).value(query.get("$expr")).booleanValue();
  }

  private JsonNode value(JsonNode operand) {
    String operator = operand.fieldNames().next();
    JsonNode body = operand.get(operator);
    return switch (operator) {
      case "$literal" -> body;
      case "$getField" -> field(body.asText());
      case "$convert" -> convert(value(body.get("input")), body.get("to").asText());
      default -> BooleanNode.valueOf(condition(operator, body));
    };
  }

  private JsonNode field(String path) {
    JsonNode at = document;
    for (String part : path.split("\\.", -1)) {
      at = at.path(part);
    }
    return at;
  }

  private static JsonNode convert(JsonNode value, String to) {
    if (value.isMissingNode()) {
      return value;
    }
    return switch (to) {
      case "int" -> LongNode.valueOf(Long.parseLong(value.asText()));
      case "double" -> DoubleNode.valueOf(Double.parseDouble(value.asText()));
      default -> throw new IllegalArgumentException("no such conversion: " + to);
    };
  }

  private boolean condition(String operator, JsonNode body) {
    return switch (operator) {
      case "$and" -> operands(body).allMatch(each -> value(each).booleanValue());
      case "$or" -> operands(body).anyMatch(each -> value(each).booleanValue());
      case "$not" -> !value(body.get(0)).booleanValue();
      case "$eq" -> isEqual(value(body.get(0)), value(body.get(1)));
      case "$in" -> isIn(value(body.get(0)), body.get(1));
      case "$gt" -> compares(body, sign -> sign > 0);
      case "$gte" -> compares(body, sign -> sign >= 0);
      case "$lt" -> compares(body, sign -> sign < 0);
      case "$lte" -> compares(body, sign -> sign <= 0);
      case "$contains" -> contains(body);
      default -> throw new IllegalArgumentException("no such operator: " + operator);
    };
  }

  private static Stream<JsonNode> operands(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false);
  }

  private boolean isIn(JsonNode value, JsonNode elements) {
    return operands(elements).anyMatch(each -> isEqual(value, value(each)));
  }

  private static boolean isEqual(JsonNode left, JsonNode right) {
    if (left.isNumber() && right.isNumber()) {
      return left.doubleValue() == right.doubleValue();
    }
    return orMissing(left).equals(orMissing(right));
  }

  private static JsonNode orMissing(JsonNode value) {
    return value.isNull() ? MissingNode.getInstance() : value;
  }

  private boolean compares(JsonNode body, IntPredicate wanted) {
    JsonNode left = value(body.get(0));
    JsonNode right = value(body.get(1));
    if (left.isNumber() && right.isNumber()) {
      return wanted.test(Double.compare(left.doubleValue(), right.doubleValue()));
    }
    return left.isTextual()
        && right.isTextual()
        && wanted.test(left.asText().compareTo(right.asText()));
  }

  private boolean contains(JsonNode body) {
    String text = value(body.get("input")).asText();
    String part = value(body.get("substr")).asText();
    return body.path("case_insensitive").asBoolean()
        ? text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT))
        : text.contains(part);
  }
}
