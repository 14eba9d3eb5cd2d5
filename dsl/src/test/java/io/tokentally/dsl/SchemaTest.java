package io.tokentally.dsl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokentally.ValidationException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every schema of the contract's query language: what it accepts, and what it refuses with which
 * faults (docs/semantics.md rules 1 and 2). ErrorCollector are written as their path and their
 * kind.
 */
class SchemaTest {

  private static final String F = "{\"$getField\":\"a\"}";

  private static final String ONE = "{\"$literal\":1}";

  static String faults(String json) {
    ValidationException refusal =
        catchThrowableOfType(ValidationException.class, () -> Query.parse(json));
    assertThat(refusal).as("refusal of %s", json).isNotNull();
    assertThat(refusal.errors()).allSatisfy(fault -> assertThat(fault.msg()).isNotBlank());
    return refusal.errors().stream()
        .map(
            fault ->
                fault.loc().stream().map(String::valueOf).collect(Collectors.joining("/"))
                    + " "
                    + fault.type().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  static void assertAccepted(String operation) {
    String json = "{\"$expr\":" + operation + "}";
    assertThat(Query.parse(json).toJson()).isEqualTo(json);
  }

  static Stream<Arguments> queries() {
    return Stream.of(
        arguments("{}", "$expr missing"),
        arguments("[]", " type"),
        arguments("null", " type"),
        arguments("\"a\"", " type"),
        arguments("{\"$expr\":null}", "$expr type"),
        arguments("{\"$expr\":5}", "$expr type"),
        arguments("{\"$expr\":[]}", "$expr type"),
        arguments("{\"$expr\":{}}", "$expr arity"),
        arguments("{\"expr\":{\"$and\":[]}}", "expr extra_forbidden, $expr missing"),
        arguments("{\"$expr\":{\"$and\":[]},\"limit\":5}", "limit extra_forbidden"),
        arguments("{\"$expr\":{\"$and\":[],\"$or\":[]}}", "$expr arity"),
        arguments("{\"$expr\":{\"$ne\":[]}}", "$expr/$ne unknown_operator"),
        arguments("{\"$expr\":{\"$EQ\":[]}}", "$expr/$EQ unknown_operator"),
        arguments("{\"$expr\":{\"\":[]}}", "$expr/ unknown_operator"),
        arguments("{\"$expr\":" + ONE + "}", "$expr/$literal unknown_operator"),
        arguments("{\"$expr\":" + F + "}", "$expr/$getField unknown_operator"),
        arguments("{\"$expr\":{\"$convert\":5}}", "$expr/$convert unknown_operator"));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void queryIsOneOperation(String json, String expected) {
    assertThat(faults(json)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"$and", "$or"})
  void andAndOrHaveAnyNumberOfOperands(String operator) {
    assertAccepted("{\"" + operator + "\":[]}");
    assertAccepted("{\"" + operator + "\":[" + F + "]}");
    assertAccepted("{\"" + operator + "\":[" + F + "," + ONE + ",{\"$not\":[" + F + "]}]}");
    assertOperands(operator);
    assertThat(faults(expr(operator, "[" + F + ",5,null," + ONE + ",{}]")))
        .isEqualTo("$expr/OP/1 type, $expr/OP/2 type, $expr/OP/4 arity".replace("OP", operator));
  }

  @ParameterizedTest
  @ValueSource(strings = {"$eq", "$gt", "$gte", "$lt", "$lte"})
  void comparisonsHaveTwoOperands(String operator) {
    String at = "$expr/" + operator;
    assertAccepted("{\"" + operator + "\":[" + F + "," + ONE + "]}");
    assertAccepted("{\"" + operator + "\":[{\"$and\":[]},{\"$eq\":[" + F + "," + F + "]}]}");
    assertOperands(operator);
    assertThat(faults(expr(operator, "[]"))).isEqualTo(at + " arity");
    assertThat(faults(expr(operator, "[" + F + "]"))).isEqualTo(at + " arity");
    assertThat(faults(expr(operator, "[5]"))).isEqualTo(at + " arity, " + at + "/0 type");
    assertThat(faults(expr(operator, "[5,{},6]")))
        .isEqualTo(at + " arity, " + at + "/0 type, " + at + "/1 arity");
    assertThat(faults(expr(operator, "[" + F + ",\"a\"]"))).isEqualTo(at + "/1 type");
    assertThat(faults(expr(operator, "[null,[]]"))).isEqualTo(at + "/0 type, " + at + "/1 type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"$not"})
  void notHasOneOperand(String operator) {
    assertAccepted("{\"$not\":[" + F + "]}");
    assertOperands(operator);
    assertThat(faults(expr(operator, "[]"))).isEqualTo("$expr/$not arity");
    assertThat(faults(expr(operator, "[" + F + "," + F + "]"))).isEqualTo("$expr/$not arity");
    assertThat(faults(expr(operator, "[7,8]"))).isEqualTo("$expr/$not arity, $expr/$not/0 type");
    assertThat(faults(expr(operator, "[true]"))).isEqualTo("$expr/$not/0 type");
  }

  private static void assertOperands(String operator) {
    for (String noList : List.of("null", "5", "\"a\"", "{}", "true", F)) {
      assertThat(faults(expr(operator, noList))).isEqualTo("$expr/" + operator + " type");
    }
  }

  private static String expr(String operator, String value) {
    return "{\"$expr\":{\"" + operator + "\":" + value + "}}";
  }

  static Stream<Arguments> ins() {
    return Stream.of(
        arguments("null", "$expr/$in type"),
        arguments("{}", "$expr/$in type"),
        arguments("[]", "$expr/$in arity"),
        arguments("[" + F + "]", "$expr/$in arity"),
        arguments("[5]", "$expr/$in arity, $expr/$in/0 type"),
        arguments("[" + F + ",[],[]]", "$expr/$in arity"),
        arguments("[" + F + ",[5],6]", "$expr/$in arity, $expr/$in/1/0 type"),
        arguments("[" + F + "," + ONE + "]", "$expr/$in/1 type"),
        arguments("[" + F + ",null]", "$expr/$in/1 type"),
        arguments("[[],5]", "$expr/$in/0 type, $expr/$in/1 type"),
        arguments("[" + F + ",[1," + ONE + ",null]]", "$expr/$in/1/0 type, $expr/$in/1/2 type"),
        arguments("[{\"$in\":[]},[{}]]", "$expr/$in/0/$in arity, $expr/$in/1/0 arity"));
  }

  @ParameterizedTest
  @MethodSource("ins")
  void inHasAnOperandAndAList(String value, String expected) {
    assertThat(faults(expr("$in", value))).isEqualTo(expected);
    assertAccepted("{\"$in\":[" + F + ",[]]}");
    assertAccepted("{\"$in\":[" + ONE + ",[" + F + "," + ONE + ",{\"$or\":[]}]]}");
  }
}
