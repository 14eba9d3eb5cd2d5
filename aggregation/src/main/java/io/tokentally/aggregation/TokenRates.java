package io.tokentally.aggregation;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
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

  /**
   * {@return currency for one of each other kind of usage, by the kind's name: {@code
   * input_audio_tokens}, {@code reasoning_tokens}, {@code web_search_requests}, {@code requests},
   * …} The kinds are those of {@link OtherKind}. The unit is that of the completion rate for kinds
   * within the completion, else that of the prompt rate.
   */
  Map<String, BigDecimal> otherRates();

  /**
   * {@return kinds that have no rate, though one stands in its place, or that of what they are part
   * of would be taken; the contract's counts have its names} So a price of images alone leaves open
   * what tokens cost, and a price for batches what cached ones do: usage of them has no cost, and
   * is reported.
   */
  Set<String> withoutRate();
}
