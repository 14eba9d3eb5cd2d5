package io.tokentally.dsl;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.literal;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.tokentally.TokentallyMapper;
import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import io.tokentally.ValidationException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How big a query may be, also one built in Java (docs/semantics.md rule 5). */
class QueryLimitsTest {

  private static final String TOO_DEEP = "expected a query at most 200 levels deep";
  private static final String TOO_MANY = "expected a query of at most 10000 nodes";

  private static Operation nested(int times, Function<Operand, ? extends Operand> wrap) {
    Operand operand = literal(1);
    for (int i = 0; i < times; i++) {
      operand = wrap.apply(operand);
    }
    return not(operand);
  }

  private static String json(int nots) {
    return "{\"$expr\":"
        + "{\"$not\":[".repeat(nots)
        + "{\"$literal\":1}"
        + "]}".repeat(nots)
        + "}";
  }

  private static void assertRefused(ThrowingCallable use, String msg) {
    assertThat(catchThrowableOfType(ValidationException.class, use).errors())
        .containsExactly(new ValidationError(List.of("$expr"), msg, Type.LIMIT));
  }

  static Stream<Arguments> wraps() {
    return Stream.of(
        wrap("not", Query::not),
        wrap("and", operand -> Query.and(operand)),
        wrap("or", operand -> Query.or(operand)),
        wrap("eq", operand -> operand.eq(1)),
        wrap("lt", operand -> field("a").lt(operand)),
        wrap("in", operand -> field("a").in(operand)),
        wrap("operand of in", operand -> operand.in(1)),
        wrap("contains", operand -> operand.contains("a")),
        wrap("convert", Operand::exists));
  }

  private static Arguments wrap(String name, Function<Operand, Operand> wrap) {
    return arguments(Named.of(name, wrap));
  }

  @ParameterizedTest
  @MethodSource("wraps")
  void treeBuiltInJavaIsRefusedWhereverItIsUsed(Function<Operand, Operand> wrap) {
    Operation deep = nested(100_000, wrap);
    Query query = where(deep);

    assertRefused(query::toJson, TOO_DEEP);
    assertThat(query.toString())
        .isEqualTo(deep.toString())
        .contains("…")
        .endsWith(" (cut short: " + TOO_DEEP + ")")
        .hasSizeLessThan(1_000);
    assertRefused(query::forMaps, TOO_DEEP);
    assertRefused(query::forCalls, TOO_DEEP);
    assertThatThrownBy(() -> TokentallyMapper.create().writeValueAsString(query))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining(TOO_DEEP);
  }

  @ParameterizedTest
  @MethodSource("wraps")
  void twoHundredLevelsAreAllowed(Function<Operand, Operand> wrap) {
    Query deepest = where(nested(198, wrap));

    assertThat(Query.parse(deepest.toJson())).isEqualTo(deepest);
    assertThat(deepest.toString()).isNotEmpty().doesNotContain("…");
    assertThatCode(() -> deepest.forMaps().test(Map.of())).doesNotThrowAnyException();
    assertRefused(where(nested(199, wrap))::toJson, TOO_DEEP);
    assertRefused(where(nested(199, wrap))::forMaps, TOO_DEEP);
  }

  @Test
  void membersOfLiteralsCountInJavaToo() {
    Object deep = 1;
    for (int i = 0; i < 198; i++) {
      deep = i % 2 == 0 ? List.of(deep) : Map.of("k", deep);
    }
    Query deepest = where(not(literal(deep)));
    Query tooDeep = where(not(literal(List.of(deep))));
    Query wide = where(not(literal(Collections.nCopies(9_998, 1))));
    Query tooWide = where(not(literal(Collections.nCopies(9_999, 1))));

    assertThat(Query.parse(deepest.toJson())).isEqualTo(deepest);
    assertThat(Query.parse(wide.toJson())).isEqualTo(wide);
    assertRefused(tooDeep::toJson, TOO_DEEP);
    assertRefused(tooWide::forMaps, TOO_MANY);
  }

  @Test
  void literalsBuiltInLayersNeverOverflowTheStack() {
    assertThatThrownBy(
            () -> {
              Operand.Literal literal = literal(1);
              for (int i = 0; i < 20_000; i++) {
                literal = literal(List.of(literal.value()));
              }
            })
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("nested deeper than");
  }

