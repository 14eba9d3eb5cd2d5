package io.tokentally.aggregation.rollup.ledger;

import io.tokentally.KindUsage;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.value.CodePoints;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Usage of one model by kind, without the kinds that the contract counts. Not thread-safe. */
public final class KindSums {

  private final String model;
  private final TallyRules rules;
  private final Map<String, KindUsage> sums = new TreeMap<>(CodePoints::compare);

  public KindSums(String model, TallyRules rules) {
    this.model = model;
    this.rules = rules;
  }

  /** {@return whether a cell of the key is of such a kind} */
  public static boolean has(CellKeys.Key key) {
    Portion portion = key.portion();
    return !portion.isFourRates() && !FourRates.isTokens(portion.kind());
  }

  /**
   * Adds a cell that {@linkplain #has has} such a kind.
   *
   * @throws TokenOverflowException if the quantity exceeds 64 bits
   */
  public void add(Cells cells, int cell, CellKeys.Key key) {
    Portion portion = key.portion();
    AppliedRates applied = key.applied();
    long count = cells.count(cell, Cells.QUANTITY);
    BigDecimal rate = applied == null ? null : PricedCell.rate(portion, applied.rates(), rules);
    if (count != 0) {
      add(portion.kind(), count, rate);
    }
  }

  private void add(String kind, long count, @Nullable BigDecimal rate) {
    BigDecimal cost = rate == null ? null : BigDecimal.valueOf(count).multiply(rate);
    KindUsage before = sums.get(kind);
    if (before == null) {
      sums.put(kind, new KindUsage(count, cost));
      return;
    }
    BigDecimal costBefore = before.cost();
    try {
      sums.put(
          kind,
          new KindUsage(
              Math.addExact(before.count(), count),
              cost == null || costBefore == null ? null : costBefore.add(cost)));
    } catch (ArithmeticException e) {
      throw new TokenOverflowException(model, null);
    }
  }

  /** {@return the sums, sorted by kind} */
  public Map<String, KindUsage> build() {
    return sums;
  }
}
