package io.tokentally.providers.prices;

import io.tokentally.aggregation.PriceRow;
import java.util.List;

/** Whether prices are the same, whatever they are called. */
final class SameCost {

  private SameCost() {}

  /** {@return the rows without names of models and providers: equal if all costs the same} */
  static List<PriceRow> withoutNames(List<PriceRow> rows) {
    return rows.stream()
        .map(row -> PriceRow.builder().from(row).id("").llmId("").providerId(null).build())
        .toList();
  }
}
