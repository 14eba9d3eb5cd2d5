package io.tokentally.otel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tokentally.ValidationError;
import io.tokentally.ValidationException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpReaderRefusalTest {

  private static final String SPAN = "[0].resourceSpans[0].scopeSpans[0].spans[0]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7                     | [0]: expected an object, found 7",
        "[7]                   | [0][0]: expected an object, found 7",
        "{}                    | [0]: expected spans in OTLP JSON (resourceSpans) or of a console"
            + " exporter, found an empty object",
        "{\"data\":[{\"traceID\":\"a\",\"spans\":[]}]} | [0]: expected spans in OTLP JSON"
            + " (resourceSpans) or of a console exporter, found traces in the JSON of Jaeger; export"
            + " them as OTLP",
        "[{\"traceId\":\"a\",\"id\":\"b\",\"tags\":{}}] | [0][0]: expected spans in OTLP JSON"
            + " (resourceSpans) or of a console exporter, found a span in the JSON of Zipkin; export"
            + " it as OTLP",
        "{\"resourceSpans\":1} | [0].resourceSpans: expected a list, found 1",
        "{\"resourceSpans\":[null]} | [0].resourceSpans[0]: expected an object, found null",
      })
  void whatIsNoOtlpIsRefused(String json, String message) {
    assertThatThrownBy(() -> OtlpReader.parse(json))
        .isInstanceOf(ValidationException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "7 | : expected an object, found 7",
        "{} | .spanId: required, but not there",
        "{\"spanId\":\"\"} | .spanId: required, but not there",
        "{\"spanId\":7} | .spanId: expected a string, found 7",
        "{\"spanId\":\"a\",\"traceId\":7} | .traceId: expected a string, found 7",
        "{\"spanId\":\"a\",\"status\":7} | .status: expected an object, found 7",
        "{\"spanId\":\"a\",\"startTimeUnixNano\":\"soon\"} "
            + "| .startTimeUnixNano: expected nanoseconds since 1970 in at most 64 bits,"
            + " found string \"soon\"",
        "{\"spanId\":\"a\",\"endTimeUnixNano\":-1} "
            + "| .endTimeUnixNano: expected nanoseconds since 1970 in at most 64 bits, found -1",
        "{\"spanId\":\"a\",\"endTimeUnixNano\":\"18446744073709551616\"} "
            + "| .endTimeUnixNano: expected nanoseconds since 1970 in at most 64 bits,"
            + " found string \"18446744073709551616\"",
        "{\"spanId\":\"a\",\"attributes\":{}} "
            + "| .attributes: expected a list, found an empty object",
        "{\"spanId\":\"a\",\"attributes\":[7]} | .attributes[0]: expected an object, found 7",
        "{\"spanId\":\"a\",\"attributes\":[{}]} | .attributes[0].key: expected a string, found null",
        "{\"spanId\":\"a\",\"attributes\":[{\"key\":\"k\",\"value\":7}]} "
            + "| .attributes[0].value: expected an object, found 7",
        "{\"spanId\":\"a\",\"attributes\":[{\"key\":\"k\",\"value\":"
            + "{\"intValue\":1,\"stringValue\":\"b\"}}]} "
            + "| .attributes[0].value: expected a value of one type, found 2",
        "{\"spanId\":\"a\",\"attributes\":[{\"key\":\"k\"},"
            + "{\"key\":\"k\",\"value\":{\"intValue\":1}}]} "
            + "| .attributes[1].key: key written twice in one list: \"k\"",
      })
  void aSpanThatIsNoneIsRefused(String span, String message) {
    assertThatThrownBy(() -> OtlpReader.parse(Otlp.document(span)))
        .isInstanceOf(ValidationException.class)
        .hasMessage(SPAN + message);
  }

  @Test
  void allFaultsOfAllObjectsAreToldAtOnce() {
    String json = Otlp.document("{}", "{\"spanId\": \"a\"}", "7") + Otlp.document("8");
    ValidationException refusal =
        catchThrowableOfType(ValidationException.class, () -> OtlpReader.parse(json));
    assertThat(refusal.errors())
        .extracting(ValidationError::toString)
        .containsExactly(
            SPAN + ".spanId: required, but not there",
            "[0].resourceSpans[0].scopeSpans[0].spans[2]: expected an object, found 7",
            "[1].resourceSpans[0].scopeSpans[0].spans[0]: expected an object, found 8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"resourceSpans\": [}", "nonsense", "]", "{} ,"})
  void whatIsNoJsonIsRefusedWithItsPlace(String json) {
    assertThatThrownBy(() -> OtlpReader.parse(json))
        .isInstanceOf(ValidationException.class)
        .hasMessageStartingWith("not JSON: ")
        .hasMessageMatching("(?s).* at line 1, column \\d+");
  }

  @Test
  void deepValuesAreReadOrRefusedWithoutOverflowingTheStack() {
    int deepest = 400;
    assertThat(OtlpReader.parse(nested(deepest))).hasSize(1);
    assertThatThrownBy(() -> OtlpReader.parse(nested(100_000)))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining("nested deeper than 1500 levels of JSON");
  }

  @Property
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    assertThatReadsOrRefuses(bytes);
  }

  @Property
  void anyTextInPlaceOfASpanIsReadOrRefused(@ForAll String text) {
    assertThatReadsOrRefuses(Otlp.document(text).getBytes(StandardCharsets.UTF_8));
  }

  private static void assertThatReadsOrRefuses(byte[] bytes) {
    try {
      assertThat(OtlpReader.read(new ByteArrayInputStream(bytes))).isNotNull();
    } catch (ValidationException e) {
      assertThat(e.errors()).isNotEmpty();
    } catch (IOException e) {
      boolean looksCompressed = bytes.length > 1 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
      assertThat(looksCompressed).as("%s", e).isTrue();
    }
  }

  private static String nested(int levels) {
    String value = "{\"arrayValue\":{\"values\":[".repeat(levels) + "{}" + "]}}".repeat(levels);
    return Otlp.document(
        "{\"spanId\":\"a\",\"attributes\":[%s]}".formatted(Otlp.attribute("k", value)));
  }
}
