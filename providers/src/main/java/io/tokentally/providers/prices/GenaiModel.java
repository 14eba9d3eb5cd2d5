package io.tokentally.providers.prices;

import io.tokentally.aggregation.PriceRow;
import java.util.List;

/**
 * An entry of genai-prices.
 *
 * @param id its name
 * @param clause which recorded names it stands for
 * @param prices its prices, none if it gave none
 */
record GenaiModel(String id, MatchClause clause, List<PriceRow> prices) {

  boolean isPriced() {
    return !prices.isEmpty();
  }

  /** {@return whether all costs the same, at all times} */
  boolean costsAs(GenaiModel other) {
    return anonymous().equals(other.anonymous());
  }

  private List<PriceRow> anonymous() {
    return prices.stream()
        .map(row -> PriceRow.builder().from(row).id("").llmId("").providerId(null).build())
        .toList();
  }
}
