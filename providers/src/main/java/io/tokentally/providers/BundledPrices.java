package io.tokentally.providers;

import io.tokentally.providers.prices.BundledFile;
import io.tokentally.providers.prices.BundledReader;
import io.tokentally.providers.prices.BundledReader.Bundle;
import io.tokentally.providers.prices.BundledReader.Origin;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Prices of some two thousand models, to begin with, and to be asked last. Prices change: {@link
 * PriceList#asOf} says how old these are, and calls from before that day may have cost something
 * else. They are in USD.
 *
 * <p>They are facts of public lists: {@link #sources} says which lists give each price. Where two
 * lists give different ones the model has none here, and {@link PriceList#skipped} says both. Names
 * of models and providers are those of LiteLLM. docs/bundled-prices.md says how they are made.
 * Thread-safe.
 */
public final class BundledPrices {
  private final PriceList list;
  private final Map<String, PriceSource> sources;

  private BundledPrices(PriceList list, Map<String, PriceSource> sources) {
    this.list = list;
    this.sources = sources;
  }

  /** Read when first asked for, once. */
  private static final class Holder {
    static final BundledPrices PRICES = read();
  }

  /** {@return the prices; as of the day of the oldest list that they are from} */
  public static PriceList list() {
    return Holder.PRICES.list;
  }

  /** {@return where each price comes from, by the model of its row} */
  public static Map<String, PriceSource> sources() {
    return Holder.PRICES.sources;
  }

  private static BundledPrices read() {
    Bundle bundle = BundledReader.read(BundledFile.read());
    Map<String, PriceSource> sources = new LinkedHashMap<>();
    bundle.origins().forEach((model, origins) -> sources.put(model, source(origins)));
    return new BundledPrices(PriceList.of(bundle.list()), Collections.unmodifiableMap(sources));
  }

  private static PriceSource source(List<Origin> origins) {
    Origin own = origins.get(0);
    List<String> others =
        origins.subList(1, origins.size()).stream().map(Origin::toString).toList();
    return new PriceSource(own.url(), own.asOf(), others);
  }
}
