package io.tokentally.aggregation.rollup.ledger;

import static java.util.Objects.requireNonNull;

import io.tokentally.KindUsage;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.json.FixedPointUsage;
import io.tokentally.value.CodePoints;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What usage costs, exact, in one unit: the four costs, each of all kinds within its count, and
 * those of what comes on top. They are whole numbers of one power of ten as long as 64 bits hold
 * them, and decimals from then on. Not thread-safe.
 */
public final class Costs {

  private static final int COUNTS = FourRates.ALL.size();

  private final TallyRules rules;
  private final long[] fixed = new long[COUNTS];
  private int scale;

  /** Null as long as the fixed-point numbers hold everything. */
  private @Nullable BigDecimal @Nullable [] within;

  /** Null as long as nothing comes on top of all tokens. */
  private @Nullable Map<String, BigDecimal> others;

  public Costs(TallyRules rules) {
    this.rules = rules;
  }

  /** Forgets everything. */
  public void clear() {
    Arrays.fill(fixed, 0);
    scale = 0;
    within = null;
    others = null;
  }

  /** Adds what the counts of a cell cost, which has a price. */
  public void add(Cells cells, int cell, CellKeys keys) {
    int key = cells.key(cell);
    FixedRates rates = keys.fixedRates(key);
    if (within != null || rates == null || !addFixed(cells, cell, rates)) {
      addDecimals(cells, cell, keys.key(key));
    }
  }

  /** {@return whether all could be added; if not, nothing was} */
  private boolean addFixed(Cells cells, int cell, FixedRates rates) {
    try {
      rescale(Math.max(scale, rates.scale()));
      long factor = scale == rates.scale() ? 1 : FixedRates.tenTo(scale - rates.scale());
      long prompt = sum(0, cells, cell, rates, factor);
      long completion = sum(1, cells, cell, rates, factor);
      long cacheRead = sum(2, cells, cell, rates, factor);
      long cacheCreation = sum(3, cells, cell, rates, factor);
      fixed[0] = prompt;
      fixed[1] = completion;
      fixed[2] = cacheRead;
      fixed[3] = cacheCreation;
      return true;
    } catch (ArithmeticException e) {
      return false;
    }
  }

  private long sum(int place, Cells cells, int cell, FixedRates rates, long factor) {
    long more = rates.cost(place, cells, cell);
    return Math.addExact(fixed[place], factor == 1 ? more : Math.multiplyExact(more, factor));
  }

  /** Where it fails nothing has changed. */
  private void rescale(int wanted) {
    if (wanted > scale) {
      long factor = FixedRates.tenTo(wanted - scale);
      for (long each : fixed) {
        Math.multiplyExact(each, factor);
      }
      for (int i = 0; i < COUNTS; i++) {
        fixed[i] *= factor;
      }
      scale = wanted;
    }
  }

  private void addDecimals(Cells cells, int cell, CellKeys.Key key) {
    @Nullable BigDecimal[] sums = decimals();
    PricedCell.lines(
        key,
        count -> cells.count(cell, count),
        rules,
        (kind, place, count, rate) -> {
          BigDecimal cost = BigDecimal.valueOf(count).multiply(requireNonNull(rate, "rate"));
          if (place == Within.NOTHING) {
            if (others == null) {
              others = new TreeMap<>(CodePoints::compare);
            }
            others.merge(kind, cost, BigDecimal::add);
          } else {
            int i = FourRates.place(place);
            sums[i] = requireNonNull(sums[i]).add(cost);
          }
        });
  }

  private @Nullable BigDecimal[] decimals() {
    if (within == null) {
      within = new @Nullable BigDecimal[COUNTS];
      Arrays.setAll(within, i -> BigDecimal.valueOf(fixed[i], scale));
    }
    return within;
  }

  /** {@return all of it together} */
  public BigDecimal total() {
    try {
      if (within == null) {
        long prompt = Math.addExact(fixed[0], Math.addExact(fixed[2], fixed[3]));
        return Numbers.plain(Math.addExact(prompt, fixed[1]), scale);
      }
    } catch (ArithmeticException e) {
      // it takes more than 64 bits
    }
    return requireNonNull(usage(new long[Cells.COUNTS], Map.of()).totalCost());
  }

  /** {@return usage that costs this} */
  public LLMAggregatedUsage usage(long[] counts, Map<String, KindUsage> kinds) {
    if (within == null) {
      return new FixedPointUsage(counts, fixed, scale, kinds);
    }
    return FixedPointUsage.of(counts, within, others == null ? Map.of() : others, kinds);
  }
}
