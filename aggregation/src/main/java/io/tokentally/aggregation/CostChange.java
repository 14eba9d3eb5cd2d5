package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.TracedCall;
import io.tokentally.value.CodePoints;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How what one model cost under one key, such as an operation, changed from one report to another,
 * and how much of that is due to prices and how much to tokens: docs/semantics.md rule 68.
 *
 * <p>Components may be added in a minor release.
 *
 * @param <K> the type of the keys
 * @param key the key; may be null
 * @param model the model, as it was recorded
 * @param kind what happened
 * @param before what was charged before; empty if nothing was used
 * @param after what was charged after; empty if nothing was used
 * @param costBefore the cost before; 0 if nothing was used, null if some of it has no price
 * @param costAfter the cost after, likewise
 * @param unit the currency; null if there is none, or there are several
 * @param byPrice the part of the change that is due to other prices; null if a cost is not known,
 *     or there are several currencies
 * @param byTokens the part of the change that is due to other amounts of tokens, or of whatever
 *     else was charged; null likewise
 */
public record CostChange<K>(
    @Nullable K key,
    String model,
    Kind kind,
    List<Charge> before,
    List<Charge> after,
    @Nullable BigDecimal costBefore,
    @Nullable BigDecimal costAfter,
    @Nullable String unit,
    @Nullable BigDecimal byPrice,
    @Nullable BigDecimal byTokens) {

  public CostChange {
    requireNonNull(model, "model");
    requireNonNull(kind, "kind");
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** What happened to a cost. Constants may be added in a minor release. */
  public enum Kind {
    /** It was not used before. */
    NEW,
    /** It was not used after. */
    GONE,
    /** It cost less before. */
    DEARER,
    /** It cost more before. */
    CHEAPER,
    /** It cost as much before. */
    SAME,
    /**
     * It was used before and after, and one of the costs is not known, or is in another currency.
     */
    UNKNOWN
  }

  /** {@return the cost after less that before; null if one is not known} */
  public @Nullable BigDecimal change() {
    return byPrice == null || byTokens == null ? null : Numbers.plain(byPrice.add(byTokens));
  }

  /**
   * {@return what changed from one report to another, by a key of each call and by model: the keys
   * in the order in which they are met, those of the first report first, then models by name} What
   * was charged the same in both, kind by kind and rate by rate, is {@link Kind#SAME}.
   *
   * @param key gives the key of a call, as for {@link UsageReport#totalsBy}
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  public static <K> List<CostChange<K>> between(
      UsageReport before,
      UsageReport after,
      Function<? super TracedCall, ? extends @Nullable K> key) {
    return between(before, key, after, key);
  }

  /**
   * {@return the same, where the keys of the two reports are found in different ways}
   *
   * @param keyBefore gives the key of a call of the first report
   * @param keyAfter gives the key of a call of the second
   * @throws TokenOverflowException if a sum exceeds 64 bits
   */
  public static <K> List<CostChange<K>> between(
      UsageReport before,
      Function<? super TracedCall, ? extends @Nullable K> keyBefore,
      UsageReport after,
      Function<? super TracedCall, ? extends @Nullable K> keyAfter) {
    Map<@Nullable K, List<Charge>> from = before.<K>chargesBy(keyBefore);
    Map<@Nullable K, List<Charge>> to = after.<K>chargesBy(keyAfter);
    Set<@Nullable K> keys = new LinkedHashSet<>(from.keySet());
    keys.addAll(to.keySet());
    List<CostChange<K>> changes = new ArrayList<>();
    for (K key : keys) {
      Map<String, List<Charge>> was = byModel(from.getOrDefault(key, List.of()));
      Map<String, List<Charge>> is = byModel(to.getOrDefault(key, List.of()));
      Set<String> models = new TreeSet<>(CodePoints::compare);
      models.addAll(was.keySet());
      models.addAll(is.keySet());
      for (String model : models) {
        changes.add(
            of(key, model, was.getOrDefault(model, List.of()), is.getOrDefault(model, List.of())));
      }
    }
    return List.copyOf(changes);
  }

  private static Map<String, List<Charge>> byModel(List<Charge> charges) {
    Map<String, List<Charge>> byModel = new LinkedHashMap<>();
    for (Charge charge : charges) {
      byModel.computeIfAbsent(charge.model(), unused -> new ArrayList<>()).add(charge);
    }
    return byModel;
  }

  private static <K> CostChange<K> of(
      @Nullable K key, String model, List<Charge> before, List<Charge> after) {
    BigDecimal from = cost(before);
    BigDecimal to = cost(after);
    Set<String> units = new TreeSet<>(CodePoints::compare);
    for (List<Charge> charges : List.of(before, after)) {
      charges.stream().map(Charge::unit).filter(Objects::nonNull).forEach(units::add);
    }
    boolean isOneUnit = units.size() <= 1;
    Integer comparison = from == null || to == null || !isOneUnit ? null : to.compareTo(from);
    PriceAndTokens split = comparison == null ? null : PriceAndTokens.of(before, after);
    return new CostChange<>(
        key,
        model,
        kind(before, after, comparison),
        before,
        after,
        from,
        to,
        units.size() == 1 ? units.iterator().next() : null,
        split == null ? null : split.byPrice(),
        split == null ? null : split.byTokens());
  }

  private static Kind kind(List<Charge> before, List<Charge> after, @Nullable Integer comparison) {
    if (before.isEmpty() || after.isEmpty()) {
      return before.isEmpty() ? Kind.NEW : Kind.GONE;
    }
    if (comparison == null) {
      return Kind.UNKNOWN;
    }
    return comparison == 0 ? Kind.SAME : comparison > 0 ? Kind.DEARER : Kind.CHEAPER;
  }

  private static @Nullable BigDecimal cost(List<Charge> charges) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Charge charge : charges) {
      BigDecimal amount = charge.amount();
      if (amount == null) {
        return null;
      }
      sum = sum.add(amount);
    }
    return Numbers.plain(sum);
  }
}
