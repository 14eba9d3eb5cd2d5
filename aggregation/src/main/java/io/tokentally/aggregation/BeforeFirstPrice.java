package io.tokentally.aggregation;

/**
 * Which price a call takes that began before the first price of its model took effect
 * (docs/semantics.md section 7). A price from the future is reported.
 */
public enum BeforeFirstPrice {
  /** The earliest later one. */
  EARLIEST,
  /** The latest of all, as the Weave server. */
  LATEST,
  /** None: the call is unpriced. */
  UNPRICED
}
