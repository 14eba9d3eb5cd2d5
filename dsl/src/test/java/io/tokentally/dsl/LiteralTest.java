package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.literal;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Constants in a query: what they may be, and what stays of their spelling. */
class LiteralTest {

  private static final Operand A = field("a");

  private static final String JA = "{\"$getField\":\"a\"}";

  private static String two(String operator, String left, String right) {
    return "{\"" + operator + "\":[" + left + "," + right + "]}";
  }

  static Stream<Arguments> literals() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", null);
    map.put("", List.of(true, Map.of("$literal", 1)));
    return Stream.of(
        arguments(null, "null"),
        arguments(true, "true"),
        arguments(5, "5"),
        arguments(5.0, "5.0"),
        arguments(0.25f, "0.25"),
        arguments(new BigDecimal("5.00"), "5.00"),
        arguments(new BigDecimal("0.10"), "0.10"),
        arguments(new BigDecimal("1.50e+10"), "1.50E+10"),
        arguments(new BigDecimal("5e0"), "5.0"),
        arguments(new BigDecimal("-7"), "-7.0"),
        arguments(-0.0, "0.0"),
        arguments(9007199254740993L, "9007199254740993"),
        arguments(BigInteger.TEN.pow(25), "10000000000000000000000000"),
        arguments(BigInteger.valueOf(6), "6"),
        arguments(new BigDecimal("1e400"), "1E+400"),
        arguments("a\"\0\ud83d\u00e4", "\"a\\\"\\u0000\\uD83D\u00e4\""),
        arguments(Instant.parse("2024-06-15T10:00:00Z"), "\"2024-06-15T10:00:00Z\""),
        arguments(List.of(), "[]"),
        arguments(Map.of(), "{}"),
        arguments(Arrays.asList(1, null), "[{\"$literal\":1},{\"$literal\":null}]"),
        arguments(
            map,
            "{\"z\":{\"$literal\":null},\"\":{\"$literal\":[{\"$literal\":true},"
                + "{\"$literal\":{\"$literal\":{\"$literal\":1}}}]}}"));
  }

  @ParameterizedTest
  @MethodSource("literals")
  void literalIsWrittenAndReadBack(Object value, String json) {
    Query query = where(A.eq(value));
    String whole = "{\"$expr\":" + two("$eq", JA, "{\"$literal\":" + json + "}") + "}";

    assertThat(query.toJson()).isEqualTo(whole);
    assertThat(Query.parse(whole)).isEqualTo(query).hasSameHashCodeAs(query);
    assertThat(where(A.eq(literal(value)))).isEqualTo(query);
  }

  @Test
  void literalContainersAreWrittenInWordsAsTheyAre() {
    assertThat(literal(List.of(1, Map.of("k", "v")))).hasToString("[1,{\"k\":\"v\"}]");
    assertThat(literal("it's")).hasToString("\"it's\"");
    assertThat(literal(null)).hasToString("null");
    assertThat(Query.field("inputs.a")).hasToString("inputs.a");
    assertThat(Query.field("a b")).hasToString("field \"a b\"");
  }

  @Test
  void integersAndDecimalsStayApartAndSpellingsDoNot() {
    assertThat(literal(new BigDecimal("0.10")))
        .isEqualTo(literal(0.1))
        .hasSameHashCodeAs(literal(0.1))
        .hasToString("0.10");
    assertThat(literal(List.of(Map.of("a", new BigDecimal("1.50e+10")))))
        .isEqualTo(literal(List.of(Map.of("a", new BigDecimal("15000000000.0")))))
        .hasSameHashCodeAs(literal(List.of(Map.of("a", new BigDecimal("1.5e10")))))
        .isNotEqualTo(literal(List.of(Map.of("a", new BigDecimal("1.51e10")))));
    assertThat(where(A.eq(new BigDecimal("0.10"))).forMaps().test(Map.of("a", 0.1))).isTrue();
    assertThat(literal(5)).isEqualTo(literal(5L)).isNotEqualTo(literal(5.0));
    assertThat(literal(5.0)).isEqualTo(literal(new BigDecimal("5.000")));
    assertThat(literal(List.of(5.0))).isEqualTo(literal(List.of(new BigDecimal("5.00"))));
    assertThat(literal(List.of(5))).isNotEqualTo(literal(List.of(5.0)));
  }

  @Test
  void literalIsACopy() {
    List<Object> list = new ArrayList<>(List.of(1));
    Operand.Literal literal = literal(list);
    list.add(2);

    assertThat(literal).isEqualTo(literal(List.of(1)));
    assertThatThrownBy(() -> ((List<?>) literal.value()).clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  static Stream<Arguments> noLiterals() {
    String expected = "expected null, a boolean, number, string, list or map, found ";
    return Stream.of(
        arguments(URI.create("a:b"), expected + "java.net.URI"),
        arguments(Double.NaN, expected + "NaN"),
        arguments(List.of('c'), expected + "java.lang.Character"),
        arguments(List.of(A), expected + "io.tokentally.dsl.Operand$GetField"),
        arguments(Map.of(1, 2), "expected a string as a key, found 1"));
  }

  @ParameterizedTest
  @MethodSource("noLiterals")
  void whatIsNoJsonIsNoLiteral(Object value, String message) {
    assertThatThrownBy(() -> literal(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
    assertThatThrownBy(() -> A.eq(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }
}
