package io.tokentally.aggregation;

/** What cached tokens cost by a row that has no rate for them (docs/semantics.md section 7). */
public enum AbsentCacheRate {
  /** As much as the prompt. */
  PROMPT_RATE,
  /** Nothing, as on the Weave server. */
  ZERO
}
