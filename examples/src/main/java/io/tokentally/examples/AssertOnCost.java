package io.tokentally.examples;

import static io.tokentally.assertj.TokentallyAssertions.assertThat;
import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;

import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import java.io.IOException;
import java.util.List;
import java.util.Objects;

/** Checks what a recorded run of an agent used and cost, as a test of an application does. */
final class AssertOnCost {

  private AssertOnCost() {}

  public static void main(String[] args) throws IOException {
    PriceTable prices =
        PriceTable.parse(
            """
            {
              "gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001},
              "gpt-4o-mini": {"prompt_token_cost": 0.00000015, "completion_token_cost": 0.0000006}
            }""");
    List<Call> calls;
    try (CallReader reader =
        CallReader.of(
            Objects.requireNonNull(AssertOnCost.class.getResourceAsStream("agent.ndjson")))) {
      calls = reader.readAll();
    }
    UsageReport report = Tally.with(prices).report(calls);
    UsageReport search =
        Tally.with(prices).report(calls, where(field("op_name").eq("tool.search")).forCalls());

    assertThat(report).isComplete().hasNoAnomalies().costsAtMost("0.02");
    assertThat(search).doesNotUse("gpt-4o");

    System.out.println(report.cost()); // prints 0.01264 USD
  }
}
