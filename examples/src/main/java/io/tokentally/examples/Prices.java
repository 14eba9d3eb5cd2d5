package io.tokentally.examples;

import io.tokentally.ValidationException;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.providers.BundledPrices;
import io.tokentally.providers.PriceList;
import io.tokentally.providers.PriceLists;
import java.util.ArrayList;
import java.util.List;

/**
 * The prices that a report is made with.
 *
 * @param table the prices
 * @param description where they are from, in words
 * @param isBundled whether nobody has chosen them
 * @param remarks what of the lists could not be loaded, in words
 */
record Prices(PriceTable table, String description, boolean isBundled, List<String> remarks) {

  /**
   * {@return the prices of the files, the first before the others; the bundled ones without any}
   */
  static Prices of(List<String> files) {
    if (files.isEmpty()) {
      PriceList bundled = BundledPrices.list();
      return new Prices(bundled.table(), describe("bundled", bundled), true, List.of());
    }
    PriceTable table = null;
    List<String> descriptions = new ArrayList<>();
    List<String> remarks = new ArrayList<>();
    for (String file : files) {
      PriceList list = read(file);
      table = table == null ? list.table() : table.orElse(list.table());
      descriptions.add(describe(file, list));
      if (!list.skipped().isEmpty()) {
        remarks.add(
            file
                + ": "
                + Words.number(list.skipped().size())
                + " of "
                + Words.number(list.entries())
                + " entries have no price per token that could be used.");
      }
    }
    return new Prices(
        table == null ? PriceTable.EMPTY : table,
        String.join(", then ", descriptions),
        false,
        remarks);
  }

  private static PriceList read(String file) {
    try {
      return PriceLists.parse(TextFile.read(file));
    } catch (ValidationException e) {
      throw Failure.refused(file + ": " + Failure.firstFaults(e));
    }
  }

  private static String describe(String name, PriceList list) {
    String models = Words.count(list.entries() - list.skipped().size(), "model");
    String age = list.asOf() == null ? "" : ", as of " + list.asOf();
    return name + " (" + models + age + ")";
  }
}
