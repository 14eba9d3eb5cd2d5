package io.tokentally.aggregation.rollup;

import io.tokentally.aggregation.AbsentCacheRate;
import io.tokentally.aggregation.PriceRow;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The four costs of tokens, exact, in one unit: SEMANTICS.md section 7. */
record Costs(
    BigDecimal prompt, BigDecimal completion, BigDecimal cacheRead, BigDecimal cacheCreation) {

  static final Costs ZERO =
      new Costs(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

  /**
   * {@return what the tokens of a cell cost by a row}
   *
   * @param absent the rate of cached tokens where the row has none
   */
  static Costs of(Cells cells, int cell, PriceRow row, AbsentCacheRate absent) {
    BigDecimal prompt = row.promptTokenCost();
    BigDecimal cached = absent == AbsentCacheRate.ZERO ? BigDecimal.ZERO : prompt;
    return new Costs(
        times(cells.count(cell, Cells.UNCACHED), prompt),
        times(cells.count(cell, Cells.COMPLETION), row.completionTokenCost()),
        times(cells.count(cell, Cells.CACHE_READ), or(row.cacheReadInputTokenCost(), cached)),
        times(
            cells.count(cell, Cells.CACHE_CREATION),
            or(row.cacheCreationInputTokenCost(), cached)));
  }

  Costs plus(Costs other) {
    return new Costs(
        prompt.add(other.prompt),
        completion.add(other.completion),
        cacheRead.add(other.cacheRead),
        cacheCreation.add(other.cacheCreation));
  }

  private static BigDecimal times(long tokens, BigDecimal rate) {
    return BigDecimal.valueOf(tokens).multiply(rate);
  }

  private static BigDecimal or(@Nullable BigDecimal rate, BigDecimal absent) {
    return rate == null ? absent : rate;
  }
}
