package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;

/**
 * A kind of usage that the four rates do not name: tokens of audio or images, a web search.
 *
 * @param kind its name, such as {@code input_audio_tokens}
 * @param count how many tokens, or what else the name says; not negative
 * @param within which of the counts they are part of
 * @param rate whether they cost the same as text; what comes on top of all tokens does not
 */
public record OtherKind(String kind, long count, Within within, Rate rate) {

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
    if (within == Within.NOTHING && rate == Rate.AS_TEXT) {
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
    NOTHING
  }

  /** What a kind costs. */
  public enum Rate {
    /** As much as text in its place, so that the four rates do price it. */
    AS_TEXT,
    /** Something else, which the four rates do not say. */
    OF_ITS_OWN
  }
}
