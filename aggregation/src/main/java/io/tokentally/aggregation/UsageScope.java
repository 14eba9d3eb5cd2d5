package io.tokentally.aggregation;

/** Whose usage the summary of a call holds (docs/semantics.md section 8). */
public enum UsageScope {
  /** Its own alone. */
  OWN,
  /** Its own and that of the calls below it: some clients write summaries so. */
  INCLUSIVE
}
