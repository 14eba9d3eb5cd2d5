package io.tokentally.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/semantics.md section 2, rules 15 and 20. */
class NumberConstantTest {

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1, 0",
    "0.1, 0.1000000000000000055511151231257827, -1", // nearer to the double than its text
    "0.1, 0.10000000000000000000000000001, -1",
    "0.1, 0.09999999999999999999999999999, 1",
    "-0.0, 0, 0",
    "1.7976931348623157E308, 1e309, -1",
    "-1.7976931348623157E308, -1e999999999, 1",
    "4.9E-324, 1e-999999999, 1",
    "0, 1e-999999999, -1",
    "1e16, 10000000000000001, -1",
  })
  void aDoubleIsTheShortestDecimalThatReadsBack(double other, String number, int order) {
    assertThat(constant(number).compareFrom(other)).isEqualTo(order);
  }

  @ParameterizedTest
  @CsvSource({
    "9007199254740993, 9007199254740992.5, 1",
    "9007199254740993, 9007199254740993.0, 0",
    "9223372036854775807, 9223372036854775807.5, -1",
    "9223372036854775807, 9223372036854775808, -1",
    "-9223372036854775808, -1e999999999, 1",
  })
  void aWholeNumberIsComparedExactly(long other, String number, int order) {
    assertThat(constant(number).compareFrom(other)).isEqualTo(order);
  }

  @Property(tries = 500)
  void answersAsTheComparisonOfExactNumbers(
      @ForAll("numbers") Number other, @ForAll("numbers") Number number) {
    NumberConstant constant = NumberConstant.of(number);

    assertThat(constant.compareFrom(other)).isEqualTo(Numbers.compare(other, number));
    assertThat(constant.compareFrom(other.longValue()))
        .isEqualTo(Numbers.compare(other.longValue(), number));
    double nearest = other.doubleValue();
    if (Double.isFinite(nearest)) {
      BigDecimal decimal = new BigDecimal(Double.toString(nearest));
      assertThat(constant.compareFrom(nearest)).isEqualTo(Numbers.compare(decimal, number));
    }
  }

  @Provide
  Arbitrary<Number> numbers() {
    Arbitrary<Long> longs =
        Arbitraries.oneOf(
            Arbitraries.longs(),
            Arbitraries.longs().between(-3, 3),
            Arbitraries.longs().between(-2, 2).map(each -> (1L << 53) + each));
    Arbitrary<BigDecimal> decimals =
        Arbitraries.oneOf(
            Arbitraries.bigDecimals().ofScale(2).between(BigDecimal.TEN.negate(), BigDecimal.TEN),
            Arbitraries.doubles().map(each -> new BigDecimal(Double.toString(each))),
            Arbitraries.doubles().between(-1, 1).map(BigDecimal::new),
            longs.map(each -> new BigDecimal(each).add(new BigDecimal("0.5"))),
            Arbitraries.of("1e400", "-1e400", "1e-400", "1e999999999").map(BigDecimal::new));
    Arbitrary<Number> wide =
        longs.map(each -> Numbers.compact(BigInteger.valueOf(each).shiftLeft(20)));
    return Arbitraries.oneOf(longs.map(Number.class::cast), decimals.map(Number.class::cast), wide);
  }

  private static NumberConstant constant(String number) {
    BigDecimal decimal = new BigDecimal(number);
    return NumberConstant.of(
        number.matches("-?[0-9]+") ? Numbers.compact(new BigInteger(number)) : decimal);
  }
}
