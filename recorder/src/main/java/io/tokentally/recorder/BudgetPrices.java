package io.tokentally.recorder;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.Cost;
import io.tokentally.aggregation.PriceChoice;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedReason;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the calls of {@link Budgets} cost, and which models have no price. Thread-safe. */
final class BudgetPrices {

  /** With more models all are forgotten. */
  private static final int MOST = 1 << 12;

  private record Asked(String model, @Nullable String project) {}

  private final PriceTable prices;
  private final TallyOptions options;
  private final Tally tally;

  private final Map<Asked, Function<Instant, Optional<PriceChoice>>> known =
      new ConcurrentHashMap<>();

  BudgetPrices(PriceTable prices, TallyOptions options, UnpricedCalls unpriced) {
    this.prices = prices;
    this.options = options;
    this.tally = Tally.with(unpriced.behind(prices)).with(options);
  }

  Cost cost(TracedCall call) {
    return tally.cost(call);
  }

  /** {@return why a model has no price of its own; null if it has one} */
  @Nullable UnpricedReason whyUnpriced(String model, @Nullable String project, Instant now) {
    if (known.size() > MOST) {
      known.clear();
    }
    boolean isPriced =
        known
            .computeIfAbsent(
                new Asked(model, project),
                asked -> prices.pricing(asked.model, null, asked.project, options))
            .apply(now)
            .isPresent();
    return isPriced ? null : prices.whyUnpriced(model, null, project, now, options).orElse(null);
  }
}
