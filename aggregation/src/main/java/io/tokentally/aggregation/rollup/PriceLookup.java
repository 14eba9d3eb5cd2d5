package io.tokentally.aggregation.rollup;

import io.tokentally.aggregation.PriceChoice;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.rollup.CellKeys.ModelName;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Asks a price table once for each model and project. Not thread-safe. */
final class PriceLookup {

  private record Asked(String model, @Nullable String provider, @Nullable String project) {}

  private final PriceTable prices;
  private final TallyOptions options;
  private final Map<Asked, Function<Instant, Optional<PriceChoice>>> known = new HashMap<>();

  PriceLookup(PriceTable prices, TallyOptions options) {
    this.prices = prices;
    this.options = options;
  }

  Optional<PriceChoice> choose(ModelName name, @Nullable String project, Instant startedAt) {
    return known
        .computeIfAbsent(
            new Asked(name.pricedAs(), name.provider(), project),
            asked -> prices.pricing(asked.model, asked.provider, asked.project, options))
        .apply(startedAt);
  }
}
