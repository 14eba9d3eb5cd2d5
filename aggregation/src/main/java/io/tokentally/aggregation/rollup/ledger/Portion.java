package io.tokentally.aggregation.rollup.ledger;

import java.util.List;

/**
 * The parts of one entry of usage that are priced each in its own way. Together they have all its
 * counts.
 */
public enum Portion {
  /** What the four rates price. */
  FOUR_RATES,
  /** Tokens written to a cache for an hour. */
  LONG_CACHE,
  /** Tokens of kinds that have no rate. */
  NO_RATE;

  /** All of them. */
  public static final List<Portion> ALL = List.of(values());
}
