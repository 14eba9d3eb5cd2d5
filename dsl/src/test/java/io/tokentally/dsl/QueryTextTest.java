package io.tokentally.dsl;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.literal;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.or;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokentally.dsl.Operand.Convert.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What people type, and the query that it is. */
class QueryTextTest {

  private static final Operand A = field("a");
  private static final Operand B = field("b");
  private static final Operand C = field("c");

  static Stream<Arguments> typed() {
    return Stream.of(
        arguments(
            "op_name contains \"chat\" and summary.weave.latency_ms > 2000",
            and(field("op_name").contains("chat"), field("summary.weave.latency_ms").gt(2000))),
        arguments("a=1", A.eq(1)),
        arguments("a>-5", A.gt(-5)),
        arguments("a >= 1.50e1", A.gte(new BigDecimal("15.0"))),
        arguments("a<=b", A.lte(B)),
        arguments("'it\\'s' = a", literal("it's").eq(A)),
        arguments("a = '\"\\n\\u0041'", A.eq("\"\nA")),
        arguments("a = 1 and b = 2 or c = 3", or(and(A.eq(1), B.eq(2)), C.eq(3))),
        arguments("a = 1 AND (b = 2 Or c = 3)", and(A.eq(1), or(B.eq(2), C.eq(3)))),
        arguments("not a = 1 and b", and(not(A.eq(1)), B)),
        arguments("not not a", not(not(A))),
        arguments("((a)) = (((1)))", A.eq(1)),
        arguments("a != 1", not(A.eq(1))),
        arguments("a not in [1, 2.0, b]", not(A.in(1, new BigDecimal("2.0"), B))),
        arguments("a not contains 'x'", not(A.contains("x"))),
        arguments("a contains in any case 'x'", A.containsIgnoringCase("x")),
        arguments("a CONTAINS IN ANY CASE 'x'", A.containsIgnoringCase("x")),
        arguments("any contains case", field("any").contains(field("case"))),
        arguments("a = [1, \"]\", {\"x\": [null]}]", A.eq(listWithNull())),
        arguments("{\"x\": 1} = a", literal(Map.of("x", 1)).eq(A)),
        arguments("a in []", A.in()),
        arguments("size(a) > 2", A.size().gt(2)),
        arguments("SIZE ( a ) > size", A.size().gt(field("size"))),
        arguments("exists(a) = true", A.exists().eq(true)),
        arguments("int(double(string(bool(a)))) = null", converted().eq(null)),
        arguments("and[]", and()),
        arguments("or[a]", or(A)),
        arguments("a and and[b = 1]", and(A, and(B.eq(1)))),
        arguments("field \"a b\" = field 'and'", field("a b").eq(field("and"))),
        arguments(
            "summary.usage.gpt-4\\.1.prompt_tokens > 5",
            field("summary.usage.gpt-4\\.1.prompt_tokens").gt(5)),
        arguments("größe.0 = 名前", field("größe.0").eq(field("名前"))),
        arguments("a\n  and\tb", and(A, B)));
  }

  private static List<Object> listWithNull() {
    return List.of(1, "]", Map.of("x", Arrays.asList((Object) null)));
  }

  private static Operand converted() {
    return A.convert(Type.BOOL).convert(Type.STRING).convert(Type.DOUBLE).convert(Type.INT);
  }

  @ParameterizedTest
  @MethodSource("typed")
  void readsWhatPeopleType(String text, Operation expected) {
    Query query = Query.parseText(text);

    assertThat(query).isEqualTo(where(expected));
    assertThat(Query.parseText(query.toString())).isEqualTo(query);
  }

  @Test
  void printsAsFewBracketsAsReadWell() {
    assertThat(where(or(and(A.eq(1), not(B)), C.in(1))))
        .hasToString("(a = 1 and not b) or c in [1]");
    assertThat(where(and(or(A, B), A.eq(B.eq(C))))).hasToString("(a or b) and a = (b = c)");
    assertThat(where(not(A.eq(1)))).hasToString("not (a = 1)");
  }
}
