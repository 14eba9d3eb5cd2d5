package io.tokentally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokentallyMapperTest {

  record Sample(String text, long count, boolean flag, List<String> list) {}

  private final JsonMapper mapper = TokentallyMapper.create();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5",
        "5.0",
        "5.00",
        "0.10",
        "9007199254740993",
        "9007199254740993.0",
        "0.1000000000000000055511151231257827",
        "123456789012345678901234567890",
        "1E+400",
        "[{\"b\":null,\"a\":[]},\"\",false]"
      })
  void treesKeepEveryDigitAndEveryKind(String json) throws Exception {
    JsonNode tree = mapper.readTree(json);

    assertThat(mapper.writeValueAsString(tree)).isEqualTo(json);
    assertThat(mapper.readTree(mapper.writeValueAsBytes(tree))).isEqualTo(tree);
  }

  /** A known gap: Jackson does not wrap it. */
  @Test
  void anExponentBeyondAnIntIsRefused() {
    assertThatThrownBy(() -> mapper.readTree("[1e99999999999]"))
        .isInstanceOf(NumberFormatException.class);
  }

  @Test
  void keysOfDocumentsAreNotKept() throws Exception {
    JsonFactory factory = mapper.getFactory();
    assertThat(factory.isEnabled(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)).isFalse();
    assertThat(factory.isEnabled(JsonFactory.Feature.INTERN_FIELD_NAMES)).isFalse();
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      byte[] document = "{\"some key\":1}".getBytes(StandardCharsets.UTF_8);
      mapper.readTree(document).fieldNames().forEachRemaining(keys::add);
    }
    assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotSameAs(keys.get(1));
  }

  @Test
  void integersAndDecimalsStayApart() throws Exception {
    assertThat(mapper.readTree("5").isIntegralNumber()).isTrue();
    assertThat(mapper.readTree("5.0").isBigDecimal()).isTrue();
    assertThat(mapper.readTree("5")).isNotEqualTo(mapper.readTree("5.0"));
    assertThat(mapper.readTree("9007199254740993"))
        .isNotEqualTo(mapper.readTree("9007199254740992"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"a\":2}|Duplicate field 'a'",
        "{\"b\":[{\"a\":1,\"a\":1}]}|Duplicate field 'a'",
        "1 2|Trailing token",
        "{}]|']'",
        "NaN|'NaN'",
        "[1,]|']'",
        "// no|'/'",
      })
  void sloppyJsonIsRefused(String json, String part) {
    assertThatThrownBy(() -> mapper.readTree(json))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining(part);
  }

  @Test
  void exponentBeyondAnIntIsRefused() {
    assertThatThrownBy(() -> mapper.readTree("[1e99999999999]"))
        .hasMessageContaining("1e99999999999");
  }

  @Test
  void loneSurrogatesGetThroughUtf8() throws Exception {
    JsonNode text = mapper.getNodeFactory().textNode("a\ud83d");

    assertThat(mapper.readTree(mapper.writeValueAsBytes(text))).isEqualTo(text);
  }

  @Test
  void nestingAndNumbersAreBounded() {
    assertThatThrownBy(() -> mapper.readTree("[".repeat(100_000)))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("nesting depth (1501)");
    assertThatThrownBy(() -> mapper.readTree("1".repeat(10_001)))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("10001")
        .hasMessageContaining("10000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":5}",
        "{\"text\":true}",
        "{\"text\":1.5}",
        "{\"count\":\"5\"}",
        "{\"count\":\"\"}",
        "{\"count\":5.0}",
        "{\"count\":true}",
        "{\"count\":null}",
        "{\"flag\":1}",
        "{\"flag\":\"true\"}",
        "{\"list\":\"a\"}",
        "{\"list\":\"\"}",
        "{\"list\":[5]}",
        "{\"other\":1,\"count\":2,\"flag\":true}"
      })
  void nothingIsCoerced(String json) {
    String member = json.substring(1, json.indexOf(':')).replace("\"", "");

    assertThatThrownBy(() -> mapper.readValue(json, Sample.class))
        .isInstanceOf(JsonProcessingException.class)
        .hasMessageContaining("[\"" + member + "\"]");
  }

  @Test
  void recordsAreBoundByTheirNames() throws Exception {
    assertThat(
            mapper.readValue(
                "{\"count\":7,\"list\":[\"b\"],\"flag\":true,\"text\":\"a\"}", Sample.class))
        .isEqualTo(new Sample("a", 7, true, List.of("b")));
  }

  @Test
  void everyMapperIsNew() {
    assertThat(TokentallyMapper.create()).isNotSameAs(TokentallyMapper.create());
  }
}
