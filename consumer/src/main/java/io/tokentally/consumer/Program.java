package io.tokentally.consumer;

import static java.util.Objects.requireNonNull;

import io.tokentally.Call;
import io.tokentally.CallReader;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.dsl.Query;
import io.tokentally.operations.CallSource;
import io.tokentally.operations.CallsUsageReq;
import io.tokentally.operations.CostCreateReq;
import io.tokentally.operations.CostCreateRes;
import io.tokentally.operations.CostPurgeReq;
import io.tokentally.operations.CostQueryReq;
import io.tokentally.operations.CostQueryRes;
import io.tokentally.operations.Operations;
import io.tokentally.operations.PriceStore;
import io.tokentally.operations.TraceUsageReq;
import io.tokentally.providers.BundledPrices;
import io.tokentally.providers.ProviderUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a file of calls and prints what the library makes of it, with a line for each thing. */
public final class Program {

  private static final String CHATS =
      "{\"$expr\": {\"$eq\": [{\"$getField\": \"op_name\"}, {\"$literal\": \"chat\"}]}}";

  private static final String COSTS =
      """
      {"project_id": "demo", "costs": {"gpt-4o": {"prompt_token_cost": 0.0000025,
        "completion_token_cost": 0.00001, "effective_date": "2025-01-01T00:00:00Z"}}}""";

  private Program() {}

  /**
   * Prints what it finds.
   *
   * @param arguments the file of calls
   */
  public static void main(String[] arguments) throws IOException {
    List<Call> calls = read(Path.of(arguments[0]));
    filter(calls);
    report(calls);
    askOperations(calls);
    refuse();
  }

  private static List<Call> read(Path file) throws IOException {
    try (CallReader reader = CallReader.open(file)) {
      return reader.readAll();
    }
  }

  private static void filter(List<Call> calls) {
    Predicate<Call> chats = Query.parse(CHATS).forCalls();
    tell("chats", calls.stream().filter(chats).map(Call::id).toList());
  }

  private static void report(List<Call> calls) {
    TallyOptions options = TallyOptions.builder().usageFormat(ProviderUsage.format()).build();
    UsageReport report = Tally.with(PriceTable.parse(COSTS)).with(options).report(calls);
    LLMAggregatedUsage agent = requireNonNull(report.usage("agent").get("gpt-4o"), "gpt-4o");
    tell("agent", agent.totalCost());
    tell("bundled", !BundledPrices.list().rows().isEmpty());
  }

  private static void askOperations(List<Call> calls) {
    Operations operations =
        Operations.over(CallSource.of(calls), PriceStore.inMemory()).ids(() -> "row-1").build();
    String created = operations.costCreate(CostCreateReq.parse(COSTS)).toJson();
    tell("created", CostCreateRes.parse(created).ids());
    CostQueryReq prices =
        CostQueryReq.parse(
            """
            {"project_id": "demo", "fields": ["llm_id", "prompt_token_cost"],
              "sort_by": [{"field": "llm_id", "direction": "desc"}]}""");
    CostQueryRes rows = CostQueryRes.parse(operations.costQuery(prices).toJson());
    tell(
        "prices",
        rows.results().stream().map(row -> row.llmId() + " " + row.promptTokenCost()).toList());
    CallsUsageReq agent =
        CallsUsageReq.parse("{\"project_id\": \"demo\", \"call_ids\": [\"agent\"]}");
    tell("usage", operations.callsUsage(agent).toJson());
    TraceUsageReq trace =
        TraceUsageReq.parse(
            "{\"project_id\": \"demo\", \"filter\": {\"trace_ids\": [\"t\"]}, \"query\": "
                + CHATS
                + "}");
    tell("trace", operations.traceUsage(trace).callUsage().keySet());
    CostPurgeReq purge =
        CostPurgeReq.parse(
            """
            {"project_id": "demo", "query":
              {"$expr": {"$eq": [{"$getField": "id"}, {"$literal": "row-1"}]}}}""");
    tell("purged", operations.costPurge(purge).toJson());
  }

  private static void refuse() {
    try {
      Query.parse("{\"$expr\": {\"$gt\": [{\"$literal\": 1}]}}");
    } catch (ValidationException refusal) {
      tell("rejected", refusal.toJson());
    }
  }

  private static void tell(String what, @Nullable Object is) {
    System.out.println(what + " " + is);
  }
}
