package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link UsageScope} decided of a call that has usage of its own and others with usage below
 * it: docs/semantics.md rule 58.
 *
 * <p>Components may be added in a minor release.
 *
 * @param kind whether the call's own usage counts
 * @param callId the call
 * @param reason why it does not count; null where it does
 * @param operation what the call says that it is; null if it does not
 * @param own the usage that the call recorded, over all models, without costs; counts of more than
 *     64 bits are the greatest that fit
 * @param below what counts of the calls below, likewise
 */
public record ScopeDecision(
    Kind kind,
    String callId,
    @Nullable Reason reason,
    @Nullable String operation,
    LLMAggregatedUsage own,
    LLMAggregatedUsage below) {

  public ScopeDecision {
    requireNonNull(kind, "kind");
    requireNonNull(callId, "callId");
    requireNonNull(own, "own");
    requireNonNull(below, "below");
  }

  /** What can be decided. Constants may be added in a minor release. */
  public enum Kind {
    /** The call's own usage repeats that of calls below it, and did not count. */
    REPEATED_USAGE,
    /** Nothing shows that the call's own usage repeats any below it; it counted beside it. */
    OWN_BESIDE_BELOW
  }

  /** Why usage is taken to repeat other usage. Constants may be added in a minor release. */
  public enum Reason {
    /** Calls below have usage, which is all that {@link UsageScope#MODEL_CALLS} looks at. */
    USAGE_BELOW,
    /** The operation only runs others: {@link TallyOptions#wrapperOperations}. */
    OPERATION,
    /** It is the sum of calls below: of all, of the nearest, or of those of the same models. */
    SUM,
    /** It is the usage of one of the calls below. */
    ONE_OF_THEM
  }
}
