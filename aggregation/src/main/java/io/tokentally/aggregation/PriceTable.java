package io.tokentally.aggregation;

import io.tokentally.json.Faults;
import io.tokentally.json.Loc;
import io.tokentally.value.Texts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Price rows, ready to be asked which one holds: SEMANTICS.md section 7 and section 10, rules 33 to
 * 36. The order of the rows never matters. Immutable and thread-safe.
 */
public final class PriceTable {

  /** A table without rows: every model is unpriced. */
  public static final PriceTable EMPTY = of(List.of());

  /** By effective date; of equal dates the row made last comes last. */
  private static final Comparator<PriceRow> BY_DATE =
      Comparator.comparing(PriceRow::effectiveDate)
          .thenComparing(PriceRow::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(PriceRow::id, Texts::compare);

  /** Project null stands for the default level, provider null for whichever. */
  private record Key(String model, @Nullable String project, @Nullable String provider) {}

  private final List<PriceRow> rows;
  private final Map<Key, List<PriceRow>> byKey = new HashMap<>();

  private PriceTable(List<PriceRow> rows) {
    this.rows = rows;
    for (PriceRow row : rows) {
      if (row.isDefaultLevel()) {
        index(null, row);
      } else if (row.pricingLevel().equals(PriceRow.PROJECT_LEVEL)) {
        index(row.pricingLevelId(), row);
      }
    }
    byKey.values().forEach(candidates -> candidates.sort(BY_DATE));
  }

  private void index(@Nullable String project, PriceRow row) {
    add(new Key(row.llmId(), project, null), row);
    if (row.providerId() != null) {
      add(new Key(row.llmId(), project, row.providerId()), row);
    }
  }

  private void add(Key key, PriceRow row) {
    byKey.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
  }

  /**
   * {@return a table of the rows}
   *
   * @throws io.tokentally.ValidationException if a rate is negative, with every such rate
   */
  public static PriceTable of(Collection<PriceRow> rows) {
    return of(rows, NegativeAmounts.NEVER);
  }

  /**
   * {@return a table of the rows}
   *
   * @param negative whether negative rates are refused or, as on the Weave server, kept
   * @throws io.tokentally.ValidationException for negative rates that are refused
   */
  public static PriceTable of(Collection<PriceRow> rows, NegativeAmounts negative) {
    if (negative == NegativeAmounts.NEVER) {
      Faults faults = new Faults();
      Loc prices = Loc.ROOT.key("prices");
      rows.forEach(row -> Rates.checkSigns(row, prices.key(row.id()), faults));
      faults.throwIfAny();
    }
    return new PriceTable(List.copyOf(rows));
  }

  /**
   * {@return a table of default-level rows, which hold for every project}
   *
   * <p>The JSON is a body of {@code /cost/create}, or its {@code costs} object alone: model to
   * {@code {"prompt_token_cost": …, "completion_token_cost": …, …}}. An entry without {@code
   * effective_date} holds from the beginning of time; a cache rate that is not written is the
   * prompt rate. The id of a row is its model.
   *
   * @throws io.tokentally.ValidationException if the JSON is something else, with every fault
   */
  public static PriceTable parse(String json) {
    return of(PriceFile.parse(json));
  }

  /** {@return the rows, in the order given} */
  public List<PriceRow> rows() {
    return rows;
  }

  /**
   * {@return the row that prices a call, empty if there is none}
   *
   * @param model the model's name, matched exactly
   * @param projectId the call's project, null for none
   * @param startedAt when the call began; a call that began nobody knows when has no price
   * @param options which price early calls take, and which provider counts
   */
  public Optional<PriceChoice> choose(
      String model, @Nullable String projectId, @Nullable Instant startedAt, TallyOptions options) {
    if (startedAt == null) {
      return Optional.empty();
    }
    List<PriceRow> project =
        projectId == null ? List.of() : candidates(model, projectId, options.providerId());
    List<PriceRow> defaults = candidates(model, null, options.providerId());
    PriceRow inEffect = inEffect(project, startedAt);
    if (inEffect == null) {
      inEffect = inEffect(defaults, startedAt);
    }
    if (inEffect != null) {
      return Optional.of(new PriceChoice(inEffect, false));
    }
    // Nothing is in effect yet, so every candidate lies in the future.
    List<PriceRow> future = project.isEmpty() ? defaults : project;
    if (future.isEmpty()) {
      return Optional.empty();
    }
    return switch (options.beforeFirstPrice()) {
      case EARLIEST -> Optional.of(new PriceChoice(lastOfFirstDate(future), true));
      case LATEST -> Optional.of(new PriceChoice(future.get(future.size() - 1), true));
      case UNPRICED -> Optional.empty();
    };
  }

  private List<PriceRow> candidates(
      String model, @Nullable String project, @Nullable String provider) {
    return byKey.getOrDefault(new Key(model, project, provider), List.of());
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
