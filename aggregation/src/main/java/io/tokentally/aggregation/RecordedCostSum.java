package io.tokentally.aggregation;

import io.tokentally.aggregation.RecordedCost.Share;
import io.tokentally.value.CodePoints;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes one amount of all that a record says of its cost. */
final class RecordedCostSum {

  private RecordedCostSum() {}

  static Map<String, BigDecimal> byUnit(Collection<RecordedCost> costs) {
    Map<String, BigDecimal> sums = new TreeMap<>(CodePoints::compare);
    TreeSet<String> units = new TreeSet<>(CodePoints::compare);
    costs.forEach(cost -> units.add(cost.unit()));
    for (String unit : units) {
      BigDecimal sum = of(costs.stream().filter(cost -> cost.unit().equals(unit)).toList());
      if (sum != null) {
        sums.put(unit, Numbers.plain(sum));
      }
    }
    return sums;
  }

  private static @Nullable BigDecimal of(Collection<RecordedCost> costs) {
    BigDecimal whole = null;
    BigDecimal further = null;
    int nearest = Integer.MAX_VALUE;
    for (RecordedCost cost : costs) {
      switch (cost.share()) {
        case WHOLE -> whole = whole == null ? cost.amount() : whole.max(cost.amount());
        case FURTHER -> further = further == null ? cost.amount() : further.add(cost.amount());
        case PART -> nearest = Math.min(nearest, depth(cost));
        case ASIDE -> {}
      }
    }
    if (whole == null && nearest < Integer.MAX_VALUE) {
      int depth = nearest;
      whole =
          costs.stream()
              .filter(cost -> cost.share() == Share.PART && depth(cost) == depth)
              .map(RecordedCost::amount)
              .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
    return further == null
        ? whole
        : further.add(Objects.requireNonNullElse(whole, BigDecimal.ZERO));
  }

  private static int depth(RecordedCost cost) {
    return (int) cost.field().chars().filter(c -> c == '.').count();
  }
}
