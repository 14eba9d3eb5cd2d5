package io.tokentally.cli;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.report.PriceSource;
import io.tokentally.report.PriceSources;
import io.tokentally.report.text.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of price files as a service needs them, which finds a model by its exact name and knows
 * no providers.
 *
 * @param rows rows for every project; of each model those of the first file that has it
 * @param ambiguous names that several providers price differently: none of them has a price
 */
record DefaultPrices(List<PriceRow> rows, List<String> ambiguous) {

  static DefaultPrices of(PriceSources prices) {
    List<PriceRow> rows = new ArrayList<>();
    List<String> ambiguous = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (PriceSource source : prices.sources()) {
      Map<String, List<PriceRow>> byModel = new LinkedHashMap<>();
      for (PriceRow row : source.list().rows()) {
        byModel.computeIfAbsent(row.llmId(), unused -> new ArrayList<>()).add(row);
      }
      byModel.keySet().removeAll(known);
      known.addAll(byModel.keySet());
      byModel.forEach(
          (model, candidates) -> {
            List<List<PriceRow>> offers = offers(candidates);
            if (isOnePrice(offers)) {
              rows.addAll(offers.get(0));
            } else {
              ambiguous.add(model);
            }
          });
    }
    return new DefaultPrices(withAliases(rows, prices), ambiguous);
  }

  /** {@return the rows with those of each alias in the place of any that its name has} */
  private static List<PriceRow> withAliases(List<PriceRow> rows, PriceSources prices) {
    Map<String, String> aliases = prices.aliases();
    List<PriceRow> all = new ArrayList<>(rows);
    all.removeIf(row -> aliases.containsKey(row.llmId()));
    aliases.forEach(
        (name, model) -> {
          List<PriceRow> ofModel = rows.stream().filter(row -> row.llmId().equals(model)).toList();
          if (ofModel.isEmpty()) {
            throw Failure.failed("--alias " + name + "=" + model + ": no prices of " + model);
          }
          for (PriceRow row : ofModel) {
            String id = name + " as " + row.id();
            all.add(PriceRow.builder().from(row).id(id).llmId(name).build());
          }
        });
    return all;
  }

  /** {@return the rows of each provider} */
  private static List<List<PriceRow>> offers(List<PriceRow> rows) {
    Map<String, List<PriceRow>> byProvider = new LinkedHashMap<>();
    for (PriceRow row : rows) {
      byProvider
          .computeIfAbsent(String.valueOf(row.providerId()), unused -> new ArrayList<>())
          .add(row);
    }
    return List.copyOf(byProvider.values());
  }

  private static boolean isOnePrice(List<List<PriceRow>> offers) {
    return offers.stream().map(DefaultPrices::withoutNames).distinct().count() == 1;
  }

  private static List<PriceRow> withoutNames(List<PriceRow> rows) {
    return rows.stream()
        .map(row -> PriceRow.builder().from(row).id("").providerId(null).build())
        .toList();
  }

  /** Reports what has no price although a file names it. */
  void tell(Streams streams) {
    if (!ambiguous.isEmpty()) {
      streams.say(
          "prices: "
              + Words.count(ambiguous.size(), "model")
              + " left out that providers price differently: "
              + Words.first(3, ambiguous));
    }
  }
}
