package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A model that was priced under another name than the recorded one.
 *
 * <p>Components may be added in a minor release.
 *
 * @param model the recorded name
 * @param provider who served it, as far as the usage showed
 * @param match the name in the price table, and what led there
 */
public record PricedModel(String model, @Nullable String provider, ModelMatch match) {
  public PricedModel {
    requireNonNull(model, "model");
    requireNonNull(match, "match");
  }
}
