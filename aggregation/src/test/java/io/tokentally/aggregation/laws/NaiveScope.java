package io.tokentally.aggregation.laws;

import io.tokentally.Call;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose usage counts, found by recursion: docs/semantics.md rules 57 and 58. */
final class NaiveScope {

  private final NaiveForest forest;
  private final Map<Call, List<NaivePart>> own;
  private final TallyOptions options;

  NaiveScope(NaiveForest forest, Map<Call, List<NaivePart>> own, TallyOptions options) {
    this.forest = forest;
    this.own = own;
    this.options = options;
  }

  /** {@return whether the own usage of a call would not count, under AUTO or MODEL_CALLS} */
  boolean isRepeated(Call call) {
    List<Call> below = below(call);
    if (own.get(call).isEmpty() || below.stream().allMatch(each -> own.get(each).isEmpty())) {
      return false;
    }
    if (options.usageScope() == UsageScope.MODEL_CALLS
        || options.wrapperOperations().contains(call.operation())) {
      return true;
    }
    Totals mine = Totals.of(own.get(call));
    List<NaivePart> counted = new ArrayList<>();
    below.stream().filter(each -> !isRepeated(each)).forEach(each -> counted.addAll(own.get(each)));
    List<NaivePart> nearest = nearest(call);
    Set<String> names = own.get(call).stream().map(NaiveScope::name).collect(Collectors.toSet());
    return mine.says(Totals.of(counted))
        || mine.says(Totals.of(of(names, counted)))
        || mine.says(Totals.of(nearest))
        || mine.says(Totals.of(of(names, nearest)))
        || below.stream().anyMatch(each -> mine.saysAlone(Totals.of(own.get(each))));
  }

  private static List<NaivePart> of(Set<String> names, List<NaivePart> parts) {
    return parts.stream().filter(part -> names.contains(name(part))).toList();
  }

  private static String name(NaivePart part) {
    return part.row() == null ? part.model() : part.row().llmId();
  }

  private List<Call> below(Call call) {
    List<Call> below = new ArrayList<>();
    for (Call child : forest.children(call)) {
      below.add(child);
      below.addAll(below(child));
    }
    return below;
  }

  private List<NaivePart> nearest(Call call) {
    List<NaivePart> nearest = new ArrayList<>();
    for (Call child : forest.children(call)) {
      nearest.addAll(own.get(child).isEmpty() ? nearest(child) : own.get(child));
    }
    return nearest;
  }

  /** Counts over all models: requests, prompt, completion, total, both caches, and the uncached. */
  private record Totals(List<BigInteger> counts) {

    static Totals of(List<NaivePart> parts) {
      List<BigInteger> counts = new ArrayList<>();
      for (int i = 0; i < 7; i++) {
        int count = i;
        counts.add(
            parts.stream()
                .map(part -> count < 6 ? part.entry().six().get(count) : part.entry().uncached())
                .reduce(BigInteger.ZERO, BigInteger::add));
      }
      return new Totals(counts);
    }

    private BigInteger prompt() {
      return counts.get(1);
    }

    private BigInteger uncached() {
      return counts.get(6);
    }

    private boolean isComparable() {
      return counts.stream().allMatch(count -> count.bitLength() < Long.SIZE)
          && (prompt().signum() | counts.get(2).signum() | counts.get(3).signum()) != 0;
    }

    private boolean isTotalAlone() {
      return prompt().signum() == 0 && counts.get(2).signum() == 0;
    }

    private boolean isCached() {
      return counts.get(4).signum() != 0 || counts.get(5).signum() != 0;
    }

    boolean says(Totals other) {
      if (!isComparable() || !other.isComparable()) {
        return false;
      }
      if (isTotalAlone() || other.isTotalAlone()) {
        return counts.get(3).equals(other.counts.get(3));
      }
      if (!counts.get(2).equals(other.counts.get(2))) {
        return false;
      }
      boolean alike = prompt().equals(other.prompt()) && counts.get(3).equals(other.counts.get(3));
      if (isCached() == other.isCached()) {
        return alike && counts.subList(4, 6).equals(other.counts.subList(4, 6));
      }
      return alike
          || (isCached() ? uncached().equals(other.prompt()) : prompt().equals(other.uncached()));
    }

    /** {@return the same of a single call, which has to have what is looked at} */
    boolean saysAlone(Totals other) {
      if (isComparable() && isTotalAlone()) {
        return counts.get(3).equals(other.counts.get(3));
      }
      return !other.isTotalAlone() && says(other);
    }
  }
}
