package io.tokentally.providers.prices;

import io.tokentally.aggregation.PriceRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The rates of one model of a catalogue: the usual ones, and those of some hours. */
final class CatalogueRates {

  private record Timed(Hours hours, TieredRates rates) {}

  private final TieredRates usual = new TieredRates();
  private final List<Timed> timed = new ArrayList<>();

  TieredRates usual() {
    return usual;
  }

  /** Takes rates that stand in the place of the usual ones in some hours. */
  void put(Hours hours, TieredRates rates) {
    timed.add(new Timed(hours, rates));
  }

  boolean isEmpty() {
    return usual.isEmpty();
  }

  boolean isFree() {
    return !usual.isCharged(kind -> true)
        && timed.stream().noneMatch(each -> each.rates.isCharged(kind -> true));
  }

  /** Multiplies all rates. */
  CatalogueRates times(BigDecimal factor) {
    CatalogueRates product = new CatalogueRates();
    usual.copyTo(product.usual, factor);
    for (Timed each : timed) {
      TieredRates rates = new TieredRates();
      each.rates.copyTo(rates, factor);
      product.put(each.hours, rates);
    }
    return product;
  }

  void writeTo(PriceRow.Builder row) {
    usual.settle(false, false);
    usual.writeTo(row);
    for (Timed each : timed) {
      row.addAllVariants(usual.with(each.rates).variants(List.of(), each.hours));
    }
  }
}
