package io.tokentally.json;

import static io.tokentally.json.Check.nullable;
import static io.tokentally.json.Check.oneOf;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.SortBy;
import io.tokentally.UsageCost;
import io.tokentally.UsageCount;

/** The values of this module as members of the contract's schemas. */
public final class ContractTypes {

  /** {@code SortBy}. */
  public static final ValueType<SortBy> SORT_BY =
      ValueType.bound(
          Check.object().required("field", Check.TEXT).required("direction", oneOf("asc", "desc")),
          SortBy.class);

  /** {@code LLMAggregatedUsage}: an answer may have members that are new. */
  public static final ValueType<LLMAggregatedUsage> LLM_AGGREGATED_USAGE =
      ValueType.bound(usage(), LLMAggregatedUsage.class);

  private ContractTypes() {}

  private static Check usage() {
    Check.ObjectCheck usage = Check.openObject();
    for (UsageCount count : UsageCount.values()) {
      usage.optional(count.wireName(), Check.INTEGER);
    }
    for (UsageCost cost : UsageCost.values()) {
      usage.optional(cost.wireName(), nullable(Check.NUMBER));
    }
    return usage;
  }
}
