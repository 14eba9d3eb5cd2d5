package io.tokentally.examples;

import io.tokentally.Call;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import java.util.List;

/** Prices a call and adds its cost to the call that made it. */
final class FirstTally {

  private FirstTally() {}

  public static void main(String[] args) {
    PriceTable prices =
        PriceTable.parse(
            """
            {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");
    Call agent =
        Call.parse(
            """
            {"id": "agent", "started_at": "2026-01-05T10:00:00Z"}""");
    Call chat =
        Call.parse(
            """
            {"id": "chat", "parent_id": "agent", "started_at": "2026-01-05T10:00:01Z", "summary":
              {"usage": {"gpt-4o": {"requests": 1, "prompt_tokens": 1000, "completion_tokens": 200}}}}""");

    UsageReport report = Tally.with(prices).report(List.of(agent, chat));

    System.out.println(report.usage("agent").get("gpt-4o").totalCost()); // prints 0.0045
  }
}
