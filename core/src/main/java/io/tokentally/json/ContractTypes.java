package io.tokentally.json;

import static io.tokentally.json.Check.nullable;
import static io.tokentally.json.Check.oneOf;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.SortBy;

/** The values of this module as members of the contract's schemas. */
public final class ContractTypes {

  /** {@code SortBy}. */
  public static final ValueType<SortBy> SORT_BY =
      ValueType.bound(
          Check.object().required("field", Check.TEXT).required("direction", oneOf("asc", "desc")),
          SortBy.class);

  private static final Check COST = nullable(Check.NUMBER);

  /** {@code LLMAggregatedUsage}: an answer may have members that are new. */
  public static final ValueType<LLMAggregatedUsage> LLM_AGGREGATED_USAGE =
      ValueType.bound(
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
              .optional("cache_creation_input_tokens_total_cost", COST),
          LLMAggregatedUsage.class);

  private ContractTypes() {}
}
