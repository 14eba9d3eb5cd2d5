package io.tokentally.aggregation.laws;

import io.tokentally.KindUsage;
import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.PriceRow;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of one call, and how entries add up: docs/semantics.md section 7.
 *
 * @param row what prices it, null for nothing
 * @param noRate whether the row has no rate for it
 */
record NaivePart(String model, NaiveUsage.Entry entry, @Nullable PriceRow row, boolean noRate) {

  /** {@return an entry's parts: a total without parts has no price, its requests have} */
  static List<NaivePart> of(String model, NaiveUsage.Entry entry, @Nullable PriceRow row) {
    if (!entry.noRate() || row == null) {
      return List.of(new NaivePart(model, entry, row, false));
    }
    BigInteger zero = BigInteger.ZERO;
    List<BigInteger> six = entry.six();
    List<BigInteger> rest = List.of(six.get(0), zero, zero, zero, zero, zero);
    List<BigInteger> total = List.of(zero, zero, zero, six.get(3), zero, zero);
    NaivePart unpriced = new NaivePart(model, new NaiveUsage.Entry(total, zero, true), null, true);
    return six.get(0).signum() == 0
        ? List.of(unpriced)
        : List.of(
            new NaivePart(model, new NaiveUsage.Entry(rest, zero, false), row, false), unpriced);
  }

  /** {@return the six counts by model} */
  static Map<String, List<BigInteger>> counts(List<NaivePart> parts) {
    Map<String, List<BigInteger>> sums = new TreeMap<>();
    for (NaivePart part : parts) {
      sums.merge(part.model, part.entry.six(), NaivePart::plus);
    }
    return sums;
  }

  private static List<BigInteger> plus(List<BigInteger> a, List<BigInteger> b) {
    List<BigInteger> sum = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      sum.add(a.get(i).add(b.get(i)));
    }
    return sum;
  }

  /** {@return usage by model; the costs are null if any part has no price} */
  static Map<String, LLMAggregatedUsage> sum(List<NaivePart> parts) {
    Map<String, LLMAggregatedUsage> sums = new TreeMap<>();
    counts(parts)
        .forEach(
            (model, six) -> {
              List<NaivePart> ours =
                  parts.stream().filter(part -> part.model.equals(model)).toList();
              LLMAggregatedUsage.Builder sum = LLMAggregatedUsage.builder();
              sum.requests(six.get(0).longValueExact());
              sum.promptTokens(six.get(1).longValueExact());
              sum.completionTokens(six.get(2).longValueExact());
              sum.totalTokens(six.get(3).longValueExact());
              sum.cacheReadInputTokens(six.get(4).longValueExact());
              sum.cacheCreationInputTokens(six.get(5).longValueExact());
              if (ours.stream().allMatch(part -> part.row != null)) {
                sum.promptTokensTotalCost(cost(ours, 0));
                sum.completionTokensTotalCost(cost(ours, 1));
                sum.cacheReadInputTokensTotalCost(cost(ours, 2));
                sum.cacheCreationInputTokensTotalCost(cost(ours, 3));
              }
              BigInteger unsplit = BigInteger.ZERO;
              for (NaivePart part : ours) {
                unsplit = part.entry.noRate() ? unsplit.add(part.entry.six().get(3)) : unsplit;
              }
              if (unsplit.signum() > 0) {
                sum.putKinds("unsplit_tokens", new KindUsage(unsplit.longValueExact(), null));
              }
              sums.put(model, sum.build());
            });
    return sums;
  }

  private static BigDecimal cost(List<NaivePart> parts, int which) {
    BigDecimal cost = BigDecimal.ZERO;
    for (NaivePart part : parts) {
      PriceRow row = Objects.requireNonNull(part.row);
      BigDecimal prompt = row.promptTokenCost();
      BigDecimal rate =
          switch (which) {
            case 0 -> prompt;
            case 1 -> row.completionTokenCost();
            case 2 -> Objects.requireNonNullElse(row.cacheReadInputTokenCost(), prompt);
            default -> Objects.requireNonNullElse(row.cacheCreationInputTokenCost(), prompt);
          };
      List<BigInteger> six = part.entry.six();
      BigInteger tokens =
          List.of(part.entry.uncached(), six.get(2), six.get(4), six.get(5)).get(which);
      cost = cost.add(new BigDecimal(tokens).multiply(rate));
    }
    return cost;
  }
}
