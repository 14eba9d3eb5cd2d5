package io.tokentally.providers.usage;

import io.tokentally.aggregation.OtherKind.Within;

/** What a recorded number counts. Where parts stand, inside or on top, is settled afterwards. */
public enum Quantity {
  REQUESTS,
  /** What was put in, with or without what came from a cache. */
  INPUT,
  /** What was put in and was not in a cache. */
  UNCACHED_INPUT,
  /** What came out, with or without what was thought. */
  OUTPUT,
  TOTAL,
  CACHE_READ,
  /** What was written to a cache, for however long. */
  CACHE_WRITE,
  /** Of what was written to a cache: for the time that the usual rate is for. */
  CACHE_WRITE_SHORT,
  /** Of what was written to a cache: for an hour. */
  CACHE_WRITE_1H,
  /** Of what was written to a cache: for longer, which has a rate of its own. */
  CACHE_WRITE_LONG,
  /** What was thought before the answer. */
  REASONING,
  /** What tools put in. */
  TOOL_INPUT,
  /** What tools of the provider did, counted or not by their own names. */
  TOOL_CALLS,
  /** What was processed, where it is reported what is billed. */
  PROCESSED_INPUT,
  PROCESSED_OUTPUT,
  INPUT_AUDIO,
  INPUT_IMAGE,
  INPUT_VIDEO,
  INPUT_DOCUMENT,
  INPUT_OTHER,
  CACHED_AUDIO,
  CACHED_IMAGE,
  CACHED_VIDEO,
  CACHED_DOCUMENT,
  CACHED_OTHER,
  OUTPUT_AUDIO,
  OUTPUT_IMAGE,
  OUTPUT_VIDEO,
  OUTPUT_DOCUMENT,
  OUTPUT_OTHER;

  static final int SIZE = values().length;
  static final int FIRST_MODALITY = INPUT_AUDIO.index;
  private static final Quantity[] ALL = values();

  /** Its place in an array of counts. */
  @SuppressWarnings("EnumOrdinal") // the places of an array
  final int index = ordinal();

  /** {@return the tokens of a modality within a count} */
  static Quantity of(Modality modality, Within within) {
    Quantity first =
        switch (within) {
          case CACHE_READ -> CACHED_AUDIO;
          case COMPLETION -> OUTPUT_AUDIO;
          default -> INPUT_AUDIO;
        };
    return ALL[first.index + modality.index];
  }
}
