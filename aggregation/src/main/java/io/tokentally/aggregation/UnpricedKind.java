package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

/**
 * Usage of a kind that there is no rate for. Its cost is not known, and so that of the call is not.
 *
 * <p>Components may be added in a minor release.
 *
 * @param callId the call
 * @param model the model
 * @param kind the kind, such as {@code input_audio_tokens} or {@code web_search_requests}
 * @param count how many tokens, or what else the kind says
 */
public record UnpricedKind(String callId, String model, String kind, long count) {

  /** The kind of tokens that were written to a cache for an hour. */
  public static final String CACHE_CREATION_1H = "cache_creation_1h_input_tokens";

  /** The kind of tokens of which only the total was recorded (docs/semantics.md rule 56). */
  public static final String UNSPLIT = "unsplit_tokens";

  /** The kind of requests of which nobody recorded how many they were, where they are charged. */
  public static final String UNCOUNTED_REQUESTS = "uncounted_requests";

  public UnpricedKind {
    requireNonNull(callId, "callId");
    requireNonNull(model, "model");
    requireNonNull(kind, "kind");
  }

  /** {@return why it has no price: {@link UnpricedReason.Kind#NO_RATE}} */
  public UnpricedReason reason() {
    return new UnpricedReason(UnpricedReason.Kind.NO_RATE, null, kind);
  }
}
