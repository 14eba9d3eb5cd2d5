package io.tokentally.dsl;

import static io.tokentally.dsl.Query.and;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.not;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.dsl.Operand.Convert.Type;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code $convert}: docs/semantics.md section 4, rules 19 to 21 and 25. */
class ConversionTest {

  private static Object json(String text) {
    return JsonReader.read(text, Loc.ROOT, new ErrorCollector());
  }

  private static void assertConverted(Type to, Object value, Object expected) {
    Map<String, Object> document = new HashMap<>();
    document.put("v", value);
    Operand converted = field("v").convert(to);

    assertThat(where(converted.eq(expected)).forMaps().test(document)).isTrue();
    assertThat(where(and(converted.exists())).forMaps().test(document)).isEqualTo(expected != null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5|5",
        "5.9|5",
        "-5.9|-5",
        "0.9|0",
        "1e3|1000",
        "12345678901234567890|12345678901234567890",
        "true|1",
        "false|0",
        "\"12\"|12",
        "\"+007\"|7",
        "\"-0\"|0",
        "\"-12345678901234567890\"|-12345678901234567890",
        "\"5.0\"|null",
        "\"1e3\"|null",
        "\" 5\"|null",
        "\"5 \"|null",
        "\"+\"|null",
        "\"--5\"|null",
        "\"\u0665\"|null",
        "\"\"|null",
        "[5]|null",
        "{}|null",
        "null|null",
      })
  void intIsCutTowardZero(String value, String expected) {
    assertConverted(Type.INT, json(value), json(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5|5",
        "0.1000000000000000055511151231257827|0.1000000000000000055511151231257827",
        "true|1",
        "false|0",
        "\"1.\"|1",
        "\".5\"|0.5",
        "\"+1.50e+2\"|150",
        "\"-1E-2\"|-0.01",
        "\"1e999999\"|1e999999",
        "\"1e99999999999\"|null",
        "\".\"|null",
        "\"1e\"|null",
        "\"e5\"|null",
        "\"1e+\"|null",
        "\"1.5.\"|null",
        "\"0x10\"|null",
        "\"1_0\"|null",
        "\"NaN\"|null",
        "\"Infinity\"|null",
        "\" 1\"|null",
        "\"1d\"|null",
        "\"\"|null",
        "[]|null",
        "null|null",
      })
  void doubleIsTheExactDecimal(String value, String expected) {
    assertConverted(Type.DOUBLE, json(value), json(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true|true",
        "false|false",
        "0|false",
        "0.00|false",
        "0e9|false",
        "0.1|true",
        "-7|true",
        "\"true\"|true",
        "\"1\"|true",
        "\"false\"|false",
        "\"0\"|false",
        "\"True\"|null",
        "\"yes\"|null",
        "\"1.0\"|null",
        "\"\"|null",
        "[true]|null",
        "{}|null",
        "null|null",
      })
  void boolKnowsFourTexts(String value, String expected) {
    assertConverted(Type.BOOL, json(value), json(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\" a\"|\" a\"",
        "5|\"5\"",
        "5.0|\"5\"",
        "0.50|\"0.5\"",
        "-0.0|\"0\"",
        "1e3|\"1000\"",
        "1.5e-3|\"0.0015\"",
        "true|\"true\"",
        "null|null",
        "[]|\"[]\"",
        "{}|\"{}\"",
        "{\"b\":1.50,\"a\":[null,true,\"x\"]}|\"{\\\"b\\\":1.5,\\\"a\\\":[null,true,\\\"x\\\"]}\"",
        "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]|\"[\\\"\\\\\\\"\\\\\\\\/\\\\b\\\\f\\\\n\\\\r\\\\t\\\"]\"",
        "[\"\\u0000\\u001f\\u007f\\u2028\u00e4\"]|\"[\\\"\\\\u0000\\\\u001F\\u007f\\u2028\u00e4\\\"]\"",
        "[\" ~\"]|\"[\\\" ~\\\"]\"",
        "{\"a\\\"\":[[]]}|\"{\\\"a\\\\\\\"\\\":[[]]}\"",
      })
  void stringIsPlainOrCompact(String value, String expected) {
    assertConverted(Type.STRING, json(value), json(expected));
  }

  @ParameterizedTest
  @CsvSource({"null, false", "false, true", "0, true", "'\"\"', true", "[], true", "{}, true"})
  void existsIsNotNull(String value, boolean expected) {
    assertConverted(Type.EXISTS, json(value), expected);
  }

  @Test
  void whatWouldBeTooLongToWriteIsNull() {
    String thousand = "1" + "0".repeat(999);

    assertConverted(Type.INT, thousand, json("1e999"));
    assertConverted(Type.INT, "0".repeat(5_000) + "7", 7);
    assertConverted(Type.INT, thousand + "0", null);
    assertConverted(Type.STRING, json("[1e999]"), "[" + thousand + "]");
    assertConverted(Type.STRING, json("[1e1000]"), null);
    assertConverted(Type.STRING, json("{\"a\":1e-1001}"), null);
    assertConverted(Type.DOUBLE, "0." + "7".repeat(9_998), json("0." + "7".repeat(9_998)));
    assertConverted(Type.DOUBLE, "0." + "7".repeat(9_999), null);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "null|false",
        "false|false",
        "0|false",
        "0.0|false",
        "0e5|false",
        "1|true",
        "true|true",
        "\"\"|true",
        "\"false\"|true",
        "[]|true",
        "{}|true",
      })
  void valuesAreConditions(String value, boolean expected) {
    Map<String, Object> document = new HashMap<>();
    document.put("v", json(value));

    assertThat(where(and(field("v"))).forMaps().test(document)).isEqualTo(expected);
    assertThat(where(not(field("v"))).forMaps().test(document)).isEqualTo(!expected);
    assertThat(where(and(Query.literal(json(value)))).forMaps().test(Map.of())).isEqualTo(expected);
  }
}
