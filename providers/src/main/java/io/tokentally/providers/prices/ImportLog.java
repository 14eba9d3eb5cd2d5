package io.tokentally.providers.prices;

import io.tokentally.aggregation.ModelMatcher;
import io.tokentally.aggregation.PriceRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the entries of one list, one after the other. Not thread-safe. */
final class ImportLog {

  private final List<PriceRow> rows = new ArrayList<>();
  private final Set<String> rowIds = new HashSet<>();
  private final List<String> loaded = new ArrayList<>();
  private final List<ImportedList.Skipped> skipped = new ArrayList<>();
  private final List<ImportedList.Partly> partly = new ArrayList<>();

  /**
   * Takes the prices of an entry, unless an earlier entry has the same names.
   *
   * @param leftOut the members that found no place
   * @return whether the prices were taken
   */
  boolean load(String entry, List<PriceRow> prices, List<String> leftOut) {
    for (PriceRow price : prices) {
      if (rowIds.contains(price.id())) {
        skip(entry, "an earlier entry has the same name");
        return false;
      }
    }
    prices.forEach(price -> rowIds.add(price.id()));
    rows.addAll(prices);
    loaded.add(entry);
    if (!leftOut.isEmpty()) {
      partly.add(new ImportedList.Partly(entry, leftOut));
    }
    return true;
  }

  void skip(String entry, String reason) {
    skipped.add(new ImportedList.Skipped(entry, reason));
  }

  /**
   * @param entries how many entries the list has, counted in the list itself
   */
  ImportedList finish(
      String name, @Nullable LocalDate asOf, @Nullable ModelMatcher matcher, int entries) {
    return new ImportedList(name, asOf, rows, matcher, entries, loaded, skipped, partly);
  }
}
