package io.tokentally.benchmarks.rollup;

import static java.util.Objects.requireNonNull;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.benchmarks.data.SampleCall;
import io.tokentally.benchmarks.data.SampleUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A rollup as most people write it first: typed records, maps of maps, money in doubles, calls
 * taken from the leaves up.
 */
final class MapRollup {

  /** What one model used in one call and below it; money by kind, in dollars. */
  static final class Sum {
    long requests;
    long prompt;
    long completion;
    long cacheRead;
    long cacheCreation;
    double promptCost;
    double completionCost;
    double cacheReadCost;
    double cacheCreationCost;

    void add(Sum other) {
      requests += other.requests;
      prompt += other.prompt;
      completion += other.completion;
      cacheRead += other.cacheRead;
      cacheCreation += other.cacheCreation;
      promptCost += other.promptCost;
      completionCost += other.completionCost;
      cacheReadCost += other.cacheReadCost;
      cacheCreationCost += other.cacheCreationCost;
    }

    Total total() {
      double cost = promptCost + completionCost + cacheReadCost + cacheCreationCost;
      return new Total(
          requests, prompt, completion, cacheRead, cacheCreation, BigDecimal.valueOf(cost));
    }
  }

  /** A price as doubles. */
  private record Rates(
      String model,
      Instant from,
      double prompt,
      double completion,
      double cacheRead,
      double cacheCreation) {

    static Rates of(PriceRow row) {
      return new Rates(
          row.llmId(),
          row.effectiveDate(),
          row.promptTokenCost().doubleValue(),
          row.completionTokenCost().doubleValue(),
          requireNonNull(row.cacheReadInputTokenCost()).doubleValue(),
          requireNonNull(row.cacheCreationInputTokenCost()).doubleValue());
    }
  }

  private final List<Rates> prices;

  MapRollup(List<PriceRow> prices) {
    this.prices = prices.stream().map(Rates::of).toList();
  }

  /** {@return the sums by call and model} */
  Map<String, Map<String, Sum>> rollUp(List<SampleCall> calls) {
    Map<String, SampleCall> byId = new HashMap<>();
    Map<String, Integer> openChildren = new HashMap<>();
    Map<String, Map<String, Sum>> sums = new HashMap<>();
    for (SampleCall call : calls) {
      byId.put(call.id(), call);
      sums.put(call.id(), own(call));
      if (call.parentId() != null) {
        openChildren.merge(call.parentId(), 1, Integer::sum);
      }
    }
    Deque<SampleCall> complete = new ArrayDeque<>();
    for (SampleCall call : calls) {
      if (!openChildren.containsKey(call.id())) {
        complete.add(call);
      }
    }
    while (!complete.isEmpty()) {
      SampleCall call = complete.remove();
      SampleCall parent = call.parentId() == null ? null : byId.get(call.parentId());
      if (parent == null) {
        continue;
      }
      Map<String, Sum> above = requireNonNull(sums.get(parent.id()));
      requireNonNull(sums.get(call.id()))
          .forEach((model, sum) -> above.computeIfAbsent(model, unused -> new Sum()).add(sum));
      if (openChildren.merge(parent.id(), -1, Integer::sum) == 0) {
        complete.add(parent);
      }
    }
    return sums;
  }

  /** {@return the totals: the sums of the calls that nobody made} */
  static Map<String, Total> totals(
      List<SampleCall> calls, Map<String, Map<String, Sum>> sumsByCall) {
    Map<String, Sum> sums = new TreeMap<>();
    for (SampleCall call : calls) {
      if (call.parentId() == null) {
        requireNonNull(sumsByCall.get(call.id()))
            .forEach((model, sum) -> sums.computeIfAbsent(model, unused -> new Sum()).add(sum));
      }
    }
    Map<String, Total> totals = new TreeMap<>();
    sums.forEach((model, sum) -> totals.put(model, sum.total()));
    return totals;
  }

  private Map<String, Sum> own(SampleCall call) {
    Map<String, Sum> own = new HashMap<>();
    String model = call.model();
    SampleUsage used = call.usage();
    if (model != null && used != null) {
      own.put(model, sum(used, requireNonNull(price(model, call.startedAt()), "price")));
    }
    return own;
  }

  private static Sum sum(SampleUsage used, Rates rates) {
    Sum sum = new Sum();
    sum.requests = 1;
    sum.prompt = used.prompt();
    sum.completion = used.completion();
    sum.cacheRead = used.cacheRead();
    sum.cacheCreation = used.cacheCreation();
    sum.promptCost = (used.prompt() - used.cacheRead() - used.cacheCreation()) * rates.prompt;
    sum.completionCost = used.completion() * rates.completion;
    sum.cacheReadCost = used.cacheRead() * rates.cacheRead;
    sum.cacheCreationCost = used.cacheCreation() * rates.cacheCreation;
    return sum;
  }

  private @Nullable Rates price(String model, Instant at) {
    Rates latest = null;
    for (Rates each : prices) {
      if (each.model.equals(model)
          && !each.from.isAfter(at)
          && (latest == null || each.from.isAfter(latest.from))) {
        latest = each;
      }
    }
    return latest;
  }
}
