package io.tokentally.providers;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.RecordedUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What usage objects say of their cost: docs/semantics.md rule 66. */
class RecordedCostsTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          {"prompt_tokens":1}                                                    | {}
          {"prompt_tokens":1,"cost":0.25}                                        | {USD=0.25}
          {"prompt_tokens":1,"cost":"0.25"}                                      | {USD=0.25}
          {"prompt_tokens":1,"cost":0}                                           | {USD=0}
          {"prompt_tokens":1,"cost":0.25,"is_byok":false,"cost_details":{"upstream_inference_cost":0.25,"upstream_inference_prompt_cost":0.1}} | {USD=0.25}
          {"prompt_tokens":1,"cost":0.01,"is_byok":true,"cost_details":{"upstream_inference_cost":0.2}} | {USD=0.21}
          {"prompt_tokens":1,"is_byok":true,"cost_details":{"upstream_inference_cost":0.2},"cost":0.01} | {USD=0.21}
          {"prompt_tokens":1,"cost":{"currency":"EUR","input_tokens_cost":0.1,"output_tokens_cost":0.2,"request_cost":0.005,"total_cost":0.305}} | {EUR=0.305}
          {"prompt_tokens":1,"input_cost":0.1,"output_cost":0.2}                 | {USD=0.3}
          {"prompt_tokens":1,"input_cost":0.1,"input_cost_details":{"cache_read":0.04}} | {USD=0.1}
          {"prompt_tokens":1,"input_cost_details":{"cache_read":0.04,"text":0.01}} | {USD=0.05}
          {"prompt_tokens":1,"cost":0.2,"total_cost":0.2}                        | {USD=0.2}
          {"prompt_tokens":1,"market_cost":0.2}                                  | {}
          {"prompt_tokens":1,"spend":0.2,"response_cost":0.2}                    | {USD=0.2}
          {"prompt_tokens":1,"cost_breakdown":{"input_cost":0.1,"output_cost":0.2,"original_cost":0.5}} | {USD=0.3}
          {"prompt_tokens":1,"cost_in_usd_ticks":2500000000}                     | {USD=0.25}
          {"inputTokens":1,"outputTokens":1,"cacheReadInputTokens":0,"costUSD":0.2} | {USD=0.2}
          """)
  void areOneAmountByCurrency(String json, String expected) {
    RecordedUsage usage = requireNonNull(ProviderUsage.parse(json));
    assertThat(usage.recordedCostByUnit()).hasToString(expected);
  }

  @Test
  void ofModelsGoWithThem() {
    RecordedUsage usage =
        requireNonNull(
            ProviderUsage.parse(
                """
                {"inputTokens": 3, "outputTokens": 2, "totalCost": 0.5, "modelBreakdowns": [
                  {"modelName": "m", "inputTokens": 1, "outputTokens": 1, "cost": 0.4},
                  {"modelName": "n", "inputTokens": 2, "outputTokens": 1, "cost": 0.1}]}"""));
    assertThat(usage.recordedCostByUnit()).isEmpty();
    assertThat(requireNonNull(usage.otherModels().get("m")).recordedCostByUnit())
        .hasToString("{USD=0.4}");
  }
}
