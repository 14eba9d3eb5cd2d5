package io.tokentally.providers.prices;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One of the prices of an entry of genai-prices.
 *
 * @param from when it begins, null if it has no date
 * @param hours the hours of the day that it holds in, null for all
 * @param rates the rates
 */
record GenaiAlternative(@Nullable Instant from, @Nullable Hours hours, TieredRates rates) {

  boolean hasBegun(Instant moment) {
    return from == null || !from.isAfter(moment);
  }
}
