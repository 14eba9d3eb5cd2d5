package io.tokentally.aggregation;

import io.tokentally.LLMAggregatedUsage;
import java.util.Map;

/**
 * The usage of some calls together, each counted once: a group of {@link UsageReport#totalsBy}.
 *
 * @param usage by model, sorted; a cost is null where some part has no price
 * @param pricedPart the part of it that has a price
 */
public record UsageTotals(
    Map<String, LLMAggregatedUsage> usage, Map<String, LLMAggregatedUsage> pricedPart) {}
