package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Something that was decided for an entry of usage and might have been meant otherwise
 * (docs/semantics.md rule 46).
 *
 * <p>Components may be added in a minor release.
 *
 * @param kind what was decided
 * @param callId the call
 * @param model the model
 * @param field the usage field, where it is about one
 */
public record UsageNote(Kind kind, String callId, String model, @Nullable String field) {

  public UsageNote {
    requireNonNull(kind, "kind");
    requireNonNull(callId, "callId");
    requireNonNull(model, "model");
  }

  /** What can be decided. Constants may be added in a minor release. */
  public enum Kind {
    /** The contract's two names of one count gave different counts; they were added. */
    ALIASES_DIFFER,
    /** Several names of one count of a provider gave different counts; the largest one counted. */
    ALIASES_DIFFER_LARGEST,
    /** Attributes of several versions gave different counts for one; the newest one counted. */
    ALIASES_DIFFER_NEWEST,
    /** More was cached than the prompt has; no uncached prompt was billed. */
    CACHE_EXCEEDS_PROMPT,
    /** The cached counts were taken to come on top of the prompt. */
    TAKEN_AS_EXCLUSIVE,
    /** Nothing showed whether the prompt includes its cached part; it was taken to. */
    CONVENTION_UNDECIDED,
    /** A cached count cost 0, because a price was created without that rate. */
    CACHE_RATE_UNWRITTEN,
    /** Tokens of a kind that the four rates do not name, such as images, cost as much as text. */
    PRICED_AS_TEXT,
    /**
     * Usage that is not known to be of one request has a long prompt; it was priced as one long
     * prompt.
     */
    LONG_PROMPT_UNDECIDED
  }
}
