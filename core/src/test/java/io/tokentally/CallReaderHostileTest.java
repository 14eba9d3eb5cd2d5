package io.tokentally;

import static io.tokentally.CallFiles.gzip;
import static io.tokentally.CallFiles.idsAndRefusals;
import static io.tokentally.CallFiles.reader;
import static io.tokentally.CallFiles.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
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

  @Property(tries = 1000)
  void garbageGivesRefusalsOnly(@ForAll("garbage") byte[] bytes) {
    assertReadOrRefused(bytes);
  }

  @Property(tries = 200)
  void garbageThatIsCompressedGivesRefusalsOnly(@ForAll("garbage") byte[] bytes) {
    assertReadOrRefused(gzip(bytes));
  }

  @Property(tries = 500)
  void spoiltFilesGiveRefusalsOnly(
      @ForAll("files") String text, @ForAll("places") int place, @ForAll byte spoilt) {
    byte[] bytes = utf8(text);
    bytes[place % bytes.length] = spoilt;
    assertReadOrRefused(bytes);
    assertReadOrRefused(Arrays.copyOf(bytes, place % bytes.length));
    byte[] zipped = gzip(utf8(text));
    zipped[place % zipped.length] = spoilt;
    assertReadOrRefused(zipped);
  }

  private static void assertReadOrRefused(byte[] bytes) {
    try {
      reader(bytes).readAll();
    } catch (ValidationException e) {
      assertThat(e.getMessage()).startsWith("line ");
      assertThat(e.errors()).isNotEmpty();
    } catch (IOException e) {
      assertThat(e).isNotNull();
    }
    try {
      CallReader reader = reader(bytes).skipping(e -> assertThat(e.line()).isPositive());
      reader.readAll();
    } catch (ValidationException | IOException e) {
      assertThat(e).isNotNull();
    }
  }

  @Provide
  Arbitrary<byte[]> garbage() {
    Arbitrary<Byte> any = Arbitraries.bytes();
    Arbitrary<Byte> likely =
        Arbitraries.of('[', ']', '{', '}', '"', ':', ',', '\\', 'u', '0', '1', 'e', '-', '\n', ' ')
            .map(each -> (byte) each.charValue());
    Arbitrary<Byte> marks =
        Arbitraries.of(0xEF, 0xBB, 0xBF, 0xFE, 0xFF, 0x1f, 0x8b, 0x08, 0x00)
            .map(Integer::byteValue);
    return Arbitraries.frequencyOf(Tuple.of(1, any), Tuple.of(5, likely), Tuple.of(1, marks))
        .array(byte[].class)
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<String> files() {
    return Arbitraries.of(
        "{\"id\":\"a\",\"inputs\":{\"b\":[1.5e3,null]}}\n{\"id\":\"c\\u00e4\"}\n",
        "[{\"id\":\"a\",\"started_at\":\"2024-06-15\"},{\"id\":\"b\",\"summary\":{}}]",
        "\ufeff{\"id\":\"\u00e4\ud83d\ude00\"}\r\n\r\n{\"id\":\"b\"}");
  }

  @Provide
  Arbitrary<Integer> places() {
    return Arbitraries.integers().between(0, 200);
  }
}
