package io.tokentally.aggregation;

/** What usage costs that has no price (docs/semantics.md section 7). It is reported either way. */
public enum UnpricedCost {
  /** Nobody knows: the costs are null, and so is any sum with them. */
  NULL,
  /** Nothing, as on the Weave server. */
  ZERO
}
