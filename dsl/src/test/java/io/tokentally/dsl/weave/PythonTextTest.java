package io.tokentally.dsl.weave;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values as the text that the server makes of them: docs/weave.md section 4. */
class PythonTextTest {

  @ParameterizedTest
  @CsvSource({
    "5.0, 5, 5.0",
    "-0.0, 0, 0.0",
    "0.5, 0.5, 0.5",
    "-12.25, -12.25, -12.25",
    "0.1, 0.1, 0.1",
    "123456.789, 123456.789, 123456.789",
    "0.0001, 0.0001, 0.0001",
    "-0.00012, -0.00012, -0.00012",
    "0.00001, 1e-05, 1e-05",
    "1.5e-7, 1.5e-07, 1.5e-07",
    "-1.25e-10, -1.25e-10, -1.25e-10",
    "5e-324, 5e-324, 5e-324",
    "2.5e-100, 2.5e-100, 2.5e-100",
    "1e9, 1000000000, 1000000000.0",
    "1e15, 1000000000000000, 1000000000000000.0",
    "9007199254740993.0, 9007199254740992, 9007199254740992.0",
    "1e16, 10000000000000000, 1e+16",
    "-1.5e22, -15000000000000000000000, -1.5e+22",
    "0.30000000000000004, 0.30000000000000004, 0.30000000000000004",
  })
  void doublesAreInTheShortestForm(BigDecimal number, String alone, String inList) {
    assertThat(PythonText.of(number)).isEqualTo(alone);
    assertThat(PythonText.of(number.doubleValue())).isEqualTo(alone);
    assertThat(PythonText.of(List.of(number))).isEqualTo("[" + inList + "]");
  }

  @ParameterizedTest
  @CsvSource({"NaN, nan", "Infinity, inf", "-Infinity, -inf"})
  void whatIsNotFiniteIsAWord(double number, String text) {
    assertThat(PythonText.of(number)).isEqualTo(text);
  }

  @Test
  void containersAreCompactJson() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("b", true);
    object.put("a", null);
    object.put("", List.of(1L, "x", List.of(), Map.of()));

    assertThat(PythonText.of(object)).isEqualTo("{\"b\":true,\"a\":null,\"\":[1,\"x\",[],{}]}");
    assertThat(PythonText.of(List.of())).isEqualTo("[]");
    assertThat(PythonText.of(Map.of())).isEqualTo("{}");
  }

  @Test
  void textInContainersIsAscii() {
    String hard = "\"\\\b\t\n\f\r\u0000\u001f ~\u007f\u00e4\u20ac\ud83d\ude00";

    assertThat(PythonText.of(hard)).isEqualTo(hard);
    assertThat(PythonText.of(List.of(hard)))
        .isEqualTo(
            "[\"\\\"\\\\\\b\\t\\n\\f\\r\\u0000\\u001f ~\\u007f\\u00e4\\u20ac\\ud83d\\ude00\"]");
  }

  @Test
  void containersAreWrittenToTwoThousandLevels() {
    assertThat(PythonText.of(lists(2_000))).isEqualTo("[".repeat(2_000) + "5" + "]".repeat(2_000));
    assertThat(PythonText.of(lists(2_001)))
        .isEqualTo("[".repeat(2_000) + "null" + "]".repeat(2_000));
    assertThat(PythonText.of(maps(2_000)))
        .isEqualTo("{\"k\":".repeat(2_000) + "5" + "}".repeat(2_000));
    assertThat(PythonText.of(maps(2_001)))
        .isEqualTo("{\"k\":".repeat(2_000) + "null" + "}".repeat(2_000));
  }

  @Test
  void aListThatHoldsItselfHasAnEnd() {
    List<Object> itself = new ArrayList<>();
    itself.add(itself);

    assertThat(PythonText.of(itself)).hasSize(4_004);
  }

  private static Object lists(int levels) {
    Object value = 5L;
    for (int i = 0; i < levels; i++) {
      value = List.of(value);
    }
    return value;
  }

  private static Object maps(int levels) {
    Object value = 5L;
    for (int i = 0; i < levels; i++) {
      value = Map.of("k", value);
    }
    return value;
  }
}
