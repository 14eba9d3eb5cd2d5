package io.tokentally.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.tokentally.testing.JsonArbitraries;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonTextTest {

  static Stream<Arguments> values() {
    return Stream.of(
        arguments(null, "null"),
        arguments(true, "true"),
        arguments(5L, "5"),
        arguments(Long.MIN_VALUE, "-9223372036854775808"),
        arguments(BigInteger.TEN.pow(20), "100000000000000000000"),
        arguments(new BigDecimal("5.0"), "5.0"),
        arguments(new BigDecimal("5.00"), "5.00"),
        arguments(new BigDecimal("1e999999999"), "1E+999999999"),
        arguments(Instant.parse("2024-06-15T10:20:30.500Z"), "\"2024-06-15T10:20:30.500Z\""),
        arguments("", "\"\""),
        arguments("a\"\\/\b\f\n\r\t", "\"a\\\"\\\\/\\b\\f\\n\\r\\t\""),
        arguments("\0\u001f\u007f", "\"\\u0000\\u001F\u007f\""),
        arguments("\u00e4\u2028\ud83d\ude00", "\"\u00e4\u2028\ud83d\ude00\""),
        arguments("\ud83d", "\"\\uD83D\""),
        arguments("\ude00\ud83d", "\"\\uDE00\\uD83D\""),
        arguments("\ud83d\ud83d\ude00\ude00", "\"\\uD83D\ud83d\ude00\\uDE00\""),
        arguments(List.of(), "[]"),
        arguments(Arrays.asList(1L, null, List.of("x")), "[1,null,[\"x\"]]"),
        arguments(Map.of(), "{}"),
        arguments(Map.of("a\ud83d", Map.of("", false)), "{\"a\\uD83D\":{\"\":false}}"));
  }

  @ParameterizedTest
  @MethodSource("values")
  void writesCompactJson(Object value, String json) {
    assertThat(JsonText.of(value)).isEqualTo(json);
  }

  /** Written as decimals often are, with a point, it would be longer than what may be read. */
  @Test
  void aNumberOfAsManyCharactersAsMayBeReadIsReadBack() {
    ErrorCollector faults = new ErrorCollector();
    Object read = JsonReader.read("7".repeat(9_998) + "e5", Loc.ROOT, faults);
    assertThat(JsonReader.read(JsonText.of(read), Loc.ROOT, faults)).isEqualTo(read);
    assertThat(faults.isEmpty()).isTrue();
  }

  @Property(tries = 300)
  void whatIsWrittenReadsBackEqualAlsoFromUtf8(@ForAll("values") Object value) {
    String json = JsonText.of(value);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    ErrorCollector faults = new ErrorCollector();

    assertThat(JsonReader.read(json, Loc.ROOT, faults)).isEqualTo(value);
    assertThat(JsonReader.readLine(JsonReader.newFactory(), bytes, 0, bytes.length, 1, faults))
        .isEqualTo(value);
    assertThat(faults.isEmpty()).isTrue();
  }

  @Provide("values")
  Arbitrary<Object> randomValues() {
    return JsonArbitraries.values();
  }
}
