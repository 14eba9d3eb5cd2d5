package io.tokentally.aggregation;

import io.tokentally.value.CodePoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Price rows by what they are the price of. Immutable and thread-safe. */
final class PriceIndex {

  /** By effective date; of equal dates the row made last comes last. */
  private static final Comparator<PriceRow> BY_DATE =
      Comparator.comparing(PriceRow::effectiveDate)
          .thenComparing(PriceRow::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(PriceRow::id, CodePoints::compare);

  /**
   * Project null stands for the default level, provider null for whichever. In an order, so that
   * maps stay fast when models have names whose hashes collide.
   */
  private record Key(String model, @Nullable String project, @Nullable String provider)
      implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::model)
            .thenComparing(Key::project, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Key::provider, Comparator.nullsFirst(Comparator.naturalOrder()));

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }

    // Written out: what the JDK makes of records when they are first asked takes a while.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key key
          && model.equals(key.model)
          && Objects.equals(project, key.project)
          && Objects.equals(provider, key.provider);
    }

    @Override
    public int hashCode() {
      return (31 * model.hashCode() + Objects.hashCode(project)) * 31 + Objects.hashCode(provider);
    }
  }

  private final List<PriceRow> rows;

  /** Made when first asked for: not every table is. */
  private volatile @Nullable Map<Key, List<PriceRow>> byKey;

  PriceIndex(List<PriceRow> rows) {
    this.rows = rows;
  }

  List<PriceRow> rows() {
    return rows;
  }

  /**
   * {@return the rows of a model, by effective date}
   *
   * @param project null for rows of the default level
   * @param provider null for rows of whichever
   */
  List<PriceRow> find(String model, @Nullable String project, @Nullable String provider) {
    Map<Key, List<PriceRow>> known = byKey;
    if (known == null) {
      known = index();
      byKey = known;
    }
    return known.getOrDefault(new Key(model, project, provider), List.of());
  }

  private Map<Key, List<PriceRow>> index() {
    Map<Key, List<PriceRow>> index = new HashMap<>();
    for (PriceRow row : rows) {
      if (row.isDefaultLevel()) {
        add(index, null, row);
      } else if (row.pricingLevel().equals(PriceRow.PROJECT_LEVEL)) {
        add(index, row.pricingLevelId(), row);
      }
    }
    index.values().forEach(candidates -> candidates.sort(BY_DATE));
    return index;
  }

  private static void add(Map<Key, List<PriceRow>> index, @Nullable String project, PriceRow row) {
    Key ofAll = new Key(row.llmId(), project, null);
    index.computeIfAbsent(ofAll, unused -> new ArrayList<>()).add(row);
    if (row.providerId() != null) {
      Key ofOne = new Key(row.llmId(), project, row.providerId());
      index.computeIfAbsent(ofOne, unused -> new ArrayList<>()).add(row);
    }
  }
}
