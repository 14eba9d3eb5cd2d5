package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What calls used of one model on one day, of those that have the same keys: a line of {@link
 * SettledTotals}.
 *
 * <p>Components may be added in a minor release.
 *
 * @param day the day on which the calls began; null if that is not known
 * @param keys the caller's keys of the calls; empty for none
 * @param model the model
 * @param unit the unit of the costs; null where nothing has a price
 * @param usage what was used; its costs are null where some part has no price
 * @param pricedPart the part of it that has a price
 */
public record SettledTotal(
    @Nullable LocalDate day,
    Map<String, String> keys,
    String model,
    @Nullable String unit,
    LLMAggregatedUsage usage,
    LLMAggregatedUsage pricedPart) {

  public SettledTotal {
    keys = Collections.unmodifiableMap(new TreeMap<>(keys));
    requireNonNull(model, "model");
    requireNonNull(usage, "usage");
    requireNonNull(pricedPart, "pricedPart");
  }
}
