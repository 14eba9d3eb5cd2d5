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
 * @param amount how much; 0 or more
 * @param unit the currency, USD where the record does not say it
 * @param share how much of the entry it is about
 */
public record RecordedCost(String field, BigDecimal amount, String unit, Share share) {
  public RecordedCost {
    requireNonNull(field, "field");
    requireNonNull(amount, "amount");
    requireNonNull(unit, "unit");
    requireNonNull(share, "share");
  }

  /**
   * How much of an entry of usage an amount is about. Constants may be added in a minor release.
   */
  public enum Share {
    /** All that the entry cost. */
    WHOLE,
    /** A part of it, such as what was put in. */
    PART,
    /**
     * What was charged elsewhere on top of the whole, such as by the provider for a key of one's
     * own.
     */
    FURTHER,
    /** Not what was charged: a list price, or what somebody else paid. */
    ASIDE
  }
}
