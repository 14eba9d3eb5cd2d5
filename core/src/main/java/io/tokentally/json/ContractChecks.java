package io.tokentally.json;

import static io.tokentally.json.Check.listOf;
import static io.tokentally.json.Check.nullable;
import static io.tokentally.json.Check.oneOf;

/** The contract's schemas of the values in this module. */
public final class ContractChecks {

  private static final Check TEXTS = nullable(listOf(Check.TEXT));

  /** {@code CallsFilter}. */
  public static final Check CALLS_FILTER =
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

  /** {@code SortBy}. */
  public static final Check SORT_BY =
      Check.object().required("field", Check.TEXT).required("direction", oneOf("asc", "desc"));

  private static final Check COST = nullable(Check.NUMBER);

  /** {@code LLMAggregatedUsage}: an answer may have members that are new. */
  public static final Check LLM_AGGREGATED_USAGE =
      Check.openObject()
          .optional("requests", Check.INTEGER)
          .optional("prompt_tokens", Check.INTEGER)
          .optional("completion_tokens", Check.INTEGER)
          .optional("total_tokens", Check.INTEGER)
          .optional("cache_read_input_tokens", Check.INTEGER)
          .optional("cache_creation_input_tokens", Check.INTEGER)
          .optional("prompt_tokens_total_cost", COST)
          .optional("completion_tokens_total_cost", COST)
          .optional("cache_read_input_tokens_total_cost", COST)
          .optional("cache_creation_input_tokens_total_cost", COST);

  private ContractChecks() {}
}
