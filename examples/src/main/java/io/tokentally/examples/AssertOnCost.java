package io.tokentally.examples;

import static io.tokentally.dsl.Query.field;
import static io.tokentally.dsl.Query.where;

import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;

/** Checks what a recorded run of an agent used and cost, as a test of an application does. */
final class AssertOnCost {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {
            "gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001},
            "gpt-4o-mini": {"prompt_token_cost": 0.00000015, "completion_token_cost": 0.0000006}
          }""");

  private AssertOnCost() {}

  public static void main(String[] args) throws IOException {
    List<Call> calls;
    try (CallReader reader =
        CallReader.of(
            Objects.requireNonNull(AssertOnCost.class.getResourceAsStream("agent.ndjson")))) {
      calls = reader.readAll();
    }
    UsageReport report = Tally.with(PRICES).report(calls);
    UsageReport search =
        Tally.with(PRICES).report(calls, where(field("op_name").eq("tool.search")).forCalls());

    // Without these two a model that nobody priced could pass for a cheap one.
    require(report.isComplete(), "everything counted and has a price");
    require(report.anomalies().isEmpty(), "the calls are as expected");
    BigDecimal cost = report.pricedCostByUnit().get("USD");
    require(cost.compareTo(new BigDecimal("0.02")) < 0, "an answer costs less than two cents");
    require(!search.totals().containsKey("gpt-4o"), "the search uses no expensive model");

    System.out.println(cost); // prints 0.01264
  }

  private static void require(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("expected that " + what);
    }
  }
}
