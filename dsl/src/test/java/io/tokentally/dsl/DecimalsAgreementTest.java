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
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;

/** Numbers compare and convert as {@link BigDecimal} does by hand, in whatever form they are. */
class DecimalsAgreementTest {

  private static final JsonMapper MAPPER = TokentallyMapper.create();

  @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
  void numbersCompareByValue(@ForAll("pairs") Tuple2<BigDecimal, BigDecimal> pair)
      throws JsonProcessingException {
    BigDecimal a = pair.get1();
    BigDecimal b = pair.get2();
    int order = a.compareTo(b);
    for (Operand right : List.of(field("b"), literal(b), literal(smallest(b)))) {
      Operand left = field("a");
      assertAnswer(left.eq(right), pair, order == 0);
      assertAnswer(left.gt(right), pair, order > 0);
      assertAnswer(left.gte(right), pair, order >= 0);
      assertAnswer(left.lt(right), pair, order < 0);
      assertAnswer(left.lte(right), pair, order <= 0);
      assertAnswer(left.in(right), pair, order == 0);
    }
  }

  @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
  void numbersConvertByValue(@ForAll("pairs") Tuple2<BigDecimal, BigDecimal> pair)
      throws JsonProcessingException {
    BigDecimal a = pair.get1();
    Operand number = field("a");
    BigDecimal whole = a.setScale(0, RoundingMode.DOWN);
    String text = a.signum() == 0 ? "0" : a.stripTrailingZeros().toPlainString();

    assertAnswer(number.convert(Type.INT).eq(whole), pair, true);
    assertAnswer(number.convert(Type.INT).eq(a), pair, whole.compareTo(a) == 0);
    assertAnswer(number.convert(Type.DOUBLE).eq(a), pair, true);
    assertAnswer(number.convert(Type.STRING).eq(text), pair, true);
    assertAnswer(and(number.convert(Type.BOOL)), pair, a.signum() != 0);
    for (String written : List.of(text, a.toString(), a.toEngineeringString())) {
      assertAnswer(literal(written).convert(Type.DOUBLE).eq(number), pair, true);
    }
    boolean integer = text.indexOf('.') < 0;
    assertAnswer(literal(text).convert(Type.INT).eq(number), pair, integer);
    assertAnswer(and(literal(text).convert(Type.INT).exists()), pair, integer);
  }

  private static void assertAnswer(
      Operation operation, Tuple2<BigDecimal, BigDecimal> pair, boolean expected)
      throws JsonProcessingException {
    Query query = where(operation);
    Map<String, Object> exact = Map.of("a", pair.get1(), "b", pair.get2());
    Map<String, Object> compact = Map.of("a", smallest(pair.get1()), "b", smallest(pair.get2()));
    JsonNode tree =
        MAPPER.readTree("{\"a\":%s,\"b\":%s}".formatted(pair.get1(), smallest(pair.get2())));
    assertThat(query.forMaps().test(exact)).as("%s %s", operation, pair).isEqualTo(expected);
    assertThat(query.forMaps().test(compact)).as("%s %s", operation, pair).isEqualTo(expected);
    assertThat(query.forJson().test(tree)).as("%s %s", operation, pair).isEqualTo(expected);
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
  Arbitrary<Tuple2<BigDecimal, BigDecimal>> pairs() {
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
    Arbitrary<Tuple2<BigDecimal, BigDecimal>> apart =
        Combinators.combine(numbers, numbers).as(Tuple::of);
    Arbitrary<Tuple2<BigDecimal, BigDecimal>> near =
        Combinators.combine(
                numbers,
                Arbitraries.integers().between(-1, 1),
                Arbitraries.integers().between(0, 3))
            .as(
                (a, step, zeros) ->
                    Tuple.of(
                        a,
                        a.add(a.ulp().multiply(BigDecimal.valueOf(step)))
                            .setScale(a.scale() + zeros)));
    return Arbitraries.oneOf(apart, near);
  }
}
