package io.tokentally.aggregation.price;

import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.TokenRates;
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

/** What a rate may be: short enough to write out, and not negative: docs/semantics.md rule 37. */
public final class Rates {

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

  private Rates() {}

  /** Rejects a rate that is too long or negative. */
  public static void check(@Nullable Object rate, Loc at, ErrorCollector faults) {
    int before = faults.size();
    checkLength(rate, at, faults);
    if (faults.size() == before) {
      checkSign(rate, at, faults);
    }
  }

  /** Rejects a rate that is too long to write a cost out. */
  public static void checkLength(@Nullable Object rate, Loc at, ErrorCollector faults) {
    if (rate instanceof Number number && !Numbers.isPlain(number)) {
      String most = "expected a rate with at most " + Numbers.MAX_PLAIN_DIGITS;
      faults.add(at, Type.VALUE, most + " digits before and after the point");
    }
  }

  private static void checkSign(@Nullable Object rate, Loc at, ErrorCollector faults) {
    if (rate instanceof Number number && Numbers.decimal(number).signum() < 0) {
      faults.add(
          at, Type.VALUE, "expected a rate of 0 or more, found " + Numbers.plainText(number));
    }
  }

  /** Rejects the negative rates of a row that stands at the given place. */
  public static void checkSigns(PriceRow row, Loc at, ErrorCollector faults) {
    checkAll(row, Rates::checkSign, at, faults);
  }

  /** {@return whether every rate has the one scale that equal rates have} */
  public static boolean havePlainScale(TokenRates rates) {
    return RATES.values().stream().allMatch(rate -> Numbers.hasPlainScale(rate.apply(rates)))
        && rates.otherRates().values().stream().allMatch(Numbers::hasPlainScale);
  }

  /** Checks every rate there is. */
  public static void checkAll(TokenRates rates, Check check, Loc at, ErrorCollector faults) {
    RATES.forEach((name, rate) -> check.check(rate.apply(rates), at.key(name), faults));
    Loc others = at.key("other_rates");
    rates.otherRates().forEach((kind, rate) -> check.check(rate, others.key(kind), faults));
  }

  /** {@return rates by kind in the one scale that equal rates have} */
  public static Map<String, BigDecimal> plain(Map<String, BigDecimal> rates) {
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
