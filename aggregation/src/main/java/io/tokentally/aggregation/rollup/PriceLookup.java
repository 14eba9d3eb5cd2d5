package io.tokentally.aggregation.rollup;

import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.rollup.CellKeys.ModelName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a price table once for each model and project. Not thread-safe. */
final class PriceLookup {

  private record Asked(ModelName name, @Nullable String project) {}

  private final PriceTable prices;
  private final TallyOptions options;
  private final Map<Asked, ModelPrices> known = new HashMap<>();

  PriceLookup(PriceTable prices, TallyOptions options) {
    this.prices = prices;
    this.options = options;
  }

  ModelPrices of(ModelName name, @Nullable String project) {
    return known.computeIfAbsent(
        new Asked(name, project),
        asked ->
            new ModelPrices(
                name, prices.pricing(name.pricedAs(), name.provider(), project, options)));
  }
}
