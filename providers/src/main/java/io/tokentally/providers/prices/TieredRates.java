package io.tokentally.providers.prices;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Rates by kind, and by the number of prompt tokens that a call has to exceed. A rate that is not
 * written for one number is that of the next lower number. Not thread-safe.
 */
final class TieredRates {

  private final NavigableMap<Long, Map<String, BigDecimal>> byThreshold = new TreeMap<>();

  /** Numbers from which on nothing is known. */
  private final Set<Long> unknownAbove = new TreeSet<>();

  /** Kinds that have no rate from a number on, though the usual rates have one. */
  private final Map<Long, Set<String>> unknown = new TreeMap<>();

  /**
   * @param abovePromptTokens 0 for every call
   */
  void put(String kind, long abovePromptTokens, BigDecimal rate) {
    byThreshold.computeIfAbsent(abovePromptTokens, unused -> new TreeMap<>()).put(kind, rate);
  }

  boolean isEmpty() {
    return byThreshold.isEmpty();
  }

  /** {@return whether there is a rate for every call} */
  boolean has(String kind) {
    return base().containsKey(kind);
  }

  /** {@return whether any rate of these kinds is above 0} */
  boolean isCharged(Predicate<String> kinds) {
    return byThreshold.values().stream()
        .flatMap(rates -> rates.entrySet().stream())
        .anyMatch(rate -> kinds.test(rate.getKey()) && rate.getValue().signum() > 0);
  }

  /**
   * Settles what a rate of 0, and one that is missing, mean once all of an entry is read.
   *
   * @param noOutput whether the model answers with no tokens, and so needs no rate for them
   * @param chargesElse whether the entry charges something that has no rate here
   */
  void settle(boolean noOutput, boolean chargesElse) {
    boolean chargesOthers = chargesElse || isCharged(kind -> !Kinds.isTokens(kind));
    if (chargesOthers && !isCharged(Kinds::isTokens)) {
      // Written as 0 because something else is charged: it would look free where that is not told.
      byThreshold.values().forEach(rates -> rates.keySet().removeIf(Kinds::isTokens));
      byThreshold.values().removeIf(Map::isEmpty);
    } else if (noOutput && has(Kinds.PROMPT) && !has(Kinds.COMPLETION)) {
      put(Kinds.COMPLETION, 0, BigDecimal.ZERO);
    }
  }

  /** {@return these rates with those of others in their place} */
  TieredRates with(TieredRates others) {
    TieredRates both = new TieredRates();
    byThreshold.forEach(
        (above, rates) -> rates.forEach((kind, rate) -> both.put(kind, above, rate)));
    others.byThreshold.forEach(
        (above, rates) -> rates.forEach((kind, rate) -> both.put(kind, above, rate)));
    both.unknownAbove.addAll(unknownAbove);
    both.unknown.putAll(unknown);
    return both;
  }

  /**
   * {@return these rates, of which those that others write do not depend on the prompt any more}
   */
  TieredRates replacedBy(TieredRates others) {
    TieredRates all = with(others);
    all.byThreshold.forEach(
        (above, rates) -> {
          Set<String> flat = new TreeSet<>(above > 0 ? others.base().keySet() : Set.of());
          flat.removeAll(others.byThreshold.getOrDefault(above, Map.of()).keySet());
          rates.keySet().removeAll(flat);
        });
    return all;
  }

  /** Puts these rates, all of them multiplied, into others. */
  void copyTo(TieredRates others, BigDecimal factor) {
    byThreshold.forEach(
        (above, rates) ->
            rates.forEach((kind, rate) -> others.put(kind, above, rate.multiply(factor))));
  }

  /** {@return these rates, those of tokens multiplied} */
  TieredRates times(BigDecimal factor) {
    TieredRates product = with(new TieredRates());
    product
        .byThreshold
        .values()
        .forEach(
            rates ->
                rates.replaceAll(
                    (kind, rate) -> Kinds.isTokens(kind) ? rate.multiply(factor) : rate));
    return product;
  }

