package io.tokentally.aggregation;

/** Whose usage the summary of a call holds (docs/semantics.md section 8). */
public enum UsageScope {
  /** Its own alone. */
  OWN,
  /** Its own and that of the calls below it: some clients write summaries so. */
  INCLUSIVE,
  /**
   * Its own, which counts only where no call below has usage: every token counts once where the
   * model was called, and what a call above says of it does not.
   */
  MODEL_CALLS,
  /**
   * Decided for each call, from the leaves up: usage that repeats that of the calls below does not
   * count. It is a repetition if the call's operation only runs others ({@link
   * TallyOptions#wrapperOperations}), or if its counts equal the sum of those below, of the nearest
   * of them, or of its models among them, or any single one of them. {@link
   * UsageReport#scopeDecisions()} tells each decision. docs/semantics.md rule 58.
   */
  AUTO
}
