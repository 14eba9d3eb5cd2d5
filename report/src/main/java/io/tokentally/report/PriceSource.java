package io.tokentally.report;

import io.tokentally.providers.BundledPrices;
import io.tokentally.providers.PriceList;
import io.tokentally.report.text.Words;

/**
 * Prices that were read, and where they are from.
 *
 * @param name the name of the file, or what stands for it
 * @param list what it holds
 * @param isChosen whether the user has named it
 */
public record PriceSource(String name, PriceList list, boolean isChosen) {

  /** {@return the prices that come with the library} */
  public static PriceSource bundled() {
    return new PriceSource("bundled", BundledPrices.list(), false);
  }

  /** {@return whether entries were left out that the user may have counted on} */
  public boolean hasSkipped() {
    return isChosen && !list.skipped().isEmpty();
  }

  /** {@return name, number of models or of entries that gave a price, and date, in words} */
  @Override
  public String toString() {
    String loaded =
        hasSkipped()
            ? Words.number(list.loaded())
                + " of "
                + Words.count(list.entries(), "entry")
                + " could be used"
            : Words.count(list.loaded(), "model");
    String age = list.asOf() == null ? "" : ", as of " + list.asOf();
    return name + " (" + loaded + age + ")";
  }
}