  /**
   * Takes note of what the usual rates know and these do not: kinds that have a rate of their own,
   * and the numbers of tokens from which on all costs something else.
   */
  void leaveOpen(TieredRates usual) {
    Map<String, BigDecimal> known = new TreeMap<>();
    Map<String, BigDecimal> own = new TreeMap<>();
    Set<Long> thresholds = new TreeSet<>(usual.byThreshold.keySet());
    thresholds.addAll(byThreshold.keySet());
    thresholds.add(0L);
    for (long above : thresholds) {
      known.putAll(usual.byThreshold.getOrDefault(above, Map.of()));
      own.putAll(byThreshold.getOrDefault(above, Map.of()));
      if (above > 0 && !byThreshold.containsKey(above)) {
        unknownAbove.add(above);
      }
      Set<String> missing = new TreeSet<>(known.keySet());
      missing.removeAll(own.keySet());
      if (isSame(known.get(OtherKind.REASONING), known.get(Kinds.COMPLETION))) {
        missing.remove(OtherKind.REASONING);
      }
      unknown.put(above, missing);
    }
  }

  /** Writes the rates for every call into a row, and the others as its first variants. */
  void writeTo(PriceRow.Builder row) {
    Map<String, BigDecimal> base = base();
    row.promptTokenCost(orZero(base, Kinds.PROMPT))
        .completionTokenCost(orZero(base, Kinds.COMPLETION))
        .cacheReadInputTokenCost(base.get(Kinds.CACHE_READ))
        .cacheCreationInputTokenCost(base.get(Kinds.CACHE_CREATION))
        .cacheCreation1hInputTokenCost(base.get(Kinds.CACHE_CREATION_1H))
        .otherRates(others(base))
        .withoutRate(without(base, 0))
        .addAllVariants(variants(List.of(), null));
  }

  /**
   * {@return the rates as variants, ascending; of the usual way at all hours those that need a long
   * prompt, else all of them}
   *
   * @param ways the ways in which calls were served
   */
  List<PriceVariant> variants(Collection<String> ways, @Nullable Hours hours) {
    List<PriceVariant> variants = new ArrayList<>();
    Map<String, BigDecimal> rates = new TreeMap<>(base());
    if (hours != null || !ways.isEmpty()) {
      variants.add(variant(0, rates, ways, hours));
    }
    Set<Long> thresholds = new TreeSet<>(byThreshold.keySet());
    thresholds.addAll(unknownAbove);
    thresholds.remove(0L);
    for (long threshold : thresholds) {
      boolean known = byThreshold.containsKey(threshold);
      rates.putAll(byThreshold.getOrDefault(threshold, Map.of()));
      variants.add(variant(threshold, known ? rates : Map.of(), ways, hours));
    }
    return variants;
  }

  private Map<String, BigDecimal> base() {
    return byThreshold.getOrDefault(0L, Map.of());
  }

  private PriceVariant variant(
      long above, Map<String, BigDecimal> rates, Collection<String> ways, @Nullable Hours hours) {
    PriceVariant.Builder variant =
        PriceVariant.builder()
            .abovePromptTokens(above)
            .servedAs(ways)
            .promptTokenCost(orZero(rates, Kinds.PROMPT))
            .completionTokenCost(orZero(rates, Kinds.COMPLETION))
            .cacheReadInputTokenCost(rates.get(Kinds.CACHE_READ))
            .cacheCreationInputTokenCost(rates.get(Kinds.CACHE_CREATION))
            .cacheCreation1hInputTokenCost(rates.get(Kinds.CACHE_CREATION_1H))
            .otherRates(others(rates))
            .withoutRate(without(rates, above));
    if (hours != null) {
      hours.writeTo(variant);
    }
    return variant.build();
  }

  private static boolean isSame(@Nullable BigDecimal rate, @Nullable BigDecimal other) {
    return rate != null && other != null && rate.compareTo(other) == 0;
  }

  private static BigDecimal orZero(Map<String, BigDecimal> rates, String kind) {
    return rates.getOrDefault(kind, BigDecimal.ZERO);
  }

  private static Map<String, BigDecimal> others(Map<String, BigDecimal> rates) {
    Map<String, BigDecimal> others = new TreeMap<>(rates);
    others.keySet().removeAll(Kinds.OF_A_ROW);
    return others;
  }

  private Set<String> without(Map<String, BigDecimal> rates, long above) {
    Set<String> without = new TreeSet<>(unknown.getOrDefault(above, Set.of()));
    without.add(Kinds.PROMPT);
    without.add(Kinds.COMPLETION);
    without.removeAll(rates.keySet());
    return without;
  }
}
