package io.tokentally.aggregation;

/** What becomes of counts below zero, and of more cached tokens than the prompt has. */
public enum NegativeAmounts {
  /** Such counts are 0, and reported: no cost is ever negative (docs/semantics.md section 6). */
  NEVER,
  /** They stay as they are, as on the Weave server; costs may be negative. */
  KEPT
}
