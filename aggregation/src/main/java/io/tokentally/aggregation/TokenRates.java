package io.tokentally.aggregation;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What tokens cost: exact rates, in a currency per token. The rates of a {@link PriceRow}, or of
 * one of its {@linkplain PriceVariant variants}. Immutable and thread-safe.
 */
public interface TokenRates {

  /** {@return currency per prompt token that is not cached} */
  BigDecimal promptTokenCost();

  /** {@return currency per completion token} */
  BigDecimal completionTokenCost();

  /** {@return currency per token read from a cache; null for the prompt rate, 0 for free} */
  @Nullable BigDecimal cacheReadInputTokenCost();

  /** {@return currency per token written to a cache; null for the prompt rate, 0 for free} */
  @Nullable BigDecimal cacheCreationInputTokenCost();

  /**
   * {@return currency per token written to a cache for an hour instead of minutes; null where such
   * tokens have no price}
   */
  @Nullable BigDecimal cacheCreation1hInputTokenCost();
}
