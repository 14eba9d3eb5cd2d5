package io.tokentally;

import static io.tokentally.CallFiles.idsAndRefusals;
import static io.tokentally.CallFiles.reader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records made to break the reader: each is refused like any other bad one. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CallReaderHostileTest {

  private static final String NEXT = "\n{\"id\":\"next\"}";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[",
        "{\"a\":",
        "[{\"a\":",
        "{\"$expr\":",
        "[{\"$expr\":",
        "{\"a\":[[{\"$expr\":[",
      })
  void nestedBracketsInALineAreRefused(String open) throws IOException {
    assertThat(idsAndRefusals("{\"id\":\"a\",\"inputs\":" + open.repeat(100_000) + NEXT))
        .hasSize(2)
        .satisfies(
            seen -> assertThat(seen.get(0)).contains("nested deeper than 1500 levels of JSON"))
        .endsWith("next");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "[{\"$expr\":", "{\"a\":"})
  void nestedBracketsInAnArrayAreRefused(String open) {
    String text = "[{\"id\":\"a\",\"inputs\":" + open.repeat(100_000);

    assertThat(
            catchThrowableOfType(
                BadCallException.class, () -> reader(text).skipping(refusal -> {}).readAll()))
        .hasMessageContaining("nested deeper than 1500 levels of JSON");
  }

  @Test
  void whatLooksLikeAnotherEncodingIsNoJson() {
    byte[] bytes = {'[', 0, 0, 0, 0, 0, 0, 0, 'n', ' ', ' ', ' ', ' ', 'x'};
    assertThat(catchThrowableOfType(BadCallException.class, () -> reader(bytes).readAll()))
        .hasMessageContaining("not JSON: Invalid UTF-32 character");
  }

  @Test
  void hugeExponentsAreNumbersThatCanBeWritten() throws IOException {
    String json = "{\"id\":\"a\",\"output\":[1E+999999999,-2.5E-999999999]}";
    Call call = reader(json).next();

    assertThat(call.output())
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .first()
        .isEqualTo(new BigDecimal("1e999999999"));
    assertThat(call.toJson()).isEqualTo(json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e99999999999|the exponent of the number is out of range: 1e99999999999",
        "-1e-99999999999|the exponent of the number is out of range: -1e-99999999999",
        "[{\"b\":1,\"b\":2}]|key written twice in one object: \"b\"",
      })
  void faultsInsideAColumnAreToldAndTheNextLineIsRead(String value, String msg) throws IOException {
    String place = value.startsWith("[") ? "inputs[0].b" : "inputs";

    assertThat(idsAndRefusals("{\"id\":\"a\",\"inputs\":" + value + "}" + NEXT))
        .containsExactly("line 1, column 1: " + place + ": " + msg, "next");
  }

  @Test
  void numbersOfMoreThanTenThousandDigitsAreRefused() throws IOException {
    assertThat(
            idsAndRefusals(
                "{\"id\":\"a\",\"inputs\":"
                    + "9".repeat(10_001)
                    + "}\n{\"id\":\"b\",\"inputs\":"
                    + "9".repeat(10_000)
                    + "}"))
        .containsExactly(
            "line 1, column 1: inputs:"
                + " expected a number of at most 10000 characters, found 10001",
            "b");
  }

  @Test
  void megabytesOfDigitsAreRefused() throws IOException {
    assertThat(idsAndRefusals("{\"id\":\"a\",\"inputs\":" + "9".repeat(5_000_000) + "}" + NEXT))
        .containsExactly(
            "line 1, column 1: inputs:"
                + " expected a number of at most 10000 characters, found 5000000",
            "next");
  }

  @Test
  void longKeysAreKeysLikeAnyOther() throws IOException {
    String key = "k".repeat(60_000);

    assertThat(reader("{\"id\":\"a\",\"inputs\":{\"" + key + "\":1}}").next().inputs())
        .hasToString("{" + key + "=1}");
  }

  @Test
  void manyFaultsAtTheEndOfALongPathAreARefusalOfBoundedSize() {
    int levels = 1_000;
    String json =
        "{\"id\":\"a\",\"inputs\":"
            + "{\"k\":".repeat(levels)
            + "{"
            + "\"k\":1,".repeat(300_000)
            + "\"k\":1}"
            + "}".repeat(levels)
            + "}";

    BadCallException refusal =
        catchThrowableOfType(BadCallException.class, () -> reader(json).next());

    assertThat(refusal.errors()).hasSizeLessThan(1_000);
    assertThat(refusal.errors().get(refusal.errors().size() - 1).msg())
        .startsWith("from here on there are more errors: 29");
    assertThat(refusal.getMessage().length()).isLessThan(50_000);
    assertThat(refusal.toJson().length()).isLessThan(2_000_000);
  }
}
