package io.tokentally.aggregation.laws;

import io.tokentally.Call;
import io.tokentally.aggregation.BeforeFirstPrice;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.TallyOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** docs/semantics.md section 7, rules 33 to 36 and 39, word by word. */
final class NaivePrices {

  private static final Comparator<PriceRow> CREATED_LAST =
      Comparator.comparing(PriceRow::createdAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(PriceRow::id);

  private static final Comparator<PriceRow> LATEST =
      Comparator.comparing(PriceRow::effectiveDate).thenComparing(CREATED_LAST);

  private static final Comparator<PriceRow> EARLIEST =
      Comparator.comparing(PriceRow::effectiveDate).reversed().thenComparing(CREATED_LAST);

  private final List<PriceRow> rows;
  private final TallyOptions options;

  NaivePrices(List<PriceRow> rows, TallyOptions options) {
    this.rows = rows;
    this.options = options;
  }

  @Nullable PriceRow choose(Call call, String model) {
    Instant start = call.startedAt();
    if (start == null) {
      return null;
    }
    List<PriceRow> ofProject = new ArrayList<>();
    List<PriceRow> ofAll = new ArrayList<>();
    for (PriceRow row : rows) {
      boolean provided =
          options.providerId() == null || options.providerId().equals(row.providerId());
      if (row.llmId().equals(model) && provided) {
        String level = row.pricingLevel() + "/" + row.pricingLevelId();
        if (level.equals("default/default")) {
          ofAll.add(row);
        } else if (call.projectId() != null && level.equals("project/" + call.projectId())) {
          ofProject.add(row);
        }
      }
    }
    Predicate<PriceRow> inEffect = row -> !row.effectiveDate().isAfter(start);
    PriceRow chosen = greatest(ofProject, inEffect, LATEST);
    chosen = chosen == null ? greatest(ofAll, inEffect, LATEST) : chosen;
    if (chosen != null || options.beforeFirstPrice() == BeforeFirstPrice.UNPRICED) {
      return chosen;
    }
    Comparator<PriceRow> order =
        options.beforeFirstPrice() == BeforeFirstPrice.EARLIEST ? EARLIEST : LATEST;
    chosen = greatest(ofProject, row -> true, order);
    return chosen == null ? greatest(ofAll, row -> true, order) : chosen;
  }

  private static @Nullable PriceRow greatest(
      List<PriceRow> rows, Predicate<PriceRow> which, Comparator<PriceRow> order) {
    return rows.stream().filter(which).max(order).orElse(null);
  }
}
