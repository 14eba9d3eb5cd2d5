package io.tokentally.aggregation;

/**
 * What counts when an entry of usage has a count under both of its names, such as {@code
 * prompt_tokens} and {@code input_tokens} (docs/semantics.md rule 28).
 */
public enum Aliases {
  /** Equal counts are one; different ones are added, and noted. */
  EQUAL_COUNT_ONCE,
  /** Both are added, as on the Weave server. */
  ADDED
}
