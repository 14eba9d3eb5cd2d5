package io.tokentally.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.ValidationError;
import io.tokentally.ValidationError.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class JsonReaderTest {

  private final ErrorCollector faults = new ErrorCollector();

  private Object read(String json) {
    return JsonReader.read(json, Loc.ROOT.key("body"), faults);
  }

  private List<ValidationError> faults() {
    return faults.refusal().errors();
  }

  @Test
  void numbersKeepKindAndDigits() {
    assertThat(read("[5,5.0,5.00,-0,-0.0,9007199254740993,1e3,12345678901234567890]"))
        .isEqualTo(
            List.of(
                5L,
                new BigDecimal("5.0"),
                new BigDecimal("5.00"),
                0L,
                new BigDecimal("0.0"),
                9007199254740993L,
                new BigDecimal("1E+3"),
                new BigInteger("12345678901234567890")));
  }

  @Test
  void integersAreLongsUpToTheEdge() {
    assertThat(read("[9223372036854775807,-9223372036854775808,9223372036854775808]"))
        .isEqualTo(List.of(Long.MAX_VALUE, Long.MIN_VALUE, new BigInteger("9223372036854775808")));
  }

  @Test
  void keysKeepTheirOrder() {
    assertThat(read("{\"z\":1,\"a\":2,\"\":null}")).hasToString("{z=1, a=2, =null}");
  }

  @Test
  void keyWrittenTwiceIsAFaultAndReadingGoesOn() {
    assertThat(read("{\"a\":[{\"b\":1,\"b\":2}],\"c\":3,\"c\":4,\"d\":5}"))
        .extracting("d")
        .isEqualTo(5L);

    assertThat(faults())
        .containsExactly(
            new ValidationError(
                List.of("body", "a", 0, "b"), "key written twice in one object: \"b\"", Type.JSON),
            new ValidationError(
                List.of("body", "c"), "key written twice in one object: \"c\"", Type.JSON));
  }

  @Test
  void numberOfTenThousandCharactersIsRead() {
    String longest = "1".repeat(10_000);

    assertThat(read("[" + longest + ",0." + "7".repeat(9_998) + "]"))
        .isEqualTo(List.of(new BigInteger(longest), new BigDecimal("0." + "7".repeat(9_998))));
    assertThat(faults.isEmpty()).isTrue();
  }

  @Test
  void longerNumbersAreFaultsAndReadingGoesOn() {
    String json =
        "[" + "1".repeat(10_001) + ",-0." + "7".repeat(9_998) + ",{\"a\":1e99999999999},true]";

    assertThat(read(json))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(4)
        .last()
        .isEqualTo(true);

    assertThat(faults())
        .containsExactly(
            new ValidationError(
                List.of("body", 0),
                "expected a number of at most 10000 characters, found 10001",
                Type.LIMIT),
            new ValidationError(
                List.of("body", 1),
                "expected a number of at most 10000 characters, found 10001",
                Type.LIMIT),
            new ValidationError(
                List.of("body", 2, "a"),
                "the exponent of the number is out of range: 1e99999999999",
                Type.LIMIT));
  }

  @Test
  void messagesDoNotDependOnTheCountry() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.GERMANY);
      read("1".repeat(10_001));
    } finally {
      Locale.setDefault(before);
    }

    assertThat(faults().get(0).msg())
        .isEqualTo("expected a number of at most 10000 characters, found 10001");
  }

  @Test
  void hugeExponentsAreOnlyNumbers() {
    assertThat(read("[1e999999999,-1e-999999999]"))
        .isEqualTo(List.of(new BigDecimal("1e999999999"), new BigDecimal("-1e-999999999")));
  }

  @Test
  void longTextsAndKeysAreRead() {
    String text = "k".repeat(60_000);

    assertThat(read("{\"" + text + "\":\"" + text + "\"}"))
        .hasToString("{" + text + "=" + text + "}");
  }

  @Test
  void nullsAndEscapesAreRead() {
    assertThat(read("[null,\"\\u0000\\ud800\\/\\uD83D\\uDE00\"]"))
        .isEqualTo(Arrays.asList(null, "\0\ud800/\ud83d\ude00"));
  }
}
