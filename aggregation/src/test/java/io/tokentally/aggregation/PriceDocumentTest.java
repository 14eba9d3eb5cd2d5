package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.ValidationException;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.JsonText;
import io.tokentally.json.Loc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceDocumentTest {

  private static final Path SCHEMA = Path.of("../docs/prices.schema.json");

  private static final String FILE =
      """
      {"unit": "EUR", "source": "https://example.com/prices", "prices": [
        {"model": "owl", "provider": "p", "from": "2026-03-01",
         "rates": {"prompt_tokens_per_million": 2.5, "completion_tokens": 1e-5,
           "cache_creation_1h_input_tokens_per_million": 5, "reasoning_tokens_per_million": 12,
           "web_search_requests_per_thousand": 10, "requests": 0.001,
           "input_audio_tokens": null},
         "conditions": [
           {"from_prompt_tokens": 200000, "rates": {"prompt_tokens": 5e-6, "completion_tokens": 2e-5}},
           {"served_as": ["service_tier_batch"], "rates": {"prompt_tokens_per_million": 1.25}},
           {"served_as": ["inference_geo_us"], "multiplier": 1.1},
           {"hours": {"from": "16:30", "until": "00:30", "zone": "Europe/Berlin"},
            "weekdays": ["sun", "sat"], "weekday_zone": "Asia/Shanghai",
            "multiplier": 0.5, "rates": {"completion_tokens": 0}},
           {"above_prompt_tokens": 1000, "marginal": true, "rates": {"prompt_tokens": 1e-6}}]},
        {"model": "owl", "provider": "p", "rates": {"images": 0.04}},
        {"model": "owl", "project": "p1", "unit": "USD", "completion_unit": "CHF", "source": "here",
         "created_by": "u", "created_at": "2026-02-01T12:00:00Z", "id": "own",
         "unwritten": ["cache_creation_input_tokens"],
         "rates": {"prompt_tokens": 1, "completion_tokens": 2, "cache_creation_input_tokens": 0}}]}
      """;

  @Test
  void aFileHasEveryRateAndCondition() {
    List<PriceRow> rows = PriceTable.parse(FILE).rows();
    PriceRow dated = rows.get(0);
    assertThat(dated.id()).isEqualTo("p/owl@2026-03-01T00:00:00Z");
    assertThat(dated.promptTokenCostUnit()).isEqualTo("EUR");
    assertThat(dated.source()).isEqualTo("https://example.com/prices");
    assertThat(dated.promptTokenCost()).isEqualTo("0.0000025");
    assertThat(dated.cacheCreation1hInputTokenCost()).isEqualTo("0.000005");
    assertThat(dated.otherRates())
        .hasToString("{reasoning_tokens=0.000012, requests=0.001, web_search_requests=0.01}");
    assertThat(dated.withoutRate()).containsExactly("input_audio_tokens");
    assertThat(dated.variants())
        .extracting(
            each ->
                each.label()
                    + ": "
                    + each.promptTokenCost().toPlainString()
                    + " "
                    + each.completionTokenCost().toPlainString()
                    + " "
                    + each.withoutRate())
        .containsExactly(
            "above 199999 prompt tokens: 0.000005 0.00002 []",
            "service_tier_batch: 0.00000125 0 [completion_tokens]",
            "inference_geo_us: 0.00000275 0.000011 [input_audio_tokens]",
            "Sat Sun in Asia/Shanghai, 16:30 to 00:30 Europe/Berlin: 0.00000125 0"
                + " [input_audio_tokens]",
            "tokens above 1000: 0.000001 0 [completion_tokens]");
    assertThat(rows.get(1).withoutRate())
        .containsExactlyInAnyOrder("prompt_tokens", "completion_tokens");
    PriceRow own = rows.get(2);
    assertThat(own.pricingLevelId()).isEqualTo("p1");
    assertThat(own.completionTokenCostUnit()).isEqualTo("CHF");
    assertThat(own.source()).isEqualTo("here");
    assertThat(own.cacheCreationCostUnwritten()).isTrue();
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    PriceTable table = PriceTable.parse(FILE);
    assertThat(PriceTable.parse(table.toJson()).rows()).isEqualTo(table.rows());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"model":"m"}                                       | prices[0].rates: required, but not there
          {"model":"m","rates":5}                             | prices[0].rates: expected an object of rates by kind, found 5
          {"model":"m","rates":{"input":5}}                   | prices[0].rates.input: expected the name of a kind, such as prompt_tokens, found "input"
          {"model":"m","rates":{"output_per_million":5}}      | prices[0].rates.output_per_million: expected the name of a kind, such as completion_tokens, found "output_per_million"
          {"model":"m","rates":{"prompt_tokens":-1}}          | prices[0].rates.prompt_tokens: expected a rate of 0 or more, found -1
          {"model":"m","rates":{"prompt_tokens":"1"}}         | prices[0].rates.prompt_tokens: expected a number, found string "1"
          {"model":"m","rates":{"images":1,"images_per_thousand":2}} | prices[0].rates.images_per_thousand: expected one rate a kind, found that of "images" as well
          {"model":"m","rates":{},"from":"soon"}              | prices[0].from: expected a date such as 2024-06-15T10:00:00Z, found "soon"
          {"model":"m","rates":{},"conditions":[{"rates":{}}]} | prices[0].conditions[0]: expected above_prompt_tokens, from_prompt_tokens, hours, weekdays or served_as
          {"model":"m","rates":{},"conditions":[{"served_as":["x"]}]} | prices[0].conditions[0]: expected rates or a multiplier
          {"model":"m","rates":{},"conditions":[{"above_prompt_tokens":0,"rates":{}}]} | prices[0].conditions[0].above_prompt_tokens: expected 1 or more tokens, found 0
          {"model":"m","rates":{},"conditions":[{"above_prompt_tokens":1,"from_prompt_tokens":1,"rates":{}}]} | prices[0].conditions[0]: expected above_prompt_tokens or from_prompt_tokens, found both of them
          {"model":"m","rates":{},"conditions":[{"served_as":["x"],"marginal":true,"rates":{}}]} | prices[0].conditions[0]: expected above_prompt_tokens of marginal rates
          {"model":"m","rates":{},"conditions":[{"hours":{"from":"16:30","until":"soon"},"rates":{}}]} | prices[0].conditions[0].hours.until: expected a time such as 16:30, found string "soon"
          {"model":"m","rates":{},"conditions":[{"hours":{"from":"16:30","until":"17:00","zone":"Mars"},"rates":{}}]} | prices[0].conditions[0].hours.zone: expected a time zone such as Asia/Shanghai, found string "Mars"
          {"model":"m","rates":{}},{"model":"m","rates":{}}   | prices[1]: expected one price a model, provider, project and date, found another one
          """)
  void everyErrorSaysWhereItIs(String prices, String message) {
    assertThatThrownBy(() -> PriceTable.parse("{\"prices\":[" + prices + "]}"))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining(message);
  }

  /** Each object of the schema, with an example of each member, is read; no other member is. */
  @ParameterizedTest
  @CsvSource({
    "'',",
    "list,lists[0]",
    "without_price,unpriced[0]",
    "price,prices[0]",
    "condition,prices[0].conditions[0]",
    "hours,prices[0].conditions[0].hours"
  })
  void theSchemaHasTheMembersThatAreRead(String name, @Nullable String place) {
    Map<?, ?> schema = name.isEmpty() ? schema() : definition(name);
    Map<?, ?> properties = (Map<?, ?>) Objects.requireNonNull(schema.get("properties"));
    assertThat(schema.get("additionalProperties")).isEqualTo(false);
    for (Object member : properties.keySet()) {
      Map<String, Object> object = minimal(name);
      object.put(
          (String) member,
          example((String) member, (Map<?, ?>) Objects.requireNonNull(properties.get(member))));
      PriceTable.parse(document(name, object));
      assertThatThrownBy(
              () -> {
                Map<String, Object> wrong = minimal(name);
                wrong.put((String) member, Map.of("not", "so"));
                PriceTable.parse(document(name, wrong));
              })
          .as(name + " " + member)
          .isInstanceOf(ValidationException.class);
    }
    Map<String, Object> more = minimal(name);
    more.put("odd", 1L);
    String at = place == null ? "odd" : place + ".odd";
    assertThatThrownBy(() -> PriceTable.parse(document(name, more)))
        .isInstanceOf(ValidationException.class)
        .hasMessageContaining(at + ": ");
    if (schema.get("required") instanceof List<?> required) {
      for (Object member : required) {
        Map<String, Object> less = minimal(name);
        less.remove(member);
        if (!member.equals("prices")) {
          assertThatThrownBy(() -> PriceTable.parse(document(name, less)))
              .isInstanceOf(ValidationException.class)
              .hasMessageContaining(member + ": required, but not there");
        }
      }
    }
  }

  @Test
  void theExamplesOfRatesAreRead() {
    Map<?, ?> properties =
        (Map<?, ?>) Objects.requireNonNull(definition("rates").get("properties"));
    Map<String, Object> rates = new LinkedHashMap<>();
    properties.forEach(
        (kind, schema) -> rates.put((String) kind, example((String) kind, (Map<?, ?>) schema)));
    Map<String, Object> price = minimal("price");
    price.put("rates", rates);
    PriceRow row = PriceTable.parse(document("price", price)).rows().get(0);
    assertThat(row.withoutRate()).isEmpty();
    assertThat(row.otherRates()).isEmpty();
    assertThat(row.cacheCreation1hInputTokenCost()).isEqualTo("0.000005");
  }

  private static Object example(String member, Map<?, ?> schema) {
    if (schema.get("examples") instanceof List<?> examples) {
      return Objects.requireNonNull(examples.get(0));
    }
    return member.equals("rates") ? Map.of("prompt_tokens", 1L) : minimal(member);
  }

  private static Map<String, Object> minimal(String name) {
    Map<String, Object> object = new LinkedHashMap<>();
    switch (name) {
      case "price" -> {
        object.put("model", "m");
        object.put("rates", Map.of());
      }
      case "condition" -> {
        object.put("served_as", List.of("service_tier_flex"));
        object.put("rates", Map.of());
      }
      case "list" -> {
        object.put("name", "l");
        object.put("as_of", "2026-03-01");
      }
      case "without_price" -> {
        object.put("model", "m");
        object.put("reason", "none");
      }
      case "hours" -> {
        object.put("from", "01:00");
        object.put("until", "02:00");
      }
      default -> object.put("prices", List.of());
    }
    return object;
  }

  /** {@return a file that has the object in its place} */
  private static String document(String name, Map<String, Object> object) {
    Map<String, Object> at = new LinkedHashMap<>(object);
    if (name.equals("hours")) {
      Map<String, Object> condition = minimal("condition");
      condition.put("hours", at);
      return document("condition", condition);
    }
    if (name.equals("condition")) {
      // Marginal rates need a number, which has one name of two.
      if (at.containsKey("marginal")) {
        at.putIfAbsent("above_prompt_tokens", 5L);
      }
      Map<String, Object> price = minimal("price");
      price.put("conditions", List.of(at));
      return document("price", price);
    }
    return JsonText.of(
        switch (name) {
          case "price" -> Map.of("prices", List.of(at));
          case "list" -> Map.of("prices", List.of(), "lists", List.of(at));
          case "without_price" -> Map.of("prices", List.of(), "unpriced", List.of(at));
          default -> at;
        });
  }

  private static Map<?, ?> definition(String name) {
    Map<?, ?> definitions = (Map<?, ?>) Objects.requireNonNull(schema().get("$defs"));
    return (Map<?, ?>) Objects.requireNonNull(definitions.get(name));
  }

  private static Map<?, ?> schema() {
    try {
      ErrorCollector faults = new ErrorCollector();
      return (Map<?, ?>)
          Objects.requireNonNull(JsonReader.read(Files.readString(SCHEMA), Loc.ROOT, faults));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
