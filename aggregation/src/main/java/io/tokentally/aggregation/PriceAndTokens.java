package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The change of a cost in two parts that add up to it: docs/semantics.md rule 68. Kind by kind, as
 * many as were charged both before and after are compared by their rates; what is left on one side
 * is due to tokens. No rate is an average, so that both parts are exact.
 *
 * @param byPrice what as many cost more after than before
 * @param byTokens what the others cost, below 0 if there were more before
 */
record PriceAndTokens(BigDecimal byPrice, BigDecimal byTokens) {

  /** {@return the parts of a change between charges of one currency that all have a rate} */
  static PriceAndTokens of(List<Charge> before, List<Charge> after) {
    BigDecimal byPrice = BigDecimal.ZERO;
    BigDecimal byTokens = BigDecimal.ZERO;
    Map<String, TreeMap<BigDecimal, BigInteger>> from = byKind(before);
    Map<String, TreeMap<BigDecimal, BigInteger>> to = byKind(after);
    Set<String> kinds = new TreeSet<>(from.keySet());
    kinds.addAll(to.keySet());
    for (String kind : kinds) {
      TreeMap<BigDecimal, BigInteger> was = from.getOrDefault(kind, new TreeMap<>());
      TreeMap<BigDecimal, BigInteger> is = to.getOrDefault(kind, new TreeMap<>());
      cancel(was, is);
      while (!was.isEmpty() && !is.isEmpty()) {
        BigInteger both = was.firstEntry().getValue().min(is.firstEntry().getValue());
        BigDecimal more = is.firstKey().subtract(was.firstKey());
        byPrice = byPrice.add(more.multiply(new BigDecimal(both)));
        take(was, both);
        take(is, both);
      }
      byTokens = byTokens.add(cost(is)).subtract(cost(was));
    }
    return new PriceAndTokens(Numbers.plain(byPrice), Numbers.plain(byTokens));
  }

  private static Map<String, TreeMap<BigDecimal, BigInteger>> byKind(List<Charge> charges) {
    Map<String, TreeMap<BigDecimal, BigInteger>> byKind = new TreeMap<>();
    for (Charge charge : charges) {
      byKind
          .computeIfAbsent(charge.kind(), unused -> new TreeMap<>())
          .merge(requireNonNull(charge.rate(), "rate"), charge.count(), BigInteger::add);
    }
    return byKind;
  }

  /** Takes away from both what has the same rate: nothing changed about it. */
  private static void cancel(
      TreeMap<BigDecimal, BigInteger> was, TreeMap<BigDecimal, BigInteger> is) {
    for (Iterator<Map.Entry<BigDecimal, BigInteger>> each = was.entrySet().iterator();
        each.hasNext(); ) {
      Map.Entry<BigDecimal, BigInteger> entry = each.next();
      BigInteger same = is.getOrDefault(entry.getKey(), BigInteger.ZERO).min(entry.getValue());
      is.computeIfPresent(entry.getKey(), (rate, count) -> positiveOrNull(count.subtract(same)));
      entry.setValue(entry.getValue().subtract(same));
      if (entry.getValue().signum() == 0) {
        each.remove();
      }
    }
  }

  private static @Nullable BigInteger positiveOrNull(BigInteger count) {
    return count.signum() == 0 ? null : count;
  }

  private static void take(TreeMap<BigDecimal, BigInteger> counts, BigInteger some) {
    counts.computeIfPresent(
        counts.firstKey(), (rate, count) -> positiveOrNull(count.subtract(some)));
  }

  private static BigDecimal cost(Map<BigDecimal, BigInteger> counts) {
    BigDecimal cost = BigDecimal.ZERO;
    for (Map.Entry<BigDecimal, BigInteger> each : counts.entrySet()) {
      cost = cost.add(each.getKey().multiply(new BigDecimal(each.getValue())));
    }
    return cost;
  }
}
