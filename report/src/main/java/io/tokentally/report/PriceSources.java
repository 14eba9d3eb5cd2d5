package io.tokentally.report;

import io.tokentally.aggregation.PriceTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The prices that a report is made with.
 *
 * @param table the prices
 * @param sources where they are from, in the order in which they are asked; at least one
 * @param isBundled whether nobody has chosen them
 * @param aliases recorded names of models that stand for others
 */
public record PriceSources(
    PriceTable table, List<PriceSource> sources, boolean isBundled, Map<String, String> aliases) {

  /** {@return the prices that come with the library} */
  public static PriceSources bundled() {
    return of(List.of(PriceSource.bundled()), true);
  }

  /** {@return prices that were chosen, the first before the others} */
  public static PriceSources of(List<PriceSource> sources) {
    return of(sources, false);
  }

  /** {@return the same prices, in which recorded names of models stand for others} */
  public PriceSources alias(Map<String, String> names) {
    PriceTable named = table;
    for (Map.Entry<String, String> alias : names.entrySet()) {
      named = named.alias(alias.getKey(), alias.getValue());
    }
    Map<String, String> all = new LinkedHashMap<>(aliases);
    all.putAll(names);
    return new PriceSources(named, sources, isBundled, Collections.unmodifiableMap(all));
  }

  private static PriceSources of(List<PriceSource> sources, boolean isBundled) {
    PriceTable table =
        sources.stream()
            .map(source -> source.list().table())
            .reduce(PriceTable::orElse)
            .orElse(PriceTable.EMPTY);
    return new PriceSources(table, sources, isBundled, Map.of());
  }

  /** {@return a line for each source, the title before the first} */
  public List<String> lines(String title) {
    List<String> lines = new ArrayList<>();
    for (PriceSource source : sources) {
      lines.add(lines.isEmpty() ? title + ": " + source : "  then: " + source);
    }
    return lines;
  }

  /** {@return how many entries gave no price, a line for each list that has any} */
  public List<String> skipped() {
    return sources.stream()
        .filter(PriceSource::hasSkipped)
        .map(source -> "prices: " + source)
        .toList();
  }
}
