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
 * @param field the usage field, where it is about one; names and positions joined by dots
 * @param value what was there, in words, where that is not read elsewhere
 */
public record UsageNote(
    Kind kind, String callId, String model, @Nullable String field, @Nullable String value) {

  public UsageNote {
    requireNonNull(kind, "kind");
    requireNonNull(callId, "callId");
    requireNonNull(model, "model");
  }

  /** A note without a value. */
  public UsageNote(Kind kind, String callId, String model, @Nullable String field) {
    this(kind, callId, model, field, null);
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
    /** The cached counts, or the count that the field names, were taken to come on top. */
    TAKEN_AS_EXCLUSIVE,
    /** Nothing showed whether the prompt includes its cached part; it was taken to. */
    CONVENTION_UNDECIDED,
    /**
     * A member that looks like a count was not read: it changed no figure (docs/semantics.md rule
     * 55).
     */
    UNREAD_MEMBER,
    /**
     * A recorded total, or a recorded sum, is not what its parts add up to, however they are read
     * (docs/semantics.md rule 56). The parts counted.
     */
    TOTAL_DIFFERS,
    /** A call of a model says nothing of what it used; it is not known to have been free. */
    NO_USAGE,
    /**
     * Who served the model is recorded under a name that is no provider that is known, such as that
     * of a kit or a gateway: the price was looked for by the model alone.
     */
    PROVIDER_UNKNOWN,
    /** Somebody else's cost was recorded with the usage; ours does not depend on it. */
    RECORDED_COST,
    /** A cached count cost 0, because a price was created without that rate. */
    CACHE_RATE_UNWRITTEN,
    /** Tokens of a kind that the four rates do not name, such as images, cost as much as text. */
    PRICED_AS_TEXT,
    /**
     * Usage that is not known to be of one request has a long prompt; it was priced as one long
     * prompt.
     */
    LONG_PROMPT_UNDECIDED;

    /** {@return whether some recorded usage may not have counted} */
    public boolean leavesUsageOpen() {
      return this == UNREAD_MEMBER || this == TOTAL_DIFFERS || this == NO_USAGE;
    }
  }
}
