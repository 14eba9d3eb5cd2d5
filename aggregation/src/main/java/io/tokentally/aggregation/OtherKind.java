package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;

/**
 * A kind of usage that the four rates do not name: tokens of audio or images, a web search; or a
 * way in which all of it was served that has a price of its own.
 *
 * @param kind its name, such as {@code input_audio_tokens}; of a way of serving such as {@code
 *     service_tier_batch}
 * @param count how many tokens, or what else the name says; not negative; 1 for a way of serving
 * @param within which of the counts they are part of
 * @param rate whether they cost the same as text where no price has a rate for them; what comes on
 *     top of all tokens does not, nor does a way of serving
 */
public record OtherKind(String kind, long count, Within within, Rate rate) {

  /** The kind of requests, in price rows: every usage has its count of them. */
  public static final String REQUESTS = "requests";

  /** The kind of tokens of thinking, within the completion. */
  public static final String REASONING = "reasoning_tokens";

  /**
   * Checks the kind.
   *
   * @throws io.tokentally.ValidationException if the count is negative, or what comes on top of all
   *     tokens is said to cost as text
   */
  public OtherKind {
    requireNonNull(kind, "kind");
    requireNonNull(within, "within");
    requireNonNull(rate, "rate");
    if ((within == Within.NOTHING || within == Within.EVERYTHING) && rate == Rate.AS_TEXT) {
      String msg = "expected a rate of its own for usage that comes on top of all tokens";
      throw ErrorCollector.refusal(Loc.ROOT.key(kind), Type.VALUE, msg);
    }
    if (count < 0) {
      String msg = "expected a count of 0 or more, found " + count;
      throw ErrorCollector.refusal(Loc.ROOT.key(kind), Type.VALUE, msg);
    }
  }

  /** {@return tokens of which only the total was recorded: nothing says what they cost} */
  public static OtherKind unsplit(long total) {
    return new OtherKind(UnpricedKind.UNSPLIT, total, Within.NOTHING, Rate.OF_ITS_OWN);
  }

  /** {@return tokens of thinking, a part of the completion, which cost as much unless said} */
  public static OtherKind reasoning(long tokens) {
    return new OtherKind(REASONING, tokens, Within.COMPLETION, Rate.AS_TEXT);
  }

  /**
   * {@return a way in which a call was served that is not the usual one} Only a {@link
   * PriceVariant} for exactly the ways that a call has prices such usage.
   *
   * @param way its name, such as {@code service_tier_batch}, {@code speed_fast} or {@code
   *     inference_geo_us}
   */
  public static OtherKind servedAs(String way) {
    return new OtherKind(way, 1, Within.EVERYTHING, Rate.OF_ITS_OWN);
  }

  /** The count that holds a kind. */
  public enum Within {
    /** The prompt, without its cached parts. */
    PROMPT,
    /** The completion. */
    COMPLETION,
    /** What was read from a cache. */
    CACHE_READ,
    /** What was written to a cache. */
    CACHE_CREATION,
    /** None: it comes on top. */
    NOTHING,
    /** No count, but a way in which all of the usage was served. */
    EVERYTHING
  }

  /** What a kind costs. */
  public enum Rate {
    /** As much as text in its place, so that the four rates do price it. */
    AS_TEXT,
    /** Something else, which the four rates do not say. */
    OF_ITS_OWN
  }
}
