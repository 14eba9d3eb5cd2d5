package io.tokentally.report.table;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.TokenRates;
import io.tokentally.report.text.Words;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Rates as people compare them: of tokens per million, of anything else each. */
final class PriceRates {
  private static final String TOKENS = "_tokens";

  private PriceRates() {}

  /** {@return the four rates; empty where the prompt rate counts} */
  static List<String> four(TokenRates rates) {
    return List.of(
        million(rates.promptTokenCost()),
        million(rates.completionTokenCost()),
        million(rates.cacheReadInputTokenCost()),
        million(rates.cacheCreationInputTokenCost()));
  }

  /** {@return all rates but the four, each with its kind} */
  static List<String> others(TokenRates rates) {
    List<String> others = new ArrayList<>();
    if (rates.cacheCreation1hInputTokenCost() != null) {
      others.add("1 h cache write " + million(rates.cacheCreation1hInputTokenCost()));
    }
    new TreeMap<>(rates.otherRates())
        .forEach(
            (kind, rate) ->
                others.add(
                    Words.clean(kind)
                        + " "
                        + (kind.endsWith(TOKENS) ? million(rate) : plain(rate) + " each")));
    return others;
  }

  /** {@return the units of a row, one if both are the same} */
  static String unit(PriceRow row) {
    String prompt = Words.clean(row.promptTokenCostUnit());
    String completion = Words.clean(row.completionTokenCostUnit());
    return prompt.equals(completion) ? prompt : prompt + ", " + completion;
  }

  private static String million(@Nullable BigDecimal rate) {
    return rate == null ? "" : plain(rate.movePointRight(6));
  }

  private static String plain(BigDecimal rate) {
    return rate.signum() == 0 ? "0" : rate.stripTrailingZeros().toPlainString();
  }
}
