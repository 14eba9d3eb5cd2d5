package io.tokentally.providers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Price lists, recognised by their shape. */
class PriceListsTest {

  private static final String COSTS =
      "{\"m\":{\"prompt_token_cost\":0.5,\"completion_token_cost\":0.25}}";

  @ParameterizedTest(name = "{1}: {0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"a":{"litellm_provider":"openai"}}                   | LiteLLM
          {"a":{},"b":1,"c":{"output_cost_per_token":1}}        | LiteLLM
          []                                                    | genai-prices
          [5,{"id":"openai","models":[]}]                       | genai-prices
          {"a":[],"b":[{"input":1}]}                            | Weave
          {}                                                    | prices
          {"m":{"prompt_token_cost":1,"completion_token_cost":2}} | prices
          {"project_id":"p","costs":{}}                         | prices
          """)
  void recognises(String json, String name) {
    assertThat(PriceLists.parse(json).name()).isEqualTo(name);
  }

  @Test
  void readsPricesForCostCreateByExactName() {
    PriceList list = PriceLists.parse("{\"project_id\":\"p\",\"costs\":" + COSTS + "}");
    assertThat(list.rows()).extracting(PriceRow::llmId).containsExactly("m");
    assertThat(list.entries()).isEqualTo(1);
    assertThat(list.loaded()).isEqualTo(1);
    assertThat(list.asOf()).isNull();
    assertThat(Matches.of(list, "m", "openai")).isEqualTo("null m");
    assertThat(Matches.of(list, "m-2026-01-01", null)).isEqualTo("unpriced");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          5              | expected prices by LiteLLM, genai-prices, models.dev, OpenRouter or Weave, or for /cost/create, found 5
          [1,2]          | expected prices by LiteLLM, genai-prices, models.dev, OpenRouter or Weave, or for /cost/create, found a list of 2
          {"a":{"b":1}}  | expected prices by LiteLLM, genai-prices, models.dev, OpenRouter or Weave, or for /cost/create, found an object
          {"m":{"prompt_token_cost":"1","completion_token_cost":1}} | m.prompt_token_cost: expected a number, found string "1"
          """)
  void refusesWhatIsNoPriceList(String json, String message) {
    assertThatThrownBy(() -> PriceLists.parse(json))
        .isInstanceOf(ValidationException.class)
        .hasMessage(message);
  }

  @Test
  void refusesAnotherShape() {
    assertThatThrownBy(() -> PriceLists.liteLlm("[1]"))
        .isInstanceOf(ValidationException.class)
        .hasMessage("expected an object of prices by model, found a list of 1");
    assertThatThrownBy(() -> PriceLists.genaiPrices(COSTS))
        .isInstanceOf(ValidationException.class)
        .hasMessage("expected a list of providers, found an object");
  }

  @ParameterizedTest(name = "not JSON: {0}")
  @CsvSource(delimiter = '|', textBlock = "''\n{\n[1}\n{\"a\":NaN}\n{} {}")
  void refusesWhatIsNotJson(String text) {
    assertThatThrownBy(() -> PriceLists.parse(text))
        .isInstanceOf(ValidationException.class)
        .hasMessageStartingWith("not JSON: ");
    assertThatThrownBy(() -> PriceLists.liteLlm(text)).isInstanceOf(ValidationException.class);
    assertThatThrownBy(() -> PriceLists.genaiPrices(text)).isInstanceOf(ValidationException.class);
  }
}
