package io.tokentally.dsl;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.literal;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tokentally.TokentallyMapper;
import io.tokentally.dsl.Operand.Convert.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Numbers compare and convert as {@link BigDecimal} does by hand, in whatever form they are. */
class DecimalsAgreementTest {

  private static final JsonMapper MAPPER = TokentallyMapper.create();

  /** Two numbers in documents: as decimals, in the smallest Java types, and in JSON. */
  record Pair(BigDecimal a, BigDecimal b) {

    List<Map<String, ?>> maps() {
      return List.of(Map.of("a", a, "b", b), Map.of("a", smallest(a), "b", smallest(b)));
    }

    JsonNode tree() throws JsonProcessingException {
      return MAPPER.readTree("{\"a\":" + a + ",\"b\":" + smallest(b) + "}");
    }
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void numbersCompareByValue(@ForAll("pairs") Pair pair) throws JsonProcessingException {
    int order = pair.a.compareTo(pair.b);
    Operand left = field("a");
    Map<Operation, Boolean> answers = new LinkedHashMap<>();
    for (Operand right : List.of(field("b"), literal(pair.b), literal(smallest(pair.b)))) {
      answers.put(left.eq(right), order == 0);
      answers.put(left.gt(right), order > 0);
      answers.put(left.gte(right), order >= 0);
      answers.put(left.lt(right), order < 0);
      answers.put(left.lte(right), order <= 0);
      answers.put(left.in(right), order == 0);
    }
    assertAnswers(answers, pair);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void numbersConvertByValue(@ForAll("pairs") Pair pair) throws JsonProcessingException {
    BigDecimal a = pair.a;
    Operand number = field("a");
    BigDecimal whole = a.setScale(0, RoundingMode.DOWN);
    String text = a.signum() == 0 ? "0" : a.stripTrailingZeros().toPlainString();

    Map<Operation, Boolean> answers = new LinkedHashMap<>();
    answers.put(number.convert(Type.INT).eq(whole), true);
    answers.put(number.convert(Type.INT).eq(a), whole.compareTo(a) == 0);
    answers.put(number.convert(Type.DOUBLE).eq(a), true);
    answers.put(number.convert(Type.STRING).eq(text), true);
    answers.put(and(number.convert(Type.BOOL)), a.signum() != 0);
    for (String written : List.of(text, a.toString(), a.toEngineeringString())) {
      answers.put(literal(written).convert(Type.DOUBLE).eq(number), true);
    }
    boolean integer = text.indexOf('.') < 0;
    answers.put(literal(text).convert(Type.INT).eq(number), integer);
    answers.put(and(literal(text).convert(Type.INT).exists()), integer);
    assertAnswers(answers, pair);
  }

  private static void assertAnswers(Map<Operation, Boolean> answers, Pair pair)
      throws JsonProcessingException {
    List<Map<String, ?>> maps = pair.maps();
    JsonNode tree = pair.tree();
    answers.forEach(
        (operation, expected) -> {
          Query query = where(operation);
          Predicate<Map<String, ?>> ofMaps = query.forMaps();
          assertThat(maps.stream().map(ofMaps::test)).as("%s", operation).containsOnly(expected);
          assertThat(query.forJson().test(tree)).as("%s", operation).isEqualTo(expected);
        });
  }

  /** {@return the number as an int, a long, a double or an integer of any size, if it is one} */
  private static Number smallest(BigDecimal number) {
    if (new BigDecimal(Double.toString(number.doubleValue())).compareTo(number) == 0
        && number.scale() > 0) {
      return number.doubleValue();
    }
    if (number.stripTrailingZeros().scale() > 0) {
      return number;
    }
    BigInteger integer = number.toBigInteger();
    if (integer.bitLength() < Integer.SIZE) {
      return integer.intValue();
    }
    return integer.bitLength() < Long.SIZE ? integer.longValue() : (Number) integer;
  }

  /** Often equal, or next to one another. */
  @Provide
  Arbitrary<Pair> pairs() {
    Arbitrary<BigDecimal> hard =
        Arbitraries.of(
                "0",
                "0.00",
                "0e5",
                "9007199254740993",
                "9007199254740992.0",
                "9223372036854775807",
                "9223372036854775808",
                "-9223372036854775809",
                "0.1",
                "1e300",
                "4.9e-324",
                "1e19")
            .map(BigDecimal::new);
    Arbitrary<BigDecimal> doubles = Arbitraries.doubles().map(BigDecimal::valueOf);
    BigInteger large = BigInteger.TEN.pow(25);
    Arbitrary<BigDecimal> any =
        Combinators.combine(
                Arbitraries.bigIntegers().between(large.negate(), large),
                Arbitraries.integers().between(-30, 30))
            .as(BigDecimal::new);
    Arbitrary<BigDecimal> numbers = Arbitraries.oneOf(hard, doubles, any);
    Arbitrary<Pair> apart = Combinators.combine(numbers, numbers).as(Pair::new);
    Arbitrary<Pair> near =
        Combinators.combine(
                numbers,
                Arbitraries.integers().between(-1, 1),
                Arbitraries.integers().between(0, 3))
            .as(
                (a, step, zeros) ->
                    new Pair(
                        a,
                        a.add(a.ulp().multiply(BigDecimal.valueOf(step)))
                            .setScale(a.scale() + zeros)));
    return Arbitraries.oneOf(apart, near);
  }
}
