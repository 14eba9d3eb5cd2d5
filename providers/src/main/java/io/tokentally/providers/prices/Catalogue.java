package io.tokentally.providers.prices;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.json.ErrorCollector;
import io.tokentally.providers.usage.ProviderNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes the models of a list that names each model's provider, and finds them by their very names.
 * Not thread-safe.
 */
final class Catalogue {

  private final String name;
  private final ImportLog log = new ImportLog();
  private final Map<String, GenaiProvider> providers = new LinkedHashMap<>();
  private int entries;

  /**
   * @param name the name of the list
   */
  Catalogue(String name) {
    this.name = name;
  }

  /**
   * Takes a model.
   *
   * @param provider the provider, under whatever name
   * @param rates its rates; they may be of nothing
   * @param leftOut the members about prices that gave no rate
   * @param faults what is wrong with the entry
   */
  void add(
      String provider,
      String model,
      CatalogueRates rates,
      List<String> leftOut,
      ErrorCollector faults) {
    String reason = ReadingErrors.inWords(faults);
    if (reason == null && rates.isEmpty()) {
      reason =
          leftOut.isEmpty()
              ? "has no price"
              : "is charged by " + String.join(", ", leftOut) + ", not per token";
    } else if (reason == null && rates.isFree() && !ModelNames.isFreeOffer(model)) {
      reason = "all rates are 0: free, or without a price, which the list does not say";
    }
    String usual = ProviderNames.usual(provider);
    List<PriceRow> rows = new ArrayList<>();
    if (reason == null) {
      PriceRow.Builder row =
          PriceRow.builder()
              .id(name + "/" + provider + "/" + model)
              .llmId(model)
              .providerId(usual)
              .source(name)
              .effectiveDate(ListChecks.BEGINNING_OF_TIME);
      rates.writeTo(row);
      rows.add(row.build());
      reason = ListChecks.impossibleRates(rows);
    }
    String entry = provider + "/" + model;
    if (reason == null) {
      entries++;
      if (log.load(entry, rows, leftOut)) {
        add(usual, model, rows, null);
      }
    } else {
      skip(entry, reason);
      add(usual, model, List.of(), reason);
    }
  }

  private void add(String provider, String model, List<PriceRow> rows, @Nullable String skipped) {
    MatchClause itself = new MatchClause.Equals(model.toLowerCase(Locale.ROOT));
    providers
        .computeIfAbsent(
            provider, id -> new GenaiProvider(id, MatchClause.NEVER, MatchClause.NEVER, List.of()))
        .add(new GenaiModel(model, itself, rows, skipped));
  }

  /** Takes note of an entry that is none. */
  void skip(String entry, String reason) {
    entries++;
    log.skip(entry, reason);
  }

  ImportedList finish() {
    return log.finish(name, null, new GenaiMatcher(List.copyOf(providers.values())), entries);
  }
}
