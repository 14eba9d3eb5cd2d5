package io.tokentally.benchmarks.rollup;

import static java.util.Objects.requireNonNull;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.PriceRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A rollup as a first version would have it: maps of maps, values that are added, recursion. */
final class MapRollup {

  private final List<PriceRow> prices;
  private final Map<String, List<TracedCall>> children = new HashMap<>();
  private final Map<String, Map<String, Total>> byCall = new HashMap<>();

  MapRollup(List<PriceRow> prices) {
    this.prices = prices;
  }

  Map<String, Total> rollUp(List<? extends TracedCall> calls) {
    List<TracedCall> roots = new ArrayList<>();
    for (TracedCall call : calls) {
      List<TracedCall> siblings =
          call.parentId() == null
              ? roots
              : children.computeIfAbsent(call.parentId(), unused -> new ArrayList<>());
      siblings.add(call);
    }
    Map<String, Total> totals = new TreeMap<>();
    for (TracedCall root : roots) {
      addAll(totals, sum(root));
    }
    return totals;
  }

  private Map<String, Total> sum(TracedCall call) {
    Map<String, Total> sums = new HashMap<>();
    addAll(sums, own(call));
    for (TracedCall child : children.getOrDefault(call.id(), List.of())) {
      addAll(sums, sum(child));
    }
    byCall.put(call.id(), sums);
    return sums;
  }

  private static void addAll(Map<String, Total> sums, Map<String, Total> more) {
    more.forEach((model, total) -> sums.merge(model, total, Total::plus));
  }

  private Map<String, Total> own(TracedCall call) {
    Map<String, Total> own = new HashMap<>();
    if (call.usage() instanceof Map<?, ?> usage) {
      usage.forEach(
          (model, counts) ->
              own.put((String) model, total(call, (String) model, (Map<?, ?>) counts)));
    }
    return own;
  }

  private Total total(TracedCall call, String model, Map<?, ?> counts) {
    long prompt = count(counts.get("prompt_tokens"));
    long completion = count(counts.get("completion_tokens"));
    long read = count(counts.get("cache_read_input_tokens"));
    long creation = count(counts.get("cache_creation_input_tokens"));
    PriceRow price = price(call, model);
    BigDecimal cost =
        cost(prompt - read - creation, price.promptTokenCost())
            .add(cost(completion, price.completionTokenCost()))
            .add(cost(read, requireNonNull(price.cacheReadInputTokenCost())))
            .add(cost(creation, requireNonNull(price.cacheCreationInputTokenCost())));
    return new Total(count(counts.get("requests")), prompt, completion, read, creation, cost);
  }

  private static BigDecimal cost(long tokens, BigDecimal rate) {
    return BigDecimal.valueOf(tokens).multiply(rate);
  }

  private static long count(@Nullable Object value) {
    return value == null ? 0 : ((Number) value).longValue();
  }

  private PriceRow price(TracedCall call, String model) {
    PriceRow latest = null;
    for (PriceRow row : prices) {
      if (row.llmId().equals(model)
          && !row.effectiveDate().isAfter(requireNonNull(call.startedAt()))
          && (latest == null || row.effectiveDate().isAfter(latest.effectiveDate()))) {
        latest = row;
      }
    }
    return requireNonNull(latest, "price");
  }
}
