package io.tokentally.examples;

import io.tokentally.Call;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import java.util.List;
import java.util.Map;

/** Asks what the same tokens would have cost with another model. */
final class Reprice {

  private Reprice() {}

  public static void main(String[] args) {
    PriceTable prices =
        PriceTable.parse(
            """
            {
              "gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001},
              "gpt-4o-mini": {"prompt_token_cost": 0.00000015, "completion_token_cost": 0.0000006}
            }""");
    Call chat =
        Call.parse(
            """
            {"id": "chat", "started_at": "2026-01-05T10:00:00Z", "summary":
              {"usage": {"gpt-4o": {"prompt_tokens": 1000, "completion_tokens": 200}}}}""");

    UsageReport report = Tally.with(prices).report(List.of(chat));
    UsageReport other = report.repriced(prices, Map.of("gpt-4o", "gpt-4o-mini"));

    System.out.println(report.pricedCostByUnit()); // prints {USD=0.0045}
    System.out.println(other.pricedCostByUnit()); // prints {USD=0.00027}
  }
}
