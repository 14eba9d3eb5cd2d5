package io.tokentally.dsl;

/** The two kinds of rows that the Weave server evaluates queries on, each in its own way. */
public enum WeaveTarget {
  /** Calls. */
  CALLS,
  /** Price rows. */
  COSTS
}
