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

  private final Map<String, RateKind> kinds;
  private final TieredRates rates;
  private final ErrorCollector faults;
  private final Set<String> leftOut = new LinkedHashSet<>();

  /**
   * @param rates takes the rates
   */
  LiteLlmTiers(Map<String, RateKind> kinds, TieredRates rates, ErrorCollector faults) {
    this.kinds = kinds;
    this.rates = rates;
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
    boolean hasRates = kinds.keySet().stream().anyMatch(name -> tier.get(name) != null);
    long end = hasRates ? end(tier.get("range"), start, at.key("range")) : start;
    tier.forEach(
        (name, member) -> {
          if (member != null) {
            member((String) name, member, start, at);
          }
        });
    return end;
  }

  private void member(String name, Object value, long start, Loc at) {
    RateKind kind = kinds.get(name);
    if (kind != null) {
      BigDecimal rate = ListChecks.rate(value, 0, at.key(name), faults);
      if (rate != null) {
        rates.put(kind, start, rate);
      }
    } else if (name.contains("cost")) {
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
