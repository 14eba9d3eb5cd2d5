package io.tokentally.aggregation;

import io.tokentally.UsageCount;
import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.price.Rates;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonText;
import io.tokentally.json.Loc;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rates by kind as a price file writes them: a number a kind, also for a million or a thousand of
 * it; null for a kind that has no rate.
 */
final class WrittenRates {

  static final String PROMPT = UsageCount.PROMPT_TOKENS.wireName();
  static final String COMPLETION = UsageCount.COMPLETION_TOKENS.wireName();
  static final String CACHE_READ = UsageCount.CACHE_READ_INPUT_TOKENS.wireName();
  static final String CACHE_CREATION = UsageCount.CACHE_CREATION_INPUT_TOKENS.wireName();

  private static final Set<String> OF_A_ROW =
      Set.of(PROMPT, COMPLETION, CACHE_READ, CACHE_CREATION, UnpricedKind.CACHE_CREATION_1H);

  /** What people write for kinds that have another name. */
  private static final Map<String, String> MISTAKEN =
      Map.ofEntries(
          Map.entry("input", PROMPT),
          Map.entry("input_tokens", PROMPT),
          Map.entry("prompt", PROMPT),
          Map.entry("output", COMPLETION),
          Map.entry("output_tokens", COMPLETION),
          Map.entry("completion", COMPLETION),
          Map.entry("cached", CACHE_READ),
          Map.entry("cached_tokens", CACHE_READ),
          Map.entry("cached_input", CACHE_READ),
          Map.entry("cache_read", CACHE_READ),
          Map.entry("cache_read_tokens", CACHE_READ),
          Map.entry("cache_write", CACHE_CREATION),
          Map.entry("cache_write_tokens", CACHE_CREATION),
          Map.entry("cache_creation", CACHE_CREATION),
          Map.entry("reasoning", "reasoning_tokens"));

  private static final String PER_MILLION = "_per_million";
  private static final String PER_THOUSAND = "_per_thousand";

  private static final Check RATE = Check.NUMBER.and(Rates::check);

  /** An object of rates. */
  static final Check CHECK =
      (value, at, faults) -> {
        if (value instanceof Map<?, ?> rates) {
          Map<String, String> written = new HashMap<>();
          rates.forEach((name, rate) -> check((String) name, rate, at, written, faults));
        } else {
          Check.wrongType("an object of rates by kind", value, at, faults);
        }
      };

  private final Map<String, @Nullable BigDecimal> byKind = new TreeMap<>();

  private static void check(
      String name,
      @Nullable Object rate,
      Loc at,
      Map<String, String> written,
      ErrorCollector faults) {
    String kind = kind(name, suffix(name));
    String meant = MISTAKEN.get(kind);
    String first = written.putIfAbsent(kind, name);
    if (meant != null) {
      String msg = "expected the name of a kind, such as " + meant + ", found " + JsonText.of(name);
      faults.add(at.key(name), Type.EXTRA_FORBIDDEN, msg);
    } else if (first != null) {
      String msg = "expected one rate a kind, found that of " + JsonText.of(first) + " as well";
      faults.add(at.key(name), Type.VALUE, msg);
    } else if (rate != null) {
      RATE.check(rate, at.key(name), faults);
    }
  }

  /** Takes the rates of an object that was checked, in the place of those taken before. */
  void putAll(Map<?, ?> rates) {
    rates.forEach(
        (name, rate) -> {
          String suffix = suffix((String) name);
          byKind.put(
              kind((String) name, suffix),
              rate instanceof Number number
                  ? Numbers.plain(Numbers.decimal(number).movePointLeft(digits(suffix)))
                  : null);
        });
  }

  void putAll(WrittenRates others) {
    byKind.putAll(others.byKind);
  }

  /** Multiplies the rates of tokens. */
  void multiply(BigDecimal factor) {
    byKind.replaceAll(
        (kind, rate) -> rate == null || !kind.endsWith("_tokens") ? rate : rate.multiply(factor));
  }

  private static String kind(String name, String suffix) {
    return name.substring(0, name.length() - suffix.length());
  }

  private static int digits(String suffix) {
    return suffix.equals(PER_MILLION) ? 6 : suffix.equals(PER_THOUSAND) ? 3 : 0;
  }

  private static String suffix(String name) {
    if (name.endsWith(PER_MILLION)) {
      return PER_MILLION;
    }
    return name.endsWith(PER_THOUSAND) ? PER_THOUSAND : "";
  }

  void writeTo(PriceRow.Builder row) {
    row.promptTokenCost(orZero(PROMPT))
        .completionTokenCost(orZero(COMPLETION))
        .cacheReadInputTokenCost(byKind.get(CACHE_READ))
        .cacheCreationInputTokenCost(byKind.get(CACHE_CREATION))
        .cacheCreation1hInputTokenCost(byKind.get(UnpricedKind.CACHE_CREATION_1H))
        .otherRates(others())
        .withoutRate(without());
  }

  void writeTo(PriceVariant.Builder variant) {
    variant
        .promptTokenCost(orZero(PROMPT))
        .completionTokenCost(orZero(COMPLETION))
        .cacheReadInputTokenCost(byKind.get(CACHE_READ))
        .cacheCreationInputTokenCost(byKind.get(CACHE_CREATION))
        .cacheCreation1hInputTokenCost(byKind.get(UnpricedKind.CACHE_CREATION_1H))
        .otherRates(others())
        .withoutRate(without());
  }

  private BigDecimal orZero(String kind) {
    BigDecimal rate = byKind.get(kind);
    return rate == null ? BigDecimal.ZERO : rate;
  }

  private Map<String, BigDecimal> others() {
    Map<String, BigDecimal> others = new TreeMap<>();
    byKind.forEach(
        (kind, rate) -> {
          if (rate != null && !OF_A_ROW.contains(kind)) {
            others.put(kind, rate);
          }
        });
    return others;
  }

  private Set<String> without() {
    Set<String> without = new TreeSet<>();
    byKind.forEach(
        (kind, rate) -> {
          if (rate == null) {
            without.add(kind);
          }
        });
    if (!byKind.containsKey(PROMPT)) {
      without.add(PROMPT);
    }
    if (!byKind.containsKey(COMPLETION)) {
      without.add(COMPLETION);
    }
    return without;
  }

  /** {@return rates as a file writes them: every one, and null for each kind that has none} */
  static Map<String, @Nullable Object> written(TokenRates rates) {
    Map<String, @Nullable Object> written = new LinkedHashMap<>();
    put(written, PROMPT, rates.promptTokenCost(), rates);
    put(written, COMPLETION, rates.completionTokenCost(), rates);
    put(written, CACHE_READ, rates.cacheReadInputTokenCost(), rates);
    put(written, CACHE_CREATION, rates.cacheCreationInputTokenCost(), rates);
    put(written, UnpricedKind.CACHE_CREATION_1H, rates.cacheCreation1hInputTokenCost(), rates);
    rates.otherRates().forEach((kind, rate) -> put(written, kind, rate, rates));
    new TreeSet<>(rates.withoutRate()).forEach(kind -> written.put(kind, null));
    return written;
  }

  private static void put(
      Map<String, @Nullable Object> written,
      String kind,
      @Nullable BigDecimal rate,
      TokenRates rates) {
    if (rate != null && !rates.withoutRate().contains(kind)) {
      written.put(kind, rate);
    }
  }
}
