package io.tokentally.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a request the Weave server takes in other forms, and what stays as it is. */
class LaxCostsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"prompt_token_cost":" 0.50 "}           | {"prompt_token_cost":0.50}
          {"any_token_cost":"1e-6"}                | {"any_token_cost":0.000001}
          {"prompt_token_cost":"no"}               | {"prompt_token_cost":"no"}
          {"prompt_token_cost":2}                  | {"prompt_token_cost":2}
          {"prompt_token_cost":null}               | {"prompt_token_cost":null}
          {"prompt_token_cost":true}               | {"prompt_token_cost":true}
          {"provider_id":"7"}                      | {"provider_id":"7"}
          {"effective_date":0}                     | {"effective_date":"1970-01-01T00:00:00Z"}
          {"effective_date":1.5}                   | {"effective_date":"1970-01-01T00:00:01.500Z"}
          {"effective_date":"2024-01-02"}          | {"effective_date":"2024-01-02T00:00:00Z"}
          {"effective_date":"2024-01-02T03:04:05"} | {"effective_date":"2024-01-02T03:04:05Z"}
          {"effective_date":"some day"}            | {"effective_date":"some day"}
          {"effective_date":true}                  | {"effective_date":true}
          {"effective_date":null}                  | {"effective_date":null}
          7                                        | 7
          null                                     | null
          """)
  void aPriceIsRewritten(String price, String strict) {
    String request = "{\"project_id\":\"p\",\"costs\":{\"m\":%s}}";
    assertThat(LaxCosts.strict(request.formatted(price))).isEqualTo(request.formatted(strict));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "[1]",
        "7",
        "null",
        "{\"costs\":[\"0.5\"]}",
        "{\"costs\":null}",
        "{\"a\":1,\"a\":2}"
      })
  void anythingElseStaysAsItIs(String request) {
    assertThat(LaxCosts.strict(request)).isEqualTo(request);
  }
}
