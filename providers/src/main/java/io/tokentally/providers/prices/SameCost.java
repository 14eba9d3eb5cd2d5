package io.tokentally.providers.prices;

import io.tokentally.aggregation.PriceRow;
import java.util.List;

/** Whether prices are the same, whatever they are called. */
final class SameCost {

  private SameCost() {}

  /** {@return whether all costs the same by some rows as by others, one after the other} */
  static boolean have(List<PriceRow> some, List<PriceRow> others) {
    return some.size() == others.size() && withoutNames(some).equals(withoutNames(others));
  }

  private static List<PriceRow> withoutNames(List<PriceRow> rows) {
    return rows.stream()
        .map(row -> PriceRow.builder().from(row).id("").llmId("").providerId(null).build())
        .toList();
  }
}
