package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * What somebody else says that some usage cost, as it was recorded with it. It never counts as our
 * cost: docs/semantics.md rule 66.
 *
 * <p>Components may be added in a minor release.
 *
 * @param field where it stands in the entry, names joined by dots
 * @param amount how much; greater than 0
 * @param unit the currency, USD where the record does not say it
 */
public record RecordedCost(String field, BigDecimal amount, String unit) {
  public RecordedCost {
    requireNonNull(field, "field");
    requireNonNull(amount, "amount");
    requireNonNull(unit, "unit");
  }
}
