package io.tokentally.report.text;

import io.tokentally.aggregation.CacheSavings;
import java.math.BigDecimal;
import java.util.List;
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
      case NO_PRICE -> "have no price";
      case NO_UNCACHED_RATE -> "have no rate without a cache";
    };
  }
}
