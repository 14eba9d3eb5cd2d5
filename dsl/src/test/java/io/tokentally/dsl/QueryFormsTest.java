package io.tokentally.dsl;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.fieldAt;
import static io.tokentally.dsl.Query.literal;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.or;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokentally.ValidationException;
import io.tokentally.dsl.Operand.Convert.Type;
import io.tokentally.dsl.Operation.Contains;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each node in its three forms: built in Java, as JSON, in words. */
class QueryFormsTest {

  private static final Operand A = field("a");

  private static final Operand B = field("b");

  private static final String JA = "{\"$getField\":\"a\"}";

  private static final String JB = "{\"$getField\":\"b\"}";

  private static String two(String operator, String left, String right) {
    return "{\"" + operator + "\":[" + left + "," + right + "]}";
  }

  static Stream<Arguments> operations() {
    Operation leaf = A.eq(B);
    String json = two("$eq", JA, JB);
    return Stream.of(
        arguments(A.eq(B), two("$eq", JA, JB), "a = b"),
        arguments(A.gt(B), two("$gt", JA, JB), "a > b"),
        arguments(A.gte(B), two("$gte", JA, JB), "a >= b"),
        arguments(A.lt(B), two("$lt", JA, JB), "a < b"),
        arguments(A.lte(B), two("$lte", JA, JB), "a <= b"),
        arguments(not(leaf), "{\"$not\":[" + json + "]}", "not (a = b)"),
        arguments(not(A), "{\"$not\":[" + JA + "]}", "not a"),
        arguments(and(leaf, B), "{\"$and\":[" + json + "," + JB + "]}", "a = b and b"),
        arguments(or(A, not(B), B), or3(), "a or not b or b"),
        arguments(and(A), "{\"$and\":[" + JA + "]}", "and[a]"),
        arguments(or(leaf), "{\"$or\":[" + json + "]}", "or[a = b]"),
        arguments(and(), "{\"$and\":[]}", "and[]"),
        arguments(or(), "{\"$or\":[]}", "or[]"),
        arguments(
            A.in(B, leaf), "{\"$in\":[" + JA + ",[" + JB + "," + json + "]]}", "a in [b, a = b]"),
        arguments(A.in(), "{\"$in\":[" + JA + ",[]]}", "a in []"),
        arguments(A.in(List.of(1, "x")), in1x(), "a in [1, \"x\"]"),
        arguments(A.contains(B), contains(""), "a contains b"),
        arguments(
            A.containsIgnoringCase(B),
            contains(",\"case_insensitive\":true"),
            "a contains in any case b"),
        arguments(
            new WrittenContains(A, B, false),
            contains(",\"case_insensitive\":false"),
            "a contains b"),
        arguments(
            new WrittenContains(A, B, null),
            contains(",\"case_insensitive\":null"),
            "a contains b"),
        arguments(leaf.eq(true), two("$eq", json, "{\"$literal\":true}"), "(a = b) = true"),
        arguments(A.size().eq(B), two("$eq", "{\"$size\":" + JA + "}", JB), "size(a) = b"),
        arguments(
            leaf.size().gt(A.size().size()),
            two("$gt", "{\"$size\":" + json + "}", "{\"$size\":{\"$size\":" + JA + "}}"),
            "size(a = b) > size(size(a))"),
        arguments(A.exists().eq(B), two("$eq", convert("exists"), JB), "exists(a) = b"),
        arguments(A.convert(Type.INT).eq(B), two("$eq", convert("int"), JB), "int(a) = b"),
        arguments(A.convert(Type.DOUBLE).eq(B), two("$eq", convert("double"), JB), "double(a) = b"),
        arguments(A.convert(Type.STRING).eq(B), two("$eq", convert("string"), JB), "string(a) = b"),
        arguments(A.convert(Type.BOOL).eq(B), two("$eq", convert("bool"), JB), "bool(a) = b"));
  }

  private static String or3() {
    return "{\"$or\":[" + JA + ",{\"$not\":[" + JB + "]}," + JB + "]}";
  }

