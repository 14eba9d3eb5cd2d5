package io.tokentally.aggregation;

import io.tokentally.aggregation.price.PriceColumns;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Rates that nobody charges: a price of a million tokens where that of one should stand.
 * docs/semantics.md rule 65. Only of prices in USD: in other currencies a unit may be worth little.
 */
final class ImpossibleRates {
  private static final BigDecimal LIMIT = new BigDecimal("0.01");
  private static final BigDecimal LIMIT_FOR_AUDIO = new BigDecimal("0.1");

  private ImpossibleRates() {}

  static Map<String, BigDecimal> of(PriceRow row) {
    if (!row.promptTokenCostUnit().equals(PriceColumns.DEFAULT_UNIT)
        || !row.completionTokenCostUnit().equals(PriceColumns.DEFAULT_UNIT)) {
      return Map.of();
    }
    List<TokenRates> all = new ArrayList<>(List.of(row));
    all.addAll(row.variants());
    Map<String, BigDecimal> greatest = RatesByName.greatest(all);
    greatest
        .entrySet()
        .removeIf(
            each ->
                each.getValue().compareTo(each.getKey().contains("audio") ? LIMIT_FOR_AUDIO : LIMIT)
                    < 0);
    return greatest;
  }
}
