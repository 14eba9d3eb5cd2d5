package io.tokentally.providers.prices;

import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The prices that one entry of LiteLLM's list writes. */
final class LiteLlmEntry {

  /** Part of the name of everything that is charged. */
  private static final String COST = "cost";

  private static final String CACHE_READ = "cache_read_input_token_cost";
  private static final String CACHE_HIT = "input_cost_per_token_cache_hit";
  private static final String COMPLETION = "output_cost_per_token";
  private static final String REASONING = "output_cost_per_reasoning_token";

  private static final Map<String, RateKind> KINDS =
      Map.of(
          "input_cost_per_token",
          RateKind.PROMPT,
          COMPLETION,
          RateKind.COMPLETION,
          CACHE_READ,
          RateKind.CACHE_READ,
          "cache_creation_input_token_cost",
          RateKind.CACHE_CREATION,
          "cache_creation_input_token_cost_above_1hr",
          RateKind.CACHE_CREATION_1H);

  private static final Pattern ABOVE = Pattern.compile("(.+)_above_([1-9][0-9]{0,8})k_tokens");

  /** Kinds of models that answer with no tokens. */
  private static final Set<String> WITHOUT_OUTPUT = Set.of("embedding", "moderation", "rerank");

  private final TieredRates rates = new TieredRates();
  private final Set<String> leftOut = new LinkedHashSet<>();
  private final List<String> otherCharges = new ArrayList<>();
  private final Map<?, ?> members;

  private LiteLlmEntry(Map<?, ?> members) {
    this.members = members;
  }

  static LiteLlmEntry read(Map<?, ?> members, ErrorCollector faults) {
    LiteLlmEntry entry = new LiteLlmEntry(members);
    members.forEach(
        (name, value) -> {
          if (value != null) {
            entry.member((String) name, value, faults);
          }
        });
    return entry;
  }

  TieredRates rates() {
    return rates;
  }

  /** {@return the members that token rates cannot say, in the order of the entry} */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** {@return why the entry gives no price per token, null if it does} */
  @Nullable String unpriced() {
    boolean noOutput = members.get("mode") instanceof String mode && WITHOUT_OUTPUT.contains(mode);
    String missing = rates.missing(noOutput);
    return missing == null ? rates.onlyOther(otherCharges) : missing;
  }

  private void member(String name, Object value, ErrorCollector faults) {
    Loc at = Loc.ROOT.key(name);
    if (name.equals("tiered_pricing")) {
      tiers(value, at, faults);
    } else if (!rate(name, value, at, faults) && isCharge(name, value)) {
      leftOut.add(name);
      if (name.contains(COST) && isPositive(value)) {
        otherCharges.add(name);
      }
    }
  }

  /** Takes the member if it is a rate, and returns whether it is. */
  private boolean rate(String name, Object value, Loc at, ErrorCollector faults) {
    Matcher above = ABOVE.matcher(name);
    boolean isTier = above.matches();
    RateKind kind = isTier ? KINDS.get(above.group(1)) : kind(name);
    if (kind == null) {
      return false;
    }
    BigDecimal rate = ListChecks.rate(value, 0, at, faults);
    if (rate != null) {
      rates.put(kind, isTier ? Long.parseLong(above.group(2)) * 1_000 : 0, rate);
    }
    return true;
  }

  /** Of the two names that cache reads go by, the newer one comes first. */
  private @Nullable RateKind kind(String name) {
    boolean onlyHit = name.equals(CACHE_HIT) && members.get(CACHE_READ) == null;
    return onlyHit ? RateKind.CACHE_READ : KINDS.get(name);
  }

  private boolean isCharge(String name, Object value) {
    if (name.equals(REASONING)) {
      return !isEqual(value, members.get(COMPLETION));
    }
    if (name.equals(CACHE_HIT)) {
      return !isEqual(value, members.get(CACHE_READ));
    }
    if (name.equals("provider_specific_entry")) {
      return isPositive(value);
    }
    return name.contains(COST) || name.contains("multiplier");
  }

  private void tiers(Object value, Loc at, ErrorCollector faults) {
    LiteLlmTiers tiers = new LiteLlmTiers(KINDS, rates, faults);
    for (String other : tiers.read(value, at)) {
      if (!leftOut.contains(other)) {
        leftOut.add(other);
        otherCharges.add(other);
      }
    }
  }

  private static boolean isEqual(@Nullable Object a, @Nullable Object b) {
    return a instanceof Number x && b instanceof Number y && Numbers.compare(x, y) == 0;
  }

  /** Some charges are objects of numbers, such as one for each size of a search. */
  private static boolean isPositive(@Nullable Object value) {
    if (value instanceof Map<?, ?> charges) {
      return charges.values().stream()
          .anyMatch(charge -> charge instanceof Number number && isAboveZero(number));
    }
    return value instanceof Number number && isAboveZero(number);
  }

  private static boolean isAboveZero(Number number) {
    return Numbers.compare(number, 0L) > 0;
  }
}
