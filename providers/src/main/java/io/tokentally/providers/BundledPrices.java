package io.tokentally.providers;

import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.providers.prices.BundledFile;
import io.tokentally.providers.prices.ImportedList;
import io.tokentally.providers.prices.LiteLlmReader;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A small table of prices for widely used models, to begin with. Prices change: {@link
 * PriceList#asOf} says how old these are, and calls from before that day may have cost something
 * else. They are the standard prices in USD, without discounts for batches and the like.
 *
 * <p>A price is here only if two public lists agree on it; the rates of cache writes that last an
 * hour are in one of them only. Models that run on AWS Bedrock, Azure or Vertex AI under names of
 * their own have no price here. The providers of rows are those of {@link Provider#id}.
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

  /** {@return the prices; as of the oldest day on which one of them was checked} */
  public static PriceList list() {
    return Holder.PRICES.list;
  }

  /** {@return where each price comes from, by the model of its row} */
  public static Map<String, PriceSource> sources() {
    return Holder.PRICES.sources;
  }

  private static BundledPrices read() {
    ErrorCollector faults = new ErrorCollector();
    Object document = JsonReader.read(BundledFile.read(), Loc.ROOT, faults);
    ImportedList list = LiteLlmReader.read("bundled", document, faults);
    Map<?, ?> members = document instanceof Map<?, ?> entries ? entries : Map.of();
    Map<String, PriceSource> sources = new LinkedHashMap<>();
    list.loaded().forEach(model -> sources.put(model, source(members.get(model))));
    LocalDate oldest =
        Collections.min(sources.values().stream().map(PriceSource::checked).toList());
    return new BundledPrices(PriceList.of(list.asOf(oldest)), Collections.unmodifiableMap(sources));
  }

  private static PriceSource source(@Nullable Object entry) {
    if (entry instanceof Map<?, ?> members
        && members.get("source") instanceof String url
        && members.get("checked") instanceof String checked
        && members.get("cross_checked_with") instanceof List<?> lists) {
      List<String> names = lists.stream().map(String.class::cast).toList();
      return new PriceSource(url, LocalDate.parse(checked), names);
    }
    throw new IllegalStateException("a bundled price has no source");
  }
}
