package io.tokentally.benchmarks.rollup;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.PriceRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A price as somebody writes it who knows the rates beforehand: whole multiples of {@code 10^-12}
 * dollars, so that a long holds any sum here, exactly.
 */
record Tariff(long from, long prompt, long completion, long cacheRead, long cacheCreation) {

  static final int SCALE = 12;

  /** {@return the tariffs of each model, the newest first} */
  static Map<String, List<Tariff>> byModel(List<PriceRow> rows) {
    Map<String, List<Tariff>> tariffs = new HashMap<>();
    for (PriceRow row : rows) {
      tariffs.computeIfAbsent(row.llmId(), unused -> new ArrayList<>()).add(of(row));
    }
    tariffs.values().forEach(each -> each.sort(Comparator.comparingLong(Tariff::from).reversed()));
    return tariffs;
  }

  private static Tariff of(PriceRow row) {
    return new Tariff(
        row.effectiveDate().getEpochSecond(),
        scaled(row.promptTokenCost()),
        scaled(row.completionTokenCost()),
        scaled(requireNonNull(row.cacheReadInputTokenCost())),
        scaled(requireNonNull(row.cacheCreationInputTokenCost())));
  }

  private static long scaled(BigDecimal rate) {
    return rate.movePointRight(SCALE).longValueExact();
  }

  /** {@return the one in effect} */
  static Tariff at(Instant start, List<Tariff> newestFirst) {
    for (Tariff tariff : newestFirst) {
      if (tariff.from <= start.getEpochSecond()) {
        return tariff;
      }
    }
    throw new IllegalStateException("no price at " + start);
  }

  long cost(long promptTokens, long completionTokens, long read, long creation) {
    return (promptTokens - read - creation) * prompt
        + completionTokens * completion
        + read * cacheRead
        + creation * cacheCreation;
  }
}
