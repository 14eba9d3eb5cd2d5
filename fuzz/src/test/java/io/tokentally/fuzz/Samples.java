package io.tokentally.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.Call;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.dsl.Dialect;
import io.tokentally.operations.CallSource;
import io.tokentally.operations.Operations;
import io.tokentally.operations.PriceStore;
import io.tokentally.providers.ProviderUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What requests, queries and price lists are tried on: a few calls and prices. */
final class Samples {

  private static final Instant MOMENT = Instant.parse("2024-06-15T10:00:00Z");

  static final List<Call> CALLS =
      List.of(
          Call.parse(
              """
              {"id": "a", "project_id": "p", "trace_id": "t", "op_name": "weave:///p/op/agent:v1",
               "started_at": "2024-06-15T10:00:00Z", "ended_at": "2024-06-15T10:00:05Z",
               "input_refs": ["weave:///p/object/model:v1"], "attributes": {"a": {"b": [1, "x"]}}}\
              """),
          Call.parse(
              """
              {"id": "b", "project_id": "p", "trace_id": "t", "parent_id": "a", "wb_run_step": 7,
               "started_at": "2024-06-15T10:00:01Z", "exception": "no", "inputs": {"q": 5.0},
               "summary": {"usage": {"m": {"prompt_tokens": 10, "completion_tokens": 5},
                 "n": {"input_tokens": 7, "cache_read_input_tokens": 20}}}}\
              """),
          Call.parse(
              """
              {"id": "c", "project_id": "p", "deleted_at": "2024-06-16", "output": "text",
               "summary": {"usage": {"m": {"requests": 1, "total_tokens": 9}}}}\
              """));

  private static final List<PriceRow> ROWS = List.of(row("p", "m"), row("p", "n"), row("q", "m"));

  static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"m": {"prompt_token_cost": 0.000001, "completion_token_cost": 2e-6},
           "gpt-4o": {"prompt_token_cost": 0.01, "completion_token_cost": 0.02,
             "cache_read_input_token_cost": 0.005, "effective_date": "2024-06-15"}}\
          """);

  static final List<TallyOptions> OPTIONS =
      List.of(
          TallyOptions.DEFAULT,
          TallyOptions.builder()
              .usageScope(UsageScope.INCLUSIVE)
              .usageFormat(ProviderUsage.format())
              .cacheConvention(CacheConvention.EXCLUSIVE)
              .build(),
          TallyOptions.of(Dialect.WEAVE));

  private static final CallSource SOURCE = CallSource.of(CALLS);

  private Samples() {}

  private static PriceRow row(String project, String model) {
    return PriceRow.builder()
        .id(project + "-" + model)
        .pricingLevel(PriceRow.PROJECT_LEVEL)
        .pricingLevelId(project)
        .providerId("openai")
        .llmId(model)
        .effectiveDate(MOMENT)
        .promptTokenCost(new BigDecimal("0.000001"))
        .completionTokenCost(new BigDecimal("0.000002"))
        .build();
  }

  /**
   * {@return the operations in both dialects, over calls and prices that are the same each time}
   */
  static List<Operations> operations() {
    return List.of(
        Operations.over(SOURCE, store()).build(),
        Operations.over(SOURCE, store()).dialect(Dialect.WEAVE).build());
  }

  private static PriceStore store() {
    PriceStore store = PriceStore.inMemory();
    store.add(ROWS);
    return store;
  }

  /** Asks a table for prices of models by all sorts of names. */
  static void askAll(PriceTable prices) {
    for (String model : List.of("m", "gpt-4o-2024-08-06", "us.anthropic.claude-3-5-sonnet-v1:0")) {
      prices.choose(model, "p", MOMENT, TallyOptions.DEFAULT);
      assertThat(prices.pricing(model, "openai", null, TallyOptions.DEFAULT).apply(MOMENT))
          .isNotNull();
    }
    prices.rows().stream()
        .limit(20)
        .forEach(row -> prices.choose(row.llmId(), "p", MOMENT, TallyOptions.DEFAULT));
  }

  /** Asks a report for everything it tells. */
  static void askAll(UsageReport report) {
    Foreign.orRefused(report::totals);
    Foreign.orRefused(report::pricedPartOfTotals);
    Foreign.orRefused(report::pricedCostByUnit);
    report.rootIds().stream().limit(3).forEach(id -> askAll(report, id));
    report.anomalies();
    report.notes();
    report.isComplete();
    report.unitByModel();
    report.unfinishedCallIds();
  }

  private static void askAll(UsageReport report, String id) {
    report.pricedPart(id);
    report.ownUsage(id);
    for (String model : report.usage(id).keySet()) {
      report.explain(id, model).items();
      Foreign.orRefused(() -> report.repriced(PRICES, Map.of(model, "m")));
    }
  }

  /** Rolls one call up in every way. */
  static void reportAll(Call call) {
    for (TallyOptions options : OPTIONS) {
      UsageReport report =
          Foreign.orRefused(() -> Tally.with(PRICES).with(options).report(List.of(call)));
      if (report != null) {
        askAll(report);
      }
    }
  }
}
