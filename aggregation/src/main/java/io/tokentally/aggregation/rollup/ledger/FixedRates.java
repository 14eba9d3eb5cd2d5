package io.tokentally.aggregation.rollup.ledger;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.TokenRates;
import io.tokentally.aggregation.rules.TallyRules;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What prices the counts of a cell, as whole numbers of one power of ten: a rate for each of the
 * four costs, and which count it is for. Immutable.
 */
final class FixedRates {

  /** The powers of ten that 64 bits hold. */
  private static final long[] POWERS =
      LongStream.iterate(1, power -> 10 * power).limit(19).toArray();

  private final int[] counts = new int[FourRates.ALL.size()];
  private final long[] rates = new long[FourRates.ALL.size()];
  private final int scale;

  private FixedRates(int scale) {
    this.scale = scale;
  }

  /**
   * {@return the rates of a key; null if it has no price, or one that is not made of such rates:
   * what comes on top of tokens, or rates with very many digits}
   */
  static @Nullable FixedRates of(CellKeys.Key key, TallyRules rules) {
    AppliedRates applied = key.applied();
    if (applied == null) {
      return null;
    }
    TokenRates rates = applied.rates();
    Portion portion = key.portion();
    @Nullable BigDecimal[] decimals = new @Nullable BigDecimal[FourRates.ALL.size()];
    if (!portion.isFourRates()) {
      if (portion.within() == Within.NOTHING) {
        return null;
      }
      Arrays.fill(decimals, BigDecimal.ZERO);
      decimals[FourRates.place(portion.within())] = PricedCell.rate(portion, rates, rules);
    } else if (!rates.otherRates().containsKey(OtherKind.REQUESTS)) {
      Arrays.setAll(decimals, place -> FourRates.ALL.get(place).of(rates, rules));
    }
    return of(decimals, portion.isFourRates());
  }

  private static @Nullable FixedRates of(@Nullable BigDecimal[] decimals, boolean isText) {
    int scale = 0;
    for (BigDecimal decimal : decimals) {
      if (decimal == null) {
        return null;
      }
      scale = Math.max(scale, decimal.scale());
    }
    FixedRates fixed = new FixedRates(scale);
    for (int place = 0; place < decimals.length; place++) {
      try {
        BigDecimal decimal = decimals[place];
        long factor = tenTo(scale - (decimal == null ? 0 : decimal.scale()));
        long digits = decimal == null ? 0 : decimal.unscaledValue().longValueExact();
        fixed.rates[place] = Math.multiplyExact(digits, factor);
      } catch (ArithmeticException e) {
        return null;
      }
      fixed.counts[place] = isText ? FourRates.ALL.get(place).count() : Cells.QUANTITY;
    }
    return fixed;
  }

  /**
   * {@return ten to the power of a number}
   *
   * @throws ArithmeticException if it exceeds 64 bits
   */
  static long tenTo(long power) {
    if (power >= POWERS.length) {
      throw new ArithmeticException("above 64 bits");
    }
    return POWERS[(int) power];
  }

  /** {@return how many digits of the rates stand behind the point} */
  int scale() {
    return scale;
  }

  /**
   * {@return what a cell costs within one of the four counts}
   *
   * @throws ArithmeticException if it exceeds 64 bits
   */
  long cost(int place, Cells cells, int cell) {
    return Math.multiplyExact(cells.count(cell, counts[place]), rates[place]);
  }
}
