package io.tokentally.aggregation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows that may price one model in one project, and which of them does: SEMANTICS.md section 7
 * and section 10, rules 34 and 35. Both lists are sorted by date, then by who was made last.
 */
record Candidates(
    List<PriceRow> project,
    List<PriceRow> defaults,
    BeforeFirstPrice beforeFirst,
    @Nullable ModelMatch match)
    implements Function<Instant, Optional<PriceChoice>> {

  static final Candidates NONE =
      new Candidates(List.of(), List.of(), BeforeFirstPrice.UNPRICED, null);

  @Override
  public Optional<PriceChoice> apply(Instant startedAt) {
    PriceRow inEffect = inEffect(project, startedAt);
    if (inEffect == null) {
      inEffect = inEffect(defaults, startedAt);
    }
    if (inEffect != null) {
      return Optional.of(new PriceChoice(inEffect, false, match));
    }
    // Nothing is in effect yet, so every candidate lies in the future.
    List<PriceRow> future = project.isEmpty() ? defaults : project;
    if (future.isEmpty()) {
      return Optional.empty();
    }
    return switch (beforeFirst) {
      case EARLIEST -> Optional.of(new PriceChoice(lastOfFirstDate(future), true, match));
      case LATEST -> Optional.of(new PriceChoice(future.get(future.size() - 1), true, match));
      case UNPRICED -> Optional.empty();
    };
  }

  private static @Nullable PriceRow inEffect(List<PriceRow> sorted, Instant startedAt) {
    int after = firstAfter(sorted, startedAt);
    return after == 0 ? null : sorted.get(after - 1);
  }

  private static PriceRow lastOfFirstDate(List<PriceRow> sorted) {
    return sorted.get(firstAfter(sorted, sorted.get(0).effectiveDate()) - 1);
  }

  /** {@return the index of the first row that takes effect after the moment} */
  private static int firstAfter(List<PriceRow> sorted, Instant moment) {
    int low = 0;
    int high = sorted.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted.get(middle).effectiveDate().isAfter(moment)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low;
  }
}