  @Test
  void partsThatAreSharedCountEachTime() {
    Operation part = field("a").eq(1);
    for (int i = 0; i < 60; i++) {
      part = Query.and(part, part);
    }
    Query query = where(part);

    assertRefused(query::toJson, TOO_MANY);
    assertThat(query.toString()).contains("…").endsWith(" (cut short: " + TOO_MANY + ")");
    assertRefused(query::forMaps, TOO_MANY);
  }

  @Test
  void textOfABigQuerySaysWhatIsLeftOut() {
    Operation wide = field("a").in(Collections.nCopies(1_000_000, literal(1)));
    Operation literals =
        Query.and(
            field("b").eq(Collections.nCopies(10_000, "x")),
            field("c").eq(Map.of("d", Collections.nCopies(10_000, 1))));

    assertThat(wide.toString())
        .startsWith("a in [1, 1, 1, ")
        .endsWith("1, … 999902 more] (cut short: " + TOO_MANY + ")");
    assertThat(literals)
        .hasToString("b = (a list of 10000) and c = (an object) (cut short: " + TOO_MANY + ")");
  }

  @Test
  void tenThousandNodesAreAllowed() {
    List<Operand> operands = new ArrayList<>(Collections.nCopies(9_999, literal(1)));
    Query biggest = where(new Operation.And(operands));
    operands.add(literal(1));
    Query tooBig = where(new Operation.And(operands));

    assertThat(biggest.forMaps().test(Map.of())).isTrue();
    assertThat(Query.parse(biggest.toJson())).isEqualTo(biggest);
    assertThat(Query.parseText(biggest.toString())).isEqualTo(biggest);
    assertThat(biggest.toString()).endsWith(" and 1").doesNotContain("…");
    assertRefused(tooBig::forMaps, TOO_MANY);
    assertRefused(tooBig::toJson, TOO_MANY);
  }

  @Test
  void limitsCanBeLower() {
    QueryLimits limits = new QueryLimits(3, 4);
    Query four = where(Query.and(not(literal(1)), literal(2)));

    assertThat(Query.parse(json(2), limits).toJson()).isEqualTo(json(2));
    assertRefused(() -> Query.parse(json(3), limits), "expected a query at most 3 levels deep");
    assertThat(Query.parse(four.toJson(), limits)).isEqualTo(four);
    assertThat(four.compile(FieldResolver.maps(), Dialect.STANDARD, limits).test(Map.of()))
        .isFalse();
    Query five = where(Query.and(not(literal(1)), literal(2), literal(3)));
    assertRefused(() -> Query.parse(five.toJson(), limits), "expected a query of at most 4 nodes");
    assertRefused(
        () -> five.compile(FieldResolver.maps(), Dialect.STANDARD, limits),
        "expected a query of at most 4 nodes");
  }

  @Test
  void limitsCanBeHigher() {
    QueryLimits limits = new QueryLimits(400, 20_000);
    String in = "{\"$in\":[{\"$literal\":1},[".repeat(398) + "{\"$literal\":1}" + "]]}".repeat(398);
    Query deep = Query.parse("{\"$expr\":{\"$not\":[" + in + "]}}", limits);

    assertThat(
            Query.parse(json(399), limits).compile(FieldResolver.maps(), Dialect.STANDARD, limits))
        .isNotNull();
    assertThatCode(
            () -> deep.compile(FieldResolver.maps(), Dialect.STANDARD, limits).test(Map.of()))
        .doesNotThrowAnyException();
    assertRefused(() -> Query.parse(json(400), limits), "expected a query at most 400 levels deep");
    assertRefused(() -> deep.compile(FieldResolver.maps()), TOO_DEEP);
    assertRefused(deep::toJson, TOO_DEEP);
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "-1, 5", "401, 5", "5, 0", "5, -7"})
  void limitsAreReasonable(int depth, int nodes) {
    assertThatThrownBy(() -> new QueryLimits(depth, nodes))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "expected a depth from 1 to 400 and nodes from 1, found " + depth + " and " + nodes);
  }

  @Test
  void defaultsAreThoseOfTheSemantics() {
    assertThat(QueryLimits.DEFAULT).isEqualTo(new QueryLimits(200, 10_000));
  }

  @Test
  void messagesDoNotDependOnTheCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      Query tooBig = where(new Operation.And(Collections.nCopies(10_000, literal(1))));
      assertRefused(tooBig::toJson, TOO_MANY);
    } finally {
      Locale.setDefault(before);
    }
  }
}
