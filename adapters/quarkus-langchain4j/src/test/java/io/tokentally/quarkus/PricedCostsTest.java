package io.tokentally.quarkus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import io.quarkiverse.langchain4j.cost.Cost;
import io.quarkiverse.langchain4j.cost.CostEstimator;
import io.quarkiverse.langchain4j.cost.CostEstimatorService;
import io.tokentally.aggregation.PriceTable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Asked by the service of Quarkus LangChain4j itself. */
class PricedCostsTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001},
           "mixed": {"prompt_token_cost": 1, "completion_token_cost": 1,
                     "completion_token_cost_unit": "EUR"}}""");

  private final CostEstimator estimator = new PricedCosts(PRICES);
  private final CostEstimatorService service = new CostEstimatorService(List.of(estimator));

  private static ChatModelResponseContext answer(String model, Integer input, Integer output) {
    return new ChatModelResponseContext(
        ChatResponse.builder()
            .aiMessage(AiMessage.from("The answer."))
            .modelName(model)
            .tokenUsage(new TokenUsage(input, output))
            .build(),
        ChatRequest.builder().messages(UserMessage.from("Where is it?")).modelName(model).build(),
        ModelProvider.OPEN_AI,
        Map.of());
  }

  @Test
  void theServiceGetsTheCost() {
    assertThat(service.estimate(answer("gpt-4o", 1_000, 200)))
        .isEqualTo(new Cost(new BigDecimal("0.0045"), "USD"));
  }

  @Test
  void aModelWithoutAPriceHasNoCost() {
    assertThat(service.estimate(answer("x", 1_000, 200))).isNull();
    assertThat(service.estimate(answer("mixed", 1_000, 200))).isNull();
    assertThatThrownBy(() -> estimator.estimate(new Context("x", 1, 1)))
        .hasMessage("expected a model that has a price, found x; ask supports before");
  }

  @Test
  void inputAndOutputAreApart() {
    CostEstimator.CostResult cost = estimator.estimate(new Context("gpt-4o", 1_000, null));

    assertThat(cost.inputTokensCost()).isEqualByComparingTo("0.0025");
    assertThat(cost.outputTokensCost()).isEqualByComparingTo("0");
    assertThat(estimator.supports(() -> null)).isFalse();
  }

  private record Context(String model, Integer inputTokens, Integer outputTokens)
      implements CostEstimator.CostContext {}
}
