package io.tokentally.examples;

import io.tokentally.Call;
import io.tokentally.operations.CallSource;
import io.tokentally.operations.CostCreateReq;
import io.tokentally.operations.Operations;
import io.tokentally.operations.PriceStore;
import io.tokentally.operations.TraceUsageReq;
import java.util.List;

/** Answers the JSON of the Weave contract from calls of the application's own. */
final class EmbedOperations {

  private EmbedOperations() {}

  public static void main(String[] args) {
    Call chat =
        Call.parse(
            """
            {"id": "chat", "project_id": "team/trip", "started_at": "2026-01-05T10:00:00Z",
             "summary": {"usage": {"gpt-4o": {"requests": 1, "prompt_tokens": 1000}}}}""");
    Operations operations =
        Operations.over(CallSource.of(List.of(chat)), PriceStore.inMemory()).build();

    operations.costCreate(
        CostCreateReq.parse(
            """
            {"project_id": "team/trip", "costs": {"gpt-4o":
              {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001,
               "effective_date": "2025-01-01"}}}"""));
    String answer =
        operations
            .traceUsage(
                TraceUsageReq.parse("{\"project_id\": \"team/trip\", \"include_costs\": true}"))
            .toJson();

    System.out.println(answer.contains("\"prompt_tokens_total_cost\":0.0025")); // prints true
  }
}