  private static String in1x() {
    return "{\"$in\":[" + JA + ",[{\"$literal\":1},{\"$literal\":\"x\"}]]}";
  }

  private static String contains(String flag) {
    return "{\"$contains\":{\"input\":" + JA + ",\"substr\":" + JB + flag + "}}";
  }

  private static String convert(String to) {
    return "{\"$convert\":{\"input\":" + JA + ",\"to\":\"" + to + "\"}}";
  }

  @ParameterizedTest
  @MethodSource("operations")
  void operationHasThreeForms(Operation operation, String json, String words) {
    String whole = "{\"$expr\":" + json + "}";

    assertThat(where(operation).toJson()).isEqualTo(whole);
    assertThat(Query.parse(whole))
        .isEqualTo(where(operation))
        .hasSameHashCodeAs(where(operation))
        .hasToString(words);
    assertThat(operation).hasToString(words);
    assertThat(Query.parseText(words)).isEqualTo(where(operation));
  }

  @Test
  void howAFlagIsWrittenMakesNoOtherNode() {
    Contains plain = new Contains(A, B, false);
    for (Contains written :
        List.of(new WrittenContains(A, B, false), new WrittenContains(A, B, null))) {
      assertThat(written).isEqualTo(plain).hasSameHashCodeAs(plain).hasToString("a contains b");
      assertThat(plain).isEqualTo(written);
      assertThat(written.caseInsensitive()).isFalse();
    }
    assertThat(plain)
        .isNotEqualTo(new Contains(A, B, true))
        .isNotEqualTo(new Contains(B, B, false))
        .isNotEqualTo(new Contains(A, A, false))
        .isNotEqualTo(A.eq(B));
  }

  @Test
  void fieldsAreWrittenWithTheirPath() {
    assertThat(fieldAt("a.b", "c", "")).isEqualTo(field("a\\.b.c."));
    assertThat(where(field("a\\.b").eq(field(""))).toJson())
        .isEqualTo("{\"$expr\":{\"$eq\":[{\"$getField\":\"a\\\\.b\"},{\"$getField\":\"\"}]}}");
    assertThat(where(field("a\\.b").eq(field("")))).hasToString("a\\.b = field \"\"");
    assertThatThrownBy(() -> fieldAt("a\\", "b"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a key that ends in a backslash can only be the last");
  }

  @Test
  void fieldsThatLookLikeSomethingElseAreToldApart() {
    assertThat(where(field("5").eq(5)).toString()).isNotEqualTo(where(literal(5).eq(5)).toString());
    assertThat(where(not(field("a = b")))).doesNotHaveToString(where(not(A.eq(B))).toString());
    assertThat(not(field("a) or (b"))).doesNotHaveToString("not a) or (b");
    assertThat(not(field("a\nb")).toString()).doesNotContain("\n");
  }

  @Test
  void partsAreNeeded() {
    assertThatThrownBy(() -> where(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("expr");
    assertThatThrownBy(() -> field(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("path");
    assertThatThrownBy(() -> not(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("operand");
    assertThatThrownBy(() -> A.convert(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("to");
  }

  @Test
  void listsOfOperandsAreCopies() {
    List<Operand> operands = new ArrayList<>(List.of(A));
    Operation.And and = new Operation.And(operands);
    Operation.In in = new Operation.In(A, operands);
    operands.add(B);

    assertThat(and).isEqualTo(and(A));
    assertThat(in).isEqualTo(A.in(A));
    assertThatThrownBy(and.operands()::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aDocumentOfMapsAndListsHoldsAQuery() {
    Map<String, Object> field = Map.of("$getField", "a");
    Map<String, Object> half = Map.of("$literal", 0.5);

    assertThat(Query.of(Map.of("$expr", Map.of("$gt", List.of(field, half)))))
        .isEqualTo(where(A.gt(0.5)));
    assertThatThrownBy(() -> Query.of(Map.of("$expr", Map.of("$gt", List.of(field)))))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("expected 2 operands, found 1");
    assertThatThrownBy(() -> Query.of(Map.of("$expr", new Object())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected null, a boolean, number, string, list or map");
  }
}
