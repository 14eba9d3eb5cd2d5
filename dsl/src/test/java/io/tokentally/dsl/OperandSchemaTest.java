package io.tokentally.dsl;

import static io.tokentally.dsl.SchemaTest.assertAccepted;
import static io.tokentally.dsl.SchemaTest.faults;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas of operands: specs, fields and literals, and what is no operand. */
class OperandSchemaTest {

  private static final String F = "{\"$getField\":\"a\"}";

  private static final String ONE = "{\"$literal\":1}";

  private static String expr(String operator, String value) {
    return "{\"$expr\":{\"" + operator + "\":" + value + "}}";
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"case_insensitive\":true", ",\"case_insensitive\":false"})
  void containsMayTellAboutCase(String flag) {
    assertAccepted("{\"$contains\":{\"input\":" + F + ",\"substr\":" + ONE + flag + "}}");
    assertAccepted(
        "{\"$contains\":{\"input\":{\"$or\":[]},\"substr\":" + F + ",\"case_insensitive\":null}}");
  }

  static Stream<Arguments> containsSpecs() {
    String at = "$expr/$contains";
    String both = "\"input\":" + F + ",\"substr\":" + ONE;
    return Stream.of(
        arguments("null", at + " type"),
        arguments("[]", at + " type"),
        arguments("\"a\"", at + " type"),
        arguments("{}", at + "/input missing, " + at + "/substr missing"),
        arguments("{\"input\":" + F + "}", at + "/substr missing"),
        arguments("{\"substr\":" + F + "}", at + "/input missing"),
        arguments("{" + both + ",\"case\":true}", at + "/case extra_forbidden"),
        arguments("{" + both + ",\"case_insensitive\":1}", at + "/case_insensitive type"),
        arguments("{" + both + ",\"case_insensitive\":\"true\"}", at + "/case_insensitive type"),
        arguments("{\"input\":5,\"substr\":" + F + "}", at + "/input type"),
        arguments("{\"input\":null,\"substr\":{}}", at + "/input type, " + at + "/substr arity"),
        arguments(
            "{\"input\":{\"$a\":1},\"substr\":\"x\",\"case_insensitive\":[]}",
            at
                + "/input/$a unknown_operator, "
                + at
                + "/substr type, "
                + at
                + "/case_insensitive type"));
  }

  @ParameterizedTest
  @MethodSource("containsSpecs")
  void containsSpecIsComplete(String spec, String expected) {
    assertThat(faults(expr("$contains", spec))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"double", "string", "int", "bool", "exists"})
  void convertsToEachType(String type) {
    assertAccepted("{\"$not\":[{\"$convert\":{\"input\":" + F + ",\"to\":\"" + type + "\"}}]}");
  }

  static Stream<Arguments> convertSpecs() {
    String at = "$expr/$not/0/$convert";
    return Stream.of(
        arguments("null", at + " type"),
        arguments("[" + F + ",\"int\"]", at + " type"),
        arguments("{}", at + "/input missing, " + at + "/to missing"),
        arguments("{\"input\":" + F + "}", at + "/to missing"),
        arguments("{\"to\":\"int\"}", at + "/input missing"),
        arguments("{\"input\":" + F + ",\"to\":\"INT\"}", at + "/to value"),
        arguments("{\"input\":" + F + ",\"to\":\"float\"}", at + "/to value"),
        arguments("{\"input\":" + F + ",\"to\":\"\"}", at + "/to value"),
        arguments("{\"input\":" + F + ",\"to\":null}", at + "/to type"),
        arguments("{\"input\":" + F + ",\"to\":1}", at + "/to type"),
        arguments("{\"input\":\"a\",\"to\":\"int\"}", at + "/input type"),
        arguments("{\"input\":" + F + ",\"to\":\"int\",\"x\":1}", at + "/x extra_forbidden"),
        arguments("{\"input\":[],\"to\":[]}", at + "/input type, " + at + "/to type"));
  }

  @ParameterizedTest
  @MethodSource("convertSpecs")
  void convertSpecIsComplete(String spec, String expected) {
    assertThat(faults(expr("$not", "[{\"$convert\":" + spec + "}]"))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        F,
        ONE,
        "{\"$size\":" + F + "}",
        "{\"$convert\":{\"input\":" + F + ",\"to\":\"int\"}}",
        "{\"$and\":[]}"
      })
  void sizeHasOneOperand(String operand) {
    assertAccepted("{\"$eq\":[{\"$size\":" + operand + "}," + ONE + "]}");
  }

  static Stream<Arguments> sizes() {
    String at = "$expr/$not/0/$size";
    return Stream.of(
        arguments("null", at + " type"),
        arguments("5", at + " type"),
        arguments("\"a\"", at + " type"),
        arguments("[" + F + "]", at + " type"),
        arguments("{}", at + " arity"),
        arguments("{\"$getField\":\"a\",\"x\":1}", at + " arity"),
        arguments("{\"$count\":1}", at + "/$count unknown_operator"),
        arguments("{\"$size\":7}", at + "/$size type"));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void sizeOfNothingElse(String operand, String expected) {
    assertThat(faults(expr("$not", "[{\"$size\":" + operand + "}]"))).isEqualTo(expected);
    assertThat(faults(expr("$size", F))).isEqualTo("$expr/$size unknown_operator");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "a.b\\\\.c", "$expr", "\\u0000\\uD800"})
  void getFieldHasAnyText(String path) {
    assertAccepted("{\"$not\":[{\"$getField\":\"" + path + "\"}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "5", "true", "[\"a\"]", "{}", "{\"$literal\":\"a\"}"})
  void getFieldHasTextOnly(String value) {
    assertThat(faults(expr("$not", "[{\"$getField\":" + value + "}]")))
        .isEqualTo("$expr/$not/0/$getField type");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "true",
        "-5",
        "5.5",
        "\"\"",
        "[]",
        "{}",
        "[{\"$literal\":1},{\"$literal\":[]}]",
        "{\"a\":{\"$literal\":{\"b\":{\"$literal\":null}}}}",
        "{\"$literal\":{\"$literal\":1}}"
      })
  void literalHoldsAnyJsonOfLiterals(String value) {
    assertAccepted("{\"$not\":[{\"$literal\":" + value + "}]}");
  }

  static Stream<Arguments> literals() {
    String at = "$expr/$not/0/$literal";
    return Stream.of(
        arguments("[1]", at + "/0 type"),
        arguments("[{}]", at + "/0 arity"),
        arguments("[{\"$literal\":1,\"x\":2}]", at + "/0 arity"),
        arguments("[" + ONE + "," + F + "]", at + "/1/$getField unknown_operator"),
        arguments("[{\"$and\":[]}]", at + "/0/$and unknown_operator"),
        arguments("{\"a\":1}", at + "/a type"),
        arguments("{\"$literal\":1}", at + "/$literal type"),
        arguments("{\"a\":{\"b\":" + ONE + "}}", at + "/a/b unknown_operator"),
        arguments("{\"a\":{\"$literal\":[null]}}", at + "/a/$literal/0 type"),
        arguments("{\"a\":null,\"b\":" + ONE + ",\"c\":[]}", at + "/a type, " + at + "/c type"));
  }

  @ParameterizedTest
  @MethodSource("literals")
  void membersOfALiteralAreLiterals(String value, String expected) {
    assertThat(faults(expr("$not", "[{\"$literal\":" + value + "}]"))).isEqualTo(expected);
  }

  static Stream<Arguments> operands() {
    String at = "$expr/$and/0";
    return Stream.of(
        arguments("null", at + " type"),
        arguments("true", at + " type"),
        arguments("1", at + " type"),
        arguments("\"a\"", at + " type"),
        arguments("[" + F + "]", at + " type"),
        arguments("{}", at + " arity"),
        arguments("{\"$getField\":\"a\",\"$literal\":5}", at + " arity"),
        arguments("{\"$eq\":[1,2],\"x\":1}", at + " arity"),
        arguments("{\"getField\":\"a\"}", at + "/getField unknown_operator"),
        arguments("{\"$expr\":{\"$and\":[]}}", at + "/$expr unknown_operator"),
        arguments("{\"$nor\":[1,{},{}]}", at + "/$nor unknown_operator"));
  }

  @ParameterizedTest
  @MethodSource("operands")
  void operandHasOneKnownOperator(String operand, String expected) {
    assertThat(faults(expr("$and", "[" + operand + "]"))).isEqualTo(expected);
  }
}
