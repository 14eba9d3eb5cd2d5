package io.tokentally.aggregation.rollup.ledger;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.OtherKind;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.TokenRates;
import io.tokentally.aggregation.rules.TallyRules;
import java.math.BigDecimal;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** What the counts of a cell are charged by: quantity times rate, a line a kind. */
public final class PricedCell {

  /** Takes lines. */
  @FunctionalInterface
  public interface Lines {
    /**
     * Takes one line.
     *
     * @param kind the kind
     * @param within the count that it is part of
     * @param count how many, not 0
     * @param rate currency for each; null for what has no price
     */
    void line(String kind, Within within, long count, @Nullable BigDecimal rate);
  }

  private PricedCell() {}

  /** Gives out the lines of a cell. */
  public static void lines(
      CellKeys.Key key, IntToLongFunction counts, TallyRules rules, Lines lines) {
    Portion portion = key.portion();
    AppliedRates applied = key.applied();
    TokenRates rates = applied == null ? null : applied.rates();
    if (portion.isFourRates()) {
      for (FourRates each : FourRates.ALL) {
        long count = counts.applyAsLong(each.count());
        if (count != 0) {
          BigDecimal rate = rates == null ? null : each.of(rates, rules);
          lines.line(each.tokens(), each.within(), count, rate);
        }
      }
      BigDecimal fee = rates == null ? null : rates.otherRates().get(OtherKind.REQUESTS);
      long requests = fee == null ? 0 : counts.applyAsLong(Cells.REQUESTS);
      if (requests != 0) {
        lines.line(OtherKind.REQUESTS, Within.NOTHING, requests, fee);
      }
      if (rates == null) {
        portion.servedAs().forEach(way -> lines.line(way, Within.NOTHING, 1, null));
      }
    } else {
      long quantity = counts.applyAsLong(Cells.QUANTITY);
      if (quantity != 0) {
        BigDecimal rate = rates == null ? null : rate(portion, rates, rules);
        lines.line(portion.kind(), portion.within(), quantity, rate);
      }
    }
  }

  /**
   * {@return the rate of a kind: its own, or that of text where it costs as much; null if there is
   * none} See docs/semantics.md rule 63.
   */
  public static @Nullable BigDecimal rate(Portion portion, TokenRates rates, TallyRules rules) {
    if (rates.withoutRate().contains(portion.kind())) {
      return null;
    }
    BigDecimal own = ownRate(portion, rates);
    if (own != null || !portion.costsAsText()) {
      return own;
    }
    if (portion.within() == Within.CACHE_READ && rates.cacheReadInputTokenCost() == null) {
      // Without a rate for what is cached it costs as if it were not: images as images.
      BigDecimal uncached = rates.otherRates().get(portion.kind().replace("cache_read_", "input_"));
      if (uncached != null) {
        return uncached;
      }
    }
    return requireNonNull(FourRates.of(portion.within()), "text").of(rates, rules);
  }

  /** {@return the rate that a kind has of its own; null if there is none} */
  public static @Nullable BigDecimal ownRate(Portion portion, TokenRates rates) {
    return portion.kind().equals(Portion.LONG_CACHE.kind())
        ? rates.cacheCreation1hInputTokenCost()
        : rates.otherRates().get(portion.kind());
  }

  /** {@return the currency of what is within a count} */
  public static String unit(Within within, PriceRow row) {
    return within == Within.COMPLETION ? row.completionTokenCostUnit() : row.promptTokenCostUnit();
  }
}
