package io.tokentally.providers.prices;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The prices that one entry of LiteLLM's list writes. */
final class LiteLlmEntry {

  /** Kinds of models that answer with no tokens. */
  private static final Set<String> WITHOUT_OUTPUT = Set.of("embedding", "moderation", "rerank");

  private static final String SPEED = "speed_fast";
  private static final String UPLIFT = "regional_processing_uplift_multiplier_";

  /** Takes its long-context rates from the number on, as LiteLLM's own calculation does. */
  private static final String FROM_ON = "xai";

  private final TieredRates usual = new TieredRates();
  private final Map<String, TieredRates> byWay = new TreeMap<>();
  private final Map<String, BigDecimal> factors = new TreeMap<>();
  private final Set<String> leftOut = new LinkedHashSet<>();
  private final Map<?, ?> members;
  private final @Nullable String mode;
  private final @Nullable String provider;
  private LiteLlmOffPeak offPeak = LiteLlmOffPeak.NONE;

  private LiteLlmEntry(Map<?, ?> members) {
    this.members = members;
    this.mode = members.get("mode") instanceof String text ? text : null;
    this.provider = members.get("litellm_provider") instanceof String text ? text : null;
  }

  static LiteLlmEntry read(Map<?, ?> members, ErrorCollector faults) {
    LiteLlmEntry entry = new LiteLlmEntry(members);
    members.forEach(
        (name, value) -> {
          if (value != null) {
            entry.member((String) name, value, faults);
          }
        });
    entry.finish();
    return entry;
  }

  /** {@return the members about prices that rates cannot say, in the order of the entry} */
  List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  /** {@return why the entry gives no price, null if it does} */
  @Nullable String unpriced() {
    if (!usual.isEmpty() || !byWay.isEmpty()) {
      return null;
    }
    return leftOut.isEmpty()
        ? "has no price"
        : "is charged by " + String.join(", ", leftOut) + ", not per token";
  }

  void writeTo(PriceRow.Builder row) {
    usual.writeTo(row);
    offPeak.writeTo(row, usual, List.of(), BigDecimal.ONE);
    byWay.forEach((way, rates) -> row.addAllVariants(rates.variants(List.of(way), null)));
    for (Map.Entry<Set<String>, BigDecimal> scaled : combinations().entrySet()) {
      Set<String> ways = scaled.getKey();
      BigDecimal factor = scaled.getValue();
      row.addAllVariants(usual.times(factor).variants(ways, null));
      offPeak.writeTo(row, usual, ways, factor);
      byWay.forEach(
          (way, rates) -> {
            Set<String> all = new TreeSet<>(ways);
            all.add(way);
            row.addAllVariants(rates.times(factor).variants(all, null));
          });
    }
  }

  /** {@return the ways of serving that multiply rates, by themselves and together} */
  private Map<Set<String>, BigDecimal> combinations() {
    Map<Set<String>, BigDecimal> all = new LinkedHashMap<>();
    factors.forEach((way, factor) -> all.put(Set.of(way), factor));
    factors.forEach(
        (place, factor) -> {
          BigDecimal speed = factors.get(SPEED);
          if (speed != null && !place.equals(SPEED)) {
            all.put(new TreeSet<>(Set.of(place, SPEED)), factor.multiply(speed));
          }
        });
    return all;
  }

  private void member(String name, Object value, ErrorCollector faults) {
    Loc at = Loc.ROOT.key(name);
    if (name.equals("tiered_pricing")) {
      leftOut.addAll(new LiteLlmTiers(usual, mode, faults).read(value, at));
    } else if (name.equals("off_peak_pricing")) {
      offPeak = LiteLlmOffPeak.read(value, mode, at, faults);
      leftOut.addAll(offPeak.leftOut());
    } else if (name.equals("search_context_cost_per_query")) {
      searches(value, at, faults);
    } else if (name.equals("provider_specific_entry") && value instanceof Map<?, ?> ways) {
      ways.forEach((way, factor) -> factor((String) way, factor, at, faults));
    } else if (name.startsWith(UPLIFT)) {
      factor(name.substring(UPLIFT.length()), value, at, faults);
    } else if (!rate(name, value, at, faults) && LiteLlmNames.isCharge(name)) {
      leftOut.add(name);
    }
  }

  /** Takes the member if it is a rate, and returns whether it is. */
  private boolean rate(String name, Object value, Loc at, ErrorCollector faults) {
    LiteLlmNames.Rate named = LiteLlmNames.rate(name, mode);
    if (named == null) {
      return false;
    }
    BigDecimal rate = ListChecks.rate(value, 0, at, faults);
    if (name.equals(LiteLlmNames.CACHE_HIT) && members.get(LiteLlmNames.CACHE_READ) != null) {
      return isEqual(value, members.get(LiteLlmNames.CACHE_READ));
    }
    if (rate != null) {
      String way = named.way();
      TieredRates rates =
          way == null ? usual : byWay.computeIfAbsent(way, unused -> new TieredRates());
      boolean fromOn = named.above() > 0 && FROM_ON.equals(provider);
      long above = fromOn ? named.above() - 1 : named.above();
      named.kinds().forEach(kind -> rates.put(kind, above, rate));
    }
    return true;
  }

  private void factor(String way, @Nullable Object value, Loc at, ErrorCollector faults) {
    if (value instanceof Number) {
      BigDecimal factor = ListChecks.rate(value, 0, at, faults);
      if (factor != null) {
        factors.put(way.equals("fast") ? SPEED : "inference_geo_" + way, factor);
      }
    }
  }

  /** Takes the fees of searches, which may depend on how much context a search brings. */
  private void searches(Object value, Loc at, ErrorCollector faults) {
    if (!(value instanceof Map<?, ?> fees)) {
      leftOut.add("search_context_cost_per_query");
      return;
    }
    fees.forEach(
        (size, fee) -> {
          BigDecimal rate =
              fee == null ? null : ListChecks.rate(fee, 0, at.key((String) size), faults);
          if (rate != null) {
            searches((String) size, rate);
          }
        });
  }

  private void searches(String size, BigDecimal fee) {
    boolean isMedium = size.equals("search_context_size_medium");
    if (!size.startsWith("search_context_size_")) {
      leftOut.add("search_context_cost_per_query." + size);
    } else if ("perplexity".equals(provider)) {
      usual.put(size, 0, fee);
      if (isMedium) {
        usual.put("num_search_queries", 0, fee);
      }
    } else if (isMedium && provider != null && isGeminiOf(provider)) {
      // Charged is each query, or each prompt that has any; what is charged so is not the other.
      boolean perQuery = members.get("web_search_billing_unit") != null;
      usual.put("google_search_queries", 0, perQuery ? fee : BigDecimal.ZERO);
      usual.put("grounded_prompts", 0, perQuery ? BigDecimal.ZERO : fee);
      if (perQuery) {
        usual.put("web_search_requests", 0, fee);
      }
    } else if (isMedium) {
      // Unless it is told, the size is medium.
      usual.put("web_search_requests", 0, fee);
    }
  }

  private static boolean isGeminiOf(String provider) {
    return provider.equals("gemini")
        || (provider.startsWith("vertex_ai") && !provider.contains("anthropic"));
  }

  /** Settles what members say together. */
  private void finish() {
    boolean noOutput = mode != null && WITHOUT_OUTPUT.contains(mode);
    boolean chargesElse =
        leftOut.stream().anyMatch(name -> name.contains("cost") && isPositive(members.get(name)));
    usual.settle(noOutput, chargesElse);
    byWay.values().forEach(rates -> rates.leaveOpen(usual));
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
