package io.tokentally.providers.prices;

import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceVariant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes rows of the alternative prices of one entry. At any time the last alternative counts of
 * those that hold then, and the first one if none does.
 */
final class GenaiTimeline {

  private final String id;
  private final String model;
  private final @Nullable String provider;
  private final List<GenaiAlternative> alternatives;

  /**
   * @param id the id of the first row; those of later ones have their day behind it
   */
  GenaiTimeline(
      String id, String model, @Nullable String provider, List<GenaiAlternative> alternatives) {
    this.id = id;
    this.model = model;
    this.provider = provider;
    this.alternatives = alternatives;
  }

  /** {@return a row for each time between two days on which an alternative begins} */
  List<PriceRow> rows() {
    TreeSet<Instant> days = new TreeSet<>();
    days.add(ListChecks.BEGINNING_OF_TIME);
    for (GenaiAlternative alternative : alternatives) {
      if (alternative.from() != null) {
        days.add(alternative.from());
      }
    }
    List<PriceRow> rows = new ArrayList<>();
    days.forEach(day -> rows.add(row(day)));
    return rows;
  }

  private PriceRow row(Instant day) {
    int ordinary = ordinary(day);
    String suffix =
        day.equals(ListChecks.BEGINNING_OF_TIME) ? "" : "@" + day.toString().substring(0, 10);
    PriceRow.Builder row =
        PriceRow.builder().id(id + suffix).llmId(model).providerId(provider).effectiveDate(day);
    alternatives.get(ordinary).rates().writeTo(row);
    for (GenaiAlternative later : alternatives.subList(ordinary + 1, alternatives.size())) {
      if (later.hours() != null) {
        List<PriceVariant> variants = later.rates().variants(List.of(), later.hours());
        row.addAllVariants(variants);
      }
    }
    return row.build();
  }

  /** {@return the index of what holds outside all hours} */
  private int ordinary(Instant day) {
    for (int i = alternatives.size() - 1; i > 0; i--) {
      GenaiAlternative alternative = alternatives.get(i);
      if (alternative.hours() == null && alternative.hasBegun(day)) {
        return i;
      }
    }
    return 0;
  }
}
