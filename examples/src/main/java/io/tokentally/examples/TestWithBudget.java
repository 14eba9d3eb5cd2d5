package io.tokentally.examples;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tokentally.aggregation.PriceTable;
import io.tokentally.junit.CostBudget;
import io.tokentally.junit.TokentallyExtension;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.OpenCall;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** A test that fails where its calls cost more than its budget; run here by hand. */
final class TestWithBudget {

  static class AgentTest {
    @RegisterExtension
    static final TokentallyExtension COSTS =
        TokentallyExtension.with(
            PriceTable.parse(
                """
                {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}"""));

    @Test
    @CostBudget("0.01")
    void answersForACent(CallRecorder recorder) {
      for (int step = 1; step <= 3; step++) {
        OpenCall chat = recorder.start("chat");
        chat.usage(
            "gpt-4o", Map.of("requests", 1, "prompt_tokens", 1_000, "completion_tokens", 200));
        chat.end();
      }
    }
  }

  private TestWithBudget() {}

  public static void main(String[] args) {
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(
            LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(AgentTest.class))
                .build(),
            summary);
    summary
        .getSummary()
        .getFailures()
        .forEach(
            failure ->
                System.out.println(failure.getException().getMessage().replace("\n\n", "\n")));
    // prints expected the calls of the test to cost at most 0.01 USD, found 0.0135 USD
    // prints model   kind                      calls  count  rate                     cost
    // prints gpt-4o  prompt_tokens (uncached)      3  3,000   2.5  per million  0.0075 USD
    // prints         completion_tokens             3    600  10    per million  0.006 USD
    // prints total: 0.0135 USD
  }
}
