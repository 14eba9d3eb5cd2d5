package io.tokentally.aggregation.rollup;

import io.tokentally.aggregation.ImpossibleRate;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.rollup.ledger.AppliedRates;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.value.CodePoints;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Rates that cannot be right, by which something in a report was priced all the same. */
final class ImpossibleRatesUsed {
  private static final Comparator<ImpossibleRate> ORDER =
      Comparator.comparing(ImpossibleRate::model, CodePoints::compare)
          .thenComparing(each -> each.row().id(), CodePoints::compare)
          .thenComparing(ImpossibleRate::rate);

  private ImpossibleRatesUsed() {}

  static List<ImpossibleRate> in(List<Forest> forests) {
    Set<ImpossibleRate> found = new LinkedHashSet<>();
    forests.forEach(forest -> add(forest.keys(), found));
    List<ImpossibleRate> sorted = new ArrayList<>(found);
    sorted.sort(ORDER);
    return List.copyOf(sorted);
  }

  private static void add(CellKeys keys, Set<ImpossibleRate> found) {
    for (int key = 0; key < keys.size(); key++) {
      String model = keys.model(key);
      AppliedRates applied = keys.applied(key);
      if (applied != null) {
        PriceRow row = applied.row();
        row.impossibleRates()
            .forEach((name, rate) -> found.add(new ImpossibleRate(model, row, name, rate)));
      }
    }
  }
}
