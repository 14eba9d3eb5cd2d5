package io.tokentally.providers;

import io.tokentally.providers.prices.BundledFile;

/**
 * Prices of some two thousand models, to begin with, and to be asked last. Prices change: {@link
 * PriceList#asOf} says how old these are, and calls from before that day may have cost something
 * else. They are in USD.
 *
 * <p>They are facts of public lists: {@link io.tokentally.aggregation.PriceRow#source} of each row
 * says which lists, of which day, give the price, and the page that they name. Where two lists give
 * different ones the model has none here, and {@link PriceList#skipped} says both. Names of models
 * and providers are those of LiteLLM. docs/bundled-prices.md says how they are made. Thread-safe.
 */
public final class BundledPrices {

  private BundledPrices() {}

  /** Read when first asked for, once. */
  private static final class Holder {
    static final PriceList LIST = PriceList.of(BundledFile.list());
  }

  /** {@return the prices; as of the day of the oldest list that they are from} */
  public static PriceList list() {
    return Holder.LIST;
  }
}
