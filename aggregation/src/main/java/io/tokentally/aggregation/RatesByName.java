package io.tokentally.aggregation;

import io.tokentally.aggregation.price.PriceColumns;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks at all the rates of a row or variant, whatever their names. */
final class RatesByName {

  /** The rates by their names on the wire. */
  private static final Map<String, Function<TokenRates, @Nullable BigDecimal>> RATES =
      new LinkedHashMap<>();

  static {
    RATES.put(PriceColumns.PROMPT_TOKEN_COST.name(), TokenRates::promptTokenCost);
    RATES.put(PriceColumns.COMPLETION_TOKEN_COST.name(), TokenRates::completionTokenCost);
    RATES.put(PriceColumns.CACHE_READ_INPUT_TOKEN_COST.name(), TokenRates::cacheReadInputTokenCost);
    RATES.put(
        PriceColumns.CACHE_CREATION_INPUT_TOKEN_COST.name(),
        TokenRates::cacheCreationInputTokenCost);
    RATES.put(
        PriceColumns.CACHE_CREATION_1H_INPUT_TOKEN_COST, TokenRates::cacheCreation1hInputTokenCost);
  }

  private RatesByName() {}

  /** {@return whether every rate has the one scale that equal rates have} */
  static boolean havePlainScale(TokenRates rates) {
    for (Function<TokenRates, @Nullable BigDecimal> rate : RATES.values()) {
      if (!Numbers.hasPlainScale(rate.apply(rates))) {
        return false;
      }
    }
    for (BigDecimal rate : rates.otherRates().values()) {
      if (!Numbers.hasPlainScale(rate)) {
        return false;
      }
    }
    return true;
  }

  /** Checks every rate there is. */
  static void checkAll(TokenRates rates, Check check, Loc at, ErrorCollector faults) {
    RATES.forEach(
        (name, of) -> {
          BigDecimal rate = of.apply(rates);
          if (rate != null) {
            check.check(rate, at.key(name), faults);
          }
        });
    if (!rates.otherRates().isEmpty()) {
      Loc others = at.key("other_rates");
      rates.otherRates().forEach((kind, rate) -> check.check(rate, others.key(kind), faults));
    }
  }

  /** {@return rates by kind in the one scale that equal rates have} */
  static Map<String, BigDecimal> plain(Map<String, BigDecimal> rates) {
    Map<String, BigDecimal> plain = new LinkedHashMap<>(rates);
    plain.replaceAll((kind, rate) -> Numbers.plain(rate));
    return plain;
  }

  /** {@return the greatest rate per token of each name, other kinds of tokens included} */
  static Map<String, BigDecimal> greatest(List<TokenRates> all) {
    Map<String, BigDecimal> greatest = new LinkedHashMap<>();
    for (TokenRates rates : all) {
      rates
          .otherRates()
          .forEach(
              (kind, rate) -> {
                if (kind.endsWith("_tokens")) {
                  greatest.merge(kind, rate, BigDecimal::max);
                }
              });
      RATES.forEach(
          (name, of) -> {
            BigDecimal rate = of.apply(rates);
            if (rate != null) {
              greatest.merge(name, rate, BigDecimal::max);
            }
          });
    }
    return greatest;
  }
}
