package io.tokentally.json;

import static io.tokentally.json.Check.nullable;
import static io.tokentally.json.Check.oneOf;

/** The contract's schemas of the values in this module. */
public final class ContractChecks {

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
