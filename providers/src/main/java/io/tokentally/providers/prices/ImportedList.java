package io.tokentally.providers.prices;

import io.tokentally.aggregation.ModelMatcher;
import io.tokentally.aggregation.PriceRow;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a price list holds, and what became of its entries.
 *
 * @param name the name of the list
 * @param asOf when its prices were in effect, null if it does not say
 * @param rows the prices
 * @param matcher how the list names models, null for exact names
 * @param entries how many entries the list has
 * @param loaded the names of those that gave a price
 * @param skipped the others
 * @param partly those that say more than rows can
 */
public record ImportedList(
    String name,
    @Nullable LocalDate asOf,
    List<PriceRow> rows,
    @Nullable ModelMatcher matcher,
    int entries,
    List<String> loaded,
    List<Skipped> skipped,
    List<Partly> partly) {

  /** An entry that gave no price, and why. */
  public record Skipped(String entry, String reason) {}

  /** A loaded entry, and those of its members that found no place. */
  public record Partly(String entry, List<String> leftOut) {}

  public ImportedList {
    rows = List.copyOf(rows);
    loaded = List.copyOf(loaded);
    skipped = List.copyOf(skipped);
    partly = List.copyOf(partly);
    if (entries != loaded.size() + skipped.size()) {
      throw new IllegalStateException(
          entries
              + " entries, but "
              + loaded.size()
              + " loaded and "
              + skipped.size()
              + " skipped");
    }
    Set<String> names = new HashSet<>(loaded);
    if (!partly.stream().map(Partly::entry).allMatch(names::contains)) {
      throw new IllegalStateException("an entry is loaded in part, but not loaded");
    }
  }

  /** {@return the same list, as of another day} */
  public ImportedList asOf(LocalDate day) {
    return new ImportedList(name, day, rows, matcher, entries, loaded, skipped, partly);
  }
}
