package io.tokentally.providers.prices;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Rates by the number of prompt tokens that a call has to exceed. A rate that is not written for
 * one number is that of the next lower number. Not thread-safe.
 */
final class TieredRates {

  private final NavigableMap<Long, Map<RateKind, BigDecimal>> byThreshold = new TreeMap<>();

  /**
   * @param abovePromptTokens 0 for every call
   */
  void put(RateKind kind, long abovePromptTokens, BigDecimal rate) {
    byThreshold
        .computeIfAbsent(abovePromptTokens, unused -> new EnumMap<>(RateKind.class))
        .put(kind, rate);
  }

  /** {@return whether there is a rate for every call} */
  boolean has(RateKind kind) {
    return base().containsKey(kind);
  }

  /**
   * {@return what is missing for a price, in words; null if nothing is}
   *
   * @param noOutput whether the model answers with no tokens, and so needs no rate for them
   */
  @Nullable String missing(boolean noOutput) {
    if (!has(RateKind.PROMPT)) {
      return has(RateKind.COMPLETION) ? "has no price per prompt token" : "has no price per token";
    }
    return has(RateKind.COMPLETION) || noOutput ? null : "has no price per completion token";
  }

  /**
   * {@return that only other things than tokens are charged, in words; null if tokens are, or
   * nothing is}
   *
   * @param otherCharges what else is charged
   */
  @Nullable String onlyOther(List<String> otherCharges) {
    boolean isFree =
        byThreshold.values().stream()
            .flatMap(rates -> rates.values().stream())
            .allMatch(rate -> rate.signum() == 0);
    return isFree && !otherCharges.isEmpty()
        ? "is charged by " + String.join(", ", otherCharges) + ", not per token"
        : null;
  }

  /** Writes the rates for every call into a row, and the others as its first variants. */
  void writeTo(PriceRow.Builder row) {
    Map<RateKind, BigDecimal> base = base();
    row.promptTokenCost(requireNonNull(base.get(RateKind.PROMPT), "prompt rate"))
        .completionTokenCost(base.getOrDefault(RateKind.COMPLETION, BigDecimal.ZERO))
        .cacheReadInputTokenCost(base.get(RateKind.CACHE_READ))
        .cacheCreationInputTokenCost(base.get(RateKind.CACHE_CREATION))
        .cacheCreation1hInputTokenCost(base.get(RateKind.CACHE_CREATION_1H))
        .addAllVariants(variants(null));
  }

  /**
   * {@return the rates as variants, ascending; of certain hours all of them, else those that need a
   * long prompt}
   */
  List<PriceVariant> variants(@Nullable Hours hours) {
    List<PriceVariant> variants = new ArrayList<>();
    Map<RateKind, BigDecimal> rates = new EnumMap<>(base());
    if (hours != null) {
      variants.add(variant(0, rates, hours));
    }
    byThreshold
        .tailMap(0L, false)
        .forEach(
            (threshold, others) -> {
              rates.putAll(others);
              variants.add(variant(threshold, rates, hours));
            });
    return variants;
  }

  private Map<RateKind, BigDecimal> base() {
    return byThreshold.getOrDefault(0L, Map.of());
  }

  private static PriceVariant variant(
      long abovePromptTokens, Map<RateKind, BigDecimal> rates, @Nullable Hours hours) {
    return PriceVariant.builder()
        .abovePromptTokens(abovePromptTokens)
        .hoursFrom(hours == null ? null : hours.from())
        .hoursUntil(hours == null ? null : hours.until())
        .promptTokenCost(requireNonNull(rates.get(RateKind.PROMPT), "prompt rate"))
        .completionTokenCost(rates.getOrDefault(RateKind.COMPLETION, BigDecimal.ZERO))
        .cacheReadInputTokenCost(rates.get(RateKind.CACHE_READ))
        .cacheCreationInputTokenCost(rates.get(RateKind.CACHE_CREATION))
        .cacheCreation1hInputTokenCost(rates.get(RateKind.CACHE_CREATION_1H))
        .build();
  }
}
