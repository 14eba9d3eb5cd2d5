package io.tokentally.examples;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.providers.BundledPrices;
import io.tokentally.providers.PriceLists;
import java.util.ArrayList;
import java.util.List;

/**
 * The prices that a report is made with.
 *
 * @param table the prices
 * @param sources where they are from, in the order in which they are asked; at least one
 * @param isBundled whether nobody has chosen them
 */
record Prices(PriceTable table, List<PriceFile> sources, boolean isBundled) {

  /**
   * {@return the prices of the files, the first before the others; the bundled ones without any}
   */
  static Prices of(List<String> files) {
    if (files.isEmpty()) {
      return of(List.of(new PriceFile("bundled", BundledPrices.list(), false)), true);
    }
    return of(files.stream().map(Prices::read).toList(), false);
  }

  private static Prices of(List<PriceFile> sources, boolean isBundled) {
    PriceTable table =
        sources.stream()
            .map(source -> source.list().table())
            .reduce(PriceTable::orElse)
            .orElse(PriceTable.EMPTY);
    return new Prices(table, sources, isBundled);
  }

  private static PriceFile read(String file) {
    try {
      return new PriceFile(file, PriceLists.parse(TextFile.read(file)), true);
    } catch (ValidationException e) {
      throw Failure.refused(file + ": " + Failure.firstFaults(e));
    }
  }

  /** {@return a line for each source, the title before the first} */
  List<String> lines(String title) {
    List<String> lines = new ArrayList<>();
    for (PriceFile source : sources) {
      lines.add(lines.isEmpty() ? title + ": " + source : "  then: " + source);
    }
    return lines;
  }

  /** Tells how many entries gave no price, in a line for each list that has any. */
  void tellSkipped(Streams streams) {
    for (PriceFile source : sources) {
      if (source.hasSkipped()) {
        streams.say("prices: " + source);
      }
    }
  }
}
