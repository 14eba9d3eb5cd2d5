package io.tokentally.examples;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;
import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * How a test suite of your own asserts on the usage and cost of a run. {@code agent.ndjson} holds
 * what a tracer recorded: an agent that plans, lets a tool digest what it found, and answers.
 */
class CannedCallTreeTest {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {
            "gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001},
            "gpt-4o-mini": {"prompt_token_cost": 0.00000015, "completion_token_cost": 0.0000006}
          }
          """);

  @Test
  void theAgentHasTheUsageOfEverythingBelowIt() throws IOException {
    Map<String, LLMAggregatedUsage> usage = Tally.with(PRICES).report(agent()).usage("agent");

    assertThat(usage).containsOnlyKeys("gpt-4o", "gpt-4o-mini");
    assertThat(usage.get("gpt-4o").requests()).isEqualTo(2);
    assertThat(usage.get("gpt-4o").promptTokens()).isEqualTo(1000 + 1600);
    assertThat(usage.get("gpt-4o").completionTokens()).isEqualTo(200 + 300);
  }

  @Test
  void anAnswerCostsLessThanTwoCents() throws IOException {
    UsageReport report = Tally.with(PRICES).report(agent());

    // Without these two lines a model that nobody priced could pass for a cheap one.
    assertThat(report.unpricedModels()).isEmpty();
    assertThat(report.anomalies()).isEmpty();
    assertThat(report.pricedCostByUnit()).containsExactly(Map.entry("USD", usd("0.01264")));
    assertThat(report.pricedCostByUnit().get("USD")).isLessThan(usd("0.02"));
  }

  @Test
  void theSearchToolUsesNoExpensiveModel() throws IOException {
    Predicate<Call> isSearch = where(field("op_name").eq("tool.search")).forCalls();

    UsageReport report = Tally.with(PRICES).report(agent(), isSearch);

    assertThat(report.callIds()).containsExactly("search");
    assertThat(report.totals()).containsOnlyKeys("gpt-4o-mini");
  }

  @Test
  void callsCanBeBuiltInJavaToo() {
    Instant start = Instant.parse("2026-01-05T10:00:00Z");
    Call agent = Call.builder().id("agent").startedAt(start).build();
    Call chat =
        Call.builder()
            .id("chat")
            .parentId("agent")
            .startedAt(start)
            .summary(
                Map.of(
                    "usage",
                    Map.of("gpt-4o", Map.of("prompt_tokens", 1000, "completion_tokens", 200))))
            .build();

    UsageReport report = Tally.with(PRICES).report(List.of(agent, chat));

    assertThat(report.usage("agent").get("gpt-4o").totalCost()).isEqualTo(usd("0.0045"));
  }

  private static List<Call> agent() throws IOException {
    try (CallReader calls =
        CallReader.of(CannedCallTreeTest.class.getResourceAsStream("agent.ndjson"))) {
      return calls.readAll();
    }
  }

  private static BigDecimal usd(String amount) {
    return new BigDecimal(amount);
  }
}
