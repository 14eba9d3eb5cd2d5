package io.tokentally.report.text;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.CacheSavings;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the cache of a model saved, as people read it. */
public final class CacheWords {

  private CacheWords() {}

  /** {@return an amount with its unit; not known where it is null} */
  public static String amount(@Nullable BigDecimal amount, @Nullable String unit) {
    return amount == null
        ? "not known"
        : Money.text(Money.rounded(amount)) + (unit == null ? "" : " " + Words.clean(unit));
  }

  /**
   * {@return what the caches of several models saved together, a row for each currency under a name
   * that says so; none for a single model} Models whose savings are not known are in no row.
   */
  public static List<CacheSavings> totals(List<CacheSavings> savings) {
    Map<String, List<CacheSavings>> byUnit = new TreeMap<>();
    for (CacheSavings each : savings) {
      if (each.net() != null && each.unit() != null) {
        byUnit.computeIfAbsent(each.unit(), unused -> new ArrayList<>()).add(each);
      }
    }
    long known = byUnit.values().stream().mapToLong(List::size).sum();
    String name = known == savings.size() ? "total" : "total of what is known";
    return savings.size() < 2
        ? List.of()
        : byUnit.entrySet().stream().map(each -> sum(name, each)).toList();
  }

  private static CacheSavings sum(String name, Map.Entry<String, List<CacheSavings>> ofUnit) {
    BigInteger read = BigInteger.ZERO;
    BigInteger written = BigInteger.ZERO;
    BigDecimal saved = BigDecimal.ZERO;
    BigDecimal extra = BigDecimal.ZERO;
    for (CacheSavings each : ofUnit.getValue()) {
      read = read.add(each.readTokens());
      written = written.add(each.writtenTokens());
      saved = saved.add(requireNonNull(each.saved()));
      extra = extra.add(requireNonNull(each.extra()));
    }
    return new CacheSavings(name, ofUnit.getKey(), read, saved, written, extra, List.of());
  }

  /** {@return why something is not known, by model; empty if all is} */
  public static List<String> open(List<CacheSavings> savings) {
    return savings.stream()
        .filter(each -> !each.open().isEmpty())
        .map(each -> Words.clean(each.model()) + ": " + reasons(each))
        .toList();
  }

  private static String reasons(CacheSavings savings) {
    return savings.open().stream()
        .map(open -> Words.number(open.tokens()) + " " + open.kind() + " " + reason(open.reason()))
        .collect(Collectors.joining(", "));
  }

  private static String reason(CacheSavings.Reason reason) {
    return switch (reason) {
      case NO_PRICE -> "without a price";
      case NO_UNCACHED_RATE -> "without a rate for no cache";
    };
  }
}
