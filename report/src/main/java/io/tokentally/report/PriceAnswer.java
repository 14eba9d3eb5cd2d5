package io.tokentally.report;

import io.tokentally.aggregation.PriceChoice;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UnpricedReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How the name of a model is found in prices.
 *
 * @param model the name that was asked for
 * @param provider who served it, null if that is not known
 * @param choice the price that a call takes; null if it has none
 * @param reason why it has none; null if it has one
 * @param source the file that the price is from, null without a price
 */
public record PriceAnswer(
    String model,
    @Nullable String provider,
    @Nullable PriceChoice choice,
    @Nullable UnpricedReason reason,
    @Nullable String source) {

  /** {@return the price of a model for a call that began then} */
  public static PriceAnswer of(
      PriceSources prices, String model, @Nullable String provider, Instant at) {
    TallyOptions options = TallyOptions.DEFAULT;
    PriceChoice choice =
        prices.table().pricing(model, provider, null, options).apply(at).orElse(null);
    UnpricedReason reason =
        prices.table().whyUnpriced(model, provider, null, at, options).orElse(null);
    return new PriceAnswer(model, provider, choice, reason, source(prices, choice));
  }

  private static @Nullable String source(PriceSources prices, @Nullable PriceChoice choice) {
    return choice == null
        ? null
        : prices.sources().stream()
            .filter(source -> source.list().rows().contains(choice.row()))
            .map(PriceSource::name)
            .findFirst()
            .orElse(null);
  }
}
