package io.tokentally.aggregation;

import org.jspecify.annotations.Nullable;

/**
 * Finds the name under which a price table prices a model. Implementations are thread-safe, and
 * answer the same each time.
 */
@FunctionalInterface
public interface ModelMatcher {

  /**
   * {@return the match, or null if the table does not price the model}
   *
   * @param model the name that was recorded
   * @param provider who served the model, where that is known
   */
  @Nullable ModelMatch match(String model, @Nullable String provider);

  /**
   * {@return why {@link #match} gives null, where that is more than that nothing has the name; null
   * otherwise}
   *
   * @param model the name that was recorded
   * @param provider who served the model, where that is known
   */
  default @Nullable UnpricedReason whyNot(String model, @Nullable String provider) {
    return null;
  }
}
