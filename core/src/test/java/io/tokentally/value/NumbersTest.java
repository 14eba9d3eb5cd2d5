package io.tokentally.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.testing.JsonArbitraries;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** docs/semantics.md section 2, rules 15, 19 and 20. */
class NumbersTest {

  static Stream<Arguments> javaNumbers() {
    return Stream.of(
        Arguments.of((byte) -3, -3L),
        Arguments.of((short) 301, 301L),
        Arguments.of(70_000, 70_000L),
        Arguments.of(Long.MIN_VALUE, Long.MIN_VALUE),
        Arguments.of(0.1, new BigDecimal("0.1")),
        Arguments.of(0.1f, new BigDecimal("0.1")),
        Arguments.of(-0.0, new BigDecimal("0.0")),
        Arguments.of(1e300, new BigDecimal("1.0E300")),
        Arguments.of(Double.MIN_VALUE, new BigDecimal("4.9E-324")),
        Arguments.of(new BigDecimal("2.50"), new BigDecimal("2.50")),
        Arguments.of(BigInteger.TEN.pow(30), BigInteger.TEN.pow(30)));
  }

  @ParameterizedTest
  @MethodSource("javaNumbers")
  void everyKindOfNumberIsExact(Number number, Number exact) {
    assertThat(Numbers.exact(number)).isEqualTo(exact);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 9996, 0, e5",
    "'', 9993, 0, e-99999",
    "'', 9995, 0, e1",
    "'', 1, 9993, e-100",
    "'', 1, 9995, e-6",
    "'', 1, 9995, e-7",
    "-, 2, 9990, e99999",
    "-, 2, 9988, e-99999",
    "'', 9000, 990, e99999",
    "'', 9985, 0, e2147473658",
    "'', 1, 9985, e-2147473000",
  })
  void aNumberIsWrittenInNoMoreThanMayBeRead(String sign, int before, int after, String exponent) {
    String fraction = after == 0 ? "" : "." + "3".repeat(after);
    String text = sign + "7".repeat(before) + fraction + exponent;
    assertThat(text).hasSizeBetween(Numbers.MAX_TEXT_LENGTH - 20, Numbers.MAX_TEXT_LENGTH);
    assertWritable(text);
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void numbersOfAnyFormAreWrittenInNoMoreThanMayBeRead(
      @ForAll boolean negative,
      @ForAll @IntRange(min = 1, max = 9_999) int point,
      @ForAll boolean aboveOne,
      @ForAll @IntRange(min = -200_000, max = 200_000) int exponent) {
    String start = (negative ? "-" : "") + (aboveOne ? "9" : "0");
    String end = "E" + exponent;
    int room = Numbers.MAX_TEXT_LENGTH - start.length() - end.length() - 1;
    int before = aboveOne ? Math.min(point, room - 1) - 1 : 0;
    String digits = "0123456789".repeat(1_000);
    String text =
        start + digits.substring(0, before) + "." + digits.substring(0, room - before) + end;
    assertThat(text).hasSize(Numbers.MAX_TEXT_LENGTH);
    assertWritable(text);
  }

  private static void assertWritable(String text) {
    BigDecimal decimal = Objects.requireNonNull(Numbers.parseDecimal(text));
    String written = Numbers.text(decimal);
    assertThat(written.length()).isLessThanOrEqualTo(Numbers.MAX_TEXT_LENGTH);
    assertThat(Numbers.parseDecimal(written)).isEqualTo(decimal);
  }

  @Test
  void otherKindsOfNumberAreReadByTheirText() {
    LongAdder adder = new LongAdder();
    adder.add(41);

    assertThat((BigDecimal) Numbers.exact(new AtomicInteger(17))).isEqualByComparingTo("17");
    assertThat((BigDecimal) Numbers.exact(adder)).isEqualByComparingTo("41");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsNoNumber(double number) {
    assertThat(Numbers.exact(number)).isNull();
    assertThat(Numbers.exact((float) number)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1.0, 0",
    "1.00, 1e0, 0",
    "0, -0.0, 0",
    "0e10, 0.000, 0",
    "9007199254740993, 9007199254740992, 1",
    "9007199254740992.5, 9007199254740992, 1",
    "0.1, 0.10000000000000000555, -1",
    "9223372036854775808, 9223372036854775807, 1",
    "1e999999999, 1e999999998, 1",
    "-1e999999999, 1e-999999999, -1",
    "1e-999999999, 0, 1",
    "1e2147483640, 10e2147483639, 0",
  })
  void comparesByValue(BigDecimal a, BigDecimal b, int expected) {
    assertThat(Numbers.compare(a, b)).isEqualTo(expected);
    assertThat(Numbers.compare(b, a)).isEqualTo(-expected);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.00, 0",
    "0e50, 0",
    "5.0, 5",
    "500, 500",
    "5e2, 500",
    "0.50, 0.5",
    "1e-7, 0.0000001",
    "-12.3400, -12.34",
    "1.5e3, 1500",
  })
  void plainTextIsTheShortestWithoutExponent(BigDecimal number, String expected) {
    assertThat(Numbers.plainText(number)).isEqualTo(expected);
    assertThat(Numbers.plain(number)).isEqualTo(new BigDecimal(expected));
  }

  @ParameterizedTest
  @CsvSource({"2.9, 2", "-2.9, -2", "0.999, 0", "1e3, 1000", "-1e-400, 0", "7, 7"})
  void truncatesTowardZero(BigDecimal number, long expected) {
    assertThat(Numbers.truncate(number)).isEqualTo(expected);
  }

  @Test
  void truncatedNumbersAreLongsWhereTheyFit() {
    assertThat(Numbers.truncate(new BigDecimal("9223372036854775807.9"))).isEqualTo(Long.MAX_VALUE);
    assertThat(Numbers.truncate(new BigDecimal("9223372036854775808.9")))
        .isEqualTo(new BigInteger("9223372036854775808"));
  }

  @ParameterizedTest
  @CsvSource({
    "1e999, true",
    "1e1000, false",
    "-1e1000, false",
    "1e-1000, true",
    "1e-1001, false",
    "10e-1001, true",
    "0e999999, true",
    "0e-999999, true",
    "1e2147483640, false",
    "1e-2147483640, false",
  })
  void numbersOfMoreThanAThousandDigitsAreNotWrittenOut(BigDecimal number, boolean plain) {
    assertThat(Numbers.isPlain(number)).isEqualTo(plain);
    assertThat(Numbers.plainText(number) != null).isEqualTo(plain);
    assertThat(Numbers.truncate(number) != null).isEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1e2147483648", "1e-2147483648", "1e99999999999", "1e-99999999999", "", "x", "1e"})
  void textWithoutAReasonableExponentIsNoDecimal(String text) {
    assertThat(Numbers.parseDecimal(text)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+5",
        "-5",
        "5.",
        ".5",
        "-.50",
        "+007.100",
        "-0.0",
        "5e3",
        "5.0E-3",
        "999999999999999999",
        "9999999999999999999",
        "-9.99999999999999999",
        "1234567890.1234567890",
      })
  void aDecimalIsThatOfItsText(String text) {
    assertThat(Numbers.parseDecimal(text)).isEqualTo(new BigDecimal(text)); // the scale, too
  }

  @Property(tries = 500)
  void everyDecimalIsThatOfItsText(@ForAll BigDecimal decimal) {
    for (String text : List.of(decimal.toString(), decimal.toPlainString())) {
      assertThat(Numbers.parseDecimal(text)).isEqualTo(new BigDecimal(text));
    }
  }

  @Property(tries = 500)
  void orderIsThatOfExactDecimals(@ForAll("numbers") Number a, @ForAll("numbers") Number b) {
    int expected = new BigDecimal(a.toString()).compareTo(new BigDecimal(b.toString()));

    assertThat(Numbers.compare(a, b)).isEqualTo(expected);
    assertThat(Numbers.compare(a, a)).isZero();
  }

  @Property(tries = 500)
  void plainTextReadsBackAsTheSameValue(@ForAll("numbers") Number number) {
    String text = Numbers.plainText(number);

    assertThat(text).doesNotContainPattern("[eE+]|\\.\\d*0$");
    assertThat(new BigDecimal(text)).isEqualByComparingTo(new BigDecimal(number.toString()));
  }

  @Provide
  Arbitrary<Number> numbers() {
    return JsonArbitraries.numbers();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "0.000",
        "0e9",
        "7",
        "100",
        "1.50",
        "-12.000",
        "1e30",
        "262144",
        "1e-20",
        "524288.0",
      })
  void strippedIsWhatBigDecimalSays(String number) {
    BigDecimal decimal = new BigDecimal(number);

    assertThat(Numbers.stripped(decimal)).isEqualTo(decimal.stripTrailingZeros());
  }

  @ParameterizedTest
  @ValueSource(ints = {17, 18, 19, 63, 64, 100, 127, 128, 1_000})
  void anyCountOfZerosIsStripped(int zeros) {
    BigInteger odd = BigInteger.valueOf(-123).shiftLeft(40); // factors of two, none of ten
    BigDecimal decimal = new BigDecimal(odd.multiply(BigInteger.TEN.pow(zeros)), 7);

    assertThat(Numbers.stripped(decimal))
        .isEqualTo(new BigDecimal(odd, 7 - zeros))
        .isEqualTo(decimal.stripTrailingZeros());
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void thousandsOfNumbersWithThousandsOfZerosAreStripped() {
    BigDecimal decimal = new BigDecimal(BigInteger.TEN.pow(9_990), 9_990);
    for (int i = 0; i < 2_000; i++) {
      assertThat(Numbers.stripped(decimal)).isEqualTo(BigDecimal.ONE);
    }
  }
}
