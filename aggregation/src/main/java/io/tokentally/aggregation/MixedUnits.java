package io.tokentally.aggregation;

/** What becomes of one model's amounts in different units (docs/semantics.md rule 38). */
public enum MixedUnits {
  /** They are rejected with a {@link MixedUnitsException}. */
  REFUSED,
  /** They are added all the same, as on the Weave server; the unit names them all. */
  ADDED
}
