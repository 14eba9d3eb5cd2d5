package io.tokentally.providers.agreement;

/** Where LiteLLM's calculation takes a rate that its list does not write, and we do not. */
enum Difference {
  /** Cached tokens without a rate cost it nothing; here they cost as much as the prompt. */
  CACHE_WITHOUT_RATE_IS_FREE,
  /** An hour's cache without a rate costs it nothing; here it is open. */
  CACHE_OF_AN_HOUR_WITHOUT_RATE_IS_FREE,
  /** Text without a rate costs it nothing; here it is open. */
  TEXT_WITHOUT_RATE_IS_FREE,
  /** All tokens are 0 beside a charge for something else: free to it; here they are open. */
  ZERO_BESIDE_A_CHARGE_IS_FREE,
  /** Audio that is put in without a rate costs it nothing; here it is open. */
  AUDIO_WITHOUT_RATE_IS_FREE,
  /** Audio, images and video that come out without a rate cost it as text; here they are open. */
  MEDIA_WITHOUT_RATE_COST_AS_TEXT,
  /** Text of a model without a completion rate takes its rate of images; here it is open. */
  TEXT_AT_THE_RATE_OF_IMAGES,
  /**
   * Images and video put in take the usual text rate at all lengths and tiers; here the one in
   * effect.
   */
  IMAGES_AT_THE_USUAL_TEXT_RATE,
  /** A tier takes the usual rate for what it has none of its own for; here that is open. */
  TIER_AT_THE_USUAL_RATE,
  /**
   * Thinking in a tier without a rate for it takes the tier's; here it is open where it costs else.
   */
  THINKING_OF_A_TIER_AS_TEXT,
  /**
   * A batch takes one rate for all that was put in; here caches and kinds keep their own or none.
   */
  BATCH_AT_ONE_RATE,
  /** A factor for a place or speed leaves caches out; here, as its provider says, it does not. */
  FACTOR_WITHOUT_CACHES,
  /** Perplexity's thinking comes on top of its completion tokens; here it is a part of them. */
  THINKING_ON_TOP,
  /** Perplexity's searches cost a thousandth of the least fee; here the medium fee. */
  SEARCH_AT_A_THOUSANDTH,
  /** The list's older name of the rate for cached tokens is not read by it; here it is. */
  OLD_NAME_IS_NOT_READ
}
