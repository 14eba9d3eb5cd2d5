package io.tokentally.providers.prices;

import io.tokentally.aggregation.PriceRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of genai-prices.
 *
 * @param id its name
 * @param clause which recorded names it stands for
 * @param prices its prices, none if it gave none
 * @param skipped why it gave no price, null if it did
 */
record GenaiModel(String id, MatchClause clause, List<PriceRow> prices, @Nullable String skipped) {

  boolean isPriced() {
    return !prices.isEmpty();
  }

  /** {@return whether all costs the same, at all times} */
  boolean costsAs(GenaiModel other) {
    return SameCost.have(prices, other.prices);
  }
}
