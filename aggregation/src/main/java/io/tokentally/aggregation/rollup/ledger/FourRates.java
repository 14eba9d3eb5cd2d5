package io.tokentally.aggregation.rollup.ledger;

import io.tokentally.UsageCount;
import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.TokenRates;
import io.tokentally.aggregation.rules.TallyRules;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The four rates, and which count each of them prices: docs/semantics.md section 7. */
public enum FourRates {
  PROMPT(UsageCount.PROMPT_TOKENS, Cells.UNCACHED, Within.PROMPT),
  COMPLETION(UsageCount.COMPLETION_TOKENS, Cells.COMPLETION, Within.COMPLETION),
  CACHE_READ(UsageCount.CACHE_READ_INPUT_TOKENS, Cells.CACHE_READ, Within.CACHE_READ),
  CACHE_CREATION(
      UsageCount.CACHE_CREATION_INPUT_TOKENS, Cells.CACHE_CREATION, Within.CACHE_CREATION);

  /** All of them. */
  public static final List<FourRates> ALL = List.of(values());

  private static final Set<String> TOKENS =
      ALL.stream().map(FourRates::tokens).collect(Collectors.toUnmodifiableSet());

  private final String tokens;
  private final int count;
  private final Within within;

  FourRates(UsageCount tokens, int count, Within within) {
    this.tokens = tokens.wireName();
    this.count = count;
    this.within = within;
  }

  /** {@return the place of a count among {@link #ALL}; -1 for what comes on top} */
  static int place(Within within) {
    return ALL.indexOf(of(within));
  }

  /** {@return the rate that prices text within a count; null for what comes on top} */
  static @Nullable FourRates of(Within within) {
    for (FourRates each : ALL) {
      if (each.within == within) {
        return each;
      }
    }
    return null;
  }

  /** {@return which count of {@link Cells} it prices} */
  public int count() {
    return count;
  }

  /** {@return whether a kind is one that these rates price} */
  static boolean isTokens(String kind) {
    return TOKENS.contains(kind);
  }

  /** {@return the name of the tokens that it prices} */
  String tokens() {
    return tokens;
  }

  Within within() {
    return within;
  }

  /**
   * {@return currency per token; null if there is no rate}
   *
   * @param rules what cached tokens cost where there is no rate for them
   */
  public @Nullable BigDecimal of(TokenRates rates, TallyRules rules) {
    if (rates.withoutRate().contains(tokens)) {
      return null;
    }
    return switch (this) {
      case PROMPT -> rates.promptTokenCost();
      case COMPLETION -> rates.completionTokenCost();
      case CACHE_READ -> or(rates.cacheReadInputTokenCost(), rates, rules);
      case CACHE_CREATION -> or(rates.cacheCreationInputTokenCost(), rates, rules);
    };
  }

  private static @Nullable BigDecimal or(
      @Nullable BigDecimal rate, TokenRates rates, TallyRules rules) {
    if (rate != null) {
      return rate;
    }
    return rates.withoutRate().contains(PROMPT.tokens)
        ? null
        : rules.absentCacheRate(rates.promptTokenCost());
  }
}
