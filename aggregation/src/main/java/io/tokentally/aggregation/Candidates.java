package io.tokentally.aggregation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that may price one model in one project, and which of them does: docs/semantics.md
 * section 7, rules 34 and 35. Both lists are sorted by date, then by who was made last.
 */
final class Candidates implements Function<Instant, Optional<PriceChoice>> {

  static final Candidates NONE =
      new Candidates(List.of(), List.of(), BeforeFirstPrice.UNPRICED, null);

  private final List<PriceRow> project;
  private final List<PriceRow> defaults;

  /** What is chosen by each row that is in effect; made once, for millions of calls. */
  private final List<Optional<PriceChoice>> ofProject;

  private final List<Optional<PriceChoice>> ofDefaults;

  /** What is chosen while nothing is in effect yet. */
  private final Optional<PriceChoice> ofFuture;

  Candidates(
      List<PriceRow> project,
      List<PriceRow> defaults,
      BeforeFirstPrice beforeFirst,
      @Nullable ModelMatch match) {
    this.project = project;
    this.defaults = defaults;
    this.ofProject = choices(project, match);
    this.ofDefaults = choices(defaults, match);
    // Nothing is in effect yet, so every candidate lies in the future.
    List<PriceRow> future = project.isEmpty() ? defaults : project;
    this.ofFuture =
        future.isEmpty() || beforeFirst == BeforeFirstPrice.UNPRICED
            ? Optional.empty()
            : Optional.of(
                new PriceChoice(
                    beforeFirst == BeforeFirstPrice.EARLIEST
                        ? lastOfFirstDate(future)
                        : future.get(future.size() - 1),
                    true,
                    match));
  }

  private static List<Optional<PriceChoice>> choices(
      List<PriceRow> rows, @Nullable ModelMatch match) {
    return rows.stream().map(row -> Optional.of(new PriceChoice(row, false, match))).toList();
  }

  boolean isEmpty() {
    return project.isEmpty() && defaults.isEmpty();
  }

  /** {@return when the first row of a project takes effect, and the first default row} */
  Stream<Instant> first() {
    return Stream.of(project, defaults)
        .filter(rows -> !rows.isEmpty())
        .map(rows -> rows.get(0).effectiveDate());
  }

  @Override
  public Optional<PriceChoice> apply(Instant startedAt) {
    int after = firstAfter(project, startedAt);
    if (after > 0) {
      return ofProject.get(after - 1);
    }
    after = firstAfter(defaults, startedAt);
    return after > 0 ? ofDefaults.get(after - 1) : ofFuture;
  }

  private static PriceRow lastOfFirstDate(List<PriceRow> sorted) {
    return sorted.get(firstAfter(sorted, sorted.get(0).effectiveDate()) - 1);
  }

  /** {@return the index of the first row that takes effect after the given time} */
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
