package io.tokentally.providers.prices;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * LiteLLM's {@code tiered_pricing}: a list of rates, each for a {@code range} of prompt tokens that
 * begins where the one before ends. Above the last range its rates go on.
 */
final class LiteLlmTiers {

  private final TieredRates rates;
  private final @Nullable String mode;
  private final ErrorCollector faults;
  private final Set<String> leftOut = new LinkedHashSet<>();

  /**
   * @param rates takes the rates
   * @param mode what the model does, null if the list does not say
   */
  LiteLlmTiers(TieredRates rates, @Nullable String mode, ErrorCollector faults) {
    this.rates = rates;
    this.mode = mode;
    this.faults = faults;
  }

  /** {@return the charges that are no token rates, by path} */
  Set<String> read(Object value, Loc at) {
    if (!(value instanceof List<?> tiers)) {
      Check.wrongType("a list", value, at, faults);
      return Set.of();
    }
    long start = 0;
    for (int i = 0; i < tiers.size() && start >= 0; i++) {
      start = tier(tiers.get(i), start, at.index(i));
    }
    return leftOut;
  }

  /** {@return where the next tier has to begin, -1 if that is not known} */
  private long tier(@Nullable Object value, long start, Loc at) {
    if (!(value instanceof Map<?, ?> tier)) {
      Check.wrongType("an object", value, at, faults);
      return -1;
    }
    boolean isByTokens = tier.get("range") != null || tier.get("max_results_range") == null;
    long end = isByTokens ? end(tier.get("range"), start, at.key("range")) : start;
    tier.forEach(
        (name, member) -> {
          if (member != null) {
            member((String) name, member, isByTokens ? start : -1, at);
          }
        });
    return end;
  }

  private void member(String name, Object value, long start, Loc at) {
    LiteLlmNames.Rate named = LiteLlmNames.rate(name, mode);
    if (start >= 0 && named != null && named.above() == 0 && named.way() == null) {
      BigDecimal rate = ListChecks.rate(value, 0, at.key(name), faults);
      if (rate != null) {
        named.kinds().forEach(kind -> rates.put(kind, start, rate));
      }
    } else if (LiteLlmNames.isCharge(name)) {
      leftOut.add("tiered_pricing." + name);
    }
  }

  private long end(@Nullable Object value, long start, Loc at) {
    if (!(value instanceof List<?> range) || range.size() != 2) {
      Check.wrongType("a list of 2", value, at, faults);
      return -1;
    }
    long from = ListChecks.tokens(range.get(0), 0, at.index(0), faults);
    long end = ListChecks.tokens(range.get(1), start + 1, at.index(1), faults);
    if (from >= 0 && from != start) {
      faults.add(at.index(0), Type.VALUE, "expected " + start + ", found " + from);
    }
    return end;
  }
}
