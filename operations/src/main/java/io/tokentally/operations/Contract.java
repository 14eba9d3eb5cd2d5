package io.tokentally.operations;

import static io.tokentally.json.Check.INTEGER;
import static io.tokentally.json.Check.MOMENT;
import static io.tokentally.json.Check.NUMBER;
import static io.tokentally.json.Check.TEXT;
import static io.tokentally.json.Check.listOf;
import static io.tokentally.json.Check.mapOf;
import static io.tokentally.json.Check.nullable;

import io.tokentally.aggregation.price.PriceColumns;
import io.tokentally.dsl.json.QueryNesting;
import io.tokentally.dsl.json.QueryReader;
import io.tokentally.json.Check;
import io.tokentally.json.ContractChecks;
import io.tokentally.json.ContractJson;
import io.tokentally.json.Loc;

/** The contract's schemas of the requests and answers, one table each. */
final class Contract {

  /** How many calls a request for usage may read unless it says otherwise. */
  static final long DEFAULT_LIMIT = 10_000;

  /** Where a request stands in the paths of errors. */
  static final Loc BODY = Loc.ROOT.key("body");

  static final Check COST_CREATE = PriceColumns.COST_CREATE;

  static final Check COST_QUERY =
      Check.object()
          .required("project_id", TEXT)
          .optional("fields", nullable(listOf(TEXT)))
          .optional("query", nullable(QueryReader.CHECK))
          .optional("sort_by", nullable(listOf(ContractChecks.SORT_BY)))
          .optional("limit", nullable(INTEGER))
          .optional("offset", nullable(INTEGER));

  static final Check COST_PURGE =
      Check.object().required("project_id", TEXT).required("query", QueryReader.CHECK);

  static final Check CALLS_USAGE =
      Check.object()
          .required("project_id", TEXT)
          .required("call_ids", listOf(TEXT))
          .optional("include_costs", Check.BOOLEAN)
          .optional("limit", INTEGER);

  private static final Check TEXTS = nullable(listOf(TEXT));

  static final Check CALLS_FILTER =
      Check.object()
          .optional("op_names", TEXTS)
          .optional("input_refs", TEXTS)
          .optional("output_refs", TEXTS)
          .optional("parent_ids", TEXTS)
          .optional("trace_ids", TEXTS)
          .optional("call_ids", TEXTS)
          .optional("thread_ids", TEXTS)
          .optional("turn_ids", TEXTS)
          .optional("trace_roots_only", nullable(Check.BOOLEAN))
          .optional("wb_user_ids", TEXTS)
          .optional("wb_run_ids", TEXTS);

  static final Check TRACE_USAGE =
      Check.object()
          .required("project_id", TEXT)
          .optional("filter", nullable(CALLS_FILTER))
          .optional("query", nullable(QueryReader.CHECK))
          .optional("include_costs", Check.BOOLEAN)
          .optional("limit", INTEGER);

  static final Check COST_CREATE_RES =
      Check.openObject().required("ids", listOf(Check.tupleOf(TEXT, 2)));

  private static final Check COST_QUERY_OUTPUT =
      Check.openObject()
          .optional("id", nullable(TEXT))
          .optional("llm_id", nullable(TEXT))
          .optional("prompt_token_cost", nullable(NUMBER))
          .optional("completion_token_cost", nullable(NUMBER))
          .optional("cache_read_input_token_cost", nullable(NUMBER))
          .optional("cache_creation_input_token_cost", nullable(NUMBER))
          .optional("prompt_token_cost_unit", nullable(TEXT))
          .optional("completion_token_cost_unit", nullable(TEXT))
          .optional("effective_date", nullable(MOMENT))
          .optional("provider_id", nullable(TEXT));

  static final Check COST_QUERY_RES =
      Check.openObject().required("results", listOf(COST_QUERY_OUTPUT));

  static final Check COST_PURGE_RES = Check.openObject();

  /** {@code CallsUsageRes} and {@code TraceUsageRes}. */
  static final Check USAGE_RES =
      Check.openObject()
          .optional("call_usage", mapOf(mapOf(ContractChecks.LLM_AGGREGATED_USAGE)))
          .optional("unfinished_call_ids", listOf(TEXT));

  private Contract() {}

  /** {@return the answer that the JSON holds} Rejects it with every error. */
  static <T> T readAnswer(String json, Check check, Class<T> type) {
    return ContractJson.read(json, Loc.ROOT, check, type);
  }

  /**
   * {@return the request that the JSON holds} Rejects it with every error, from {@code body} on.
   */
  static <T> T read(String json, Check check, Class<T> type) {
    return QueryNesting.read(() -> ContractJson.read(json, BODY, check, type));
  }
}
