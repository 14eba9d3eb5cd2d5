package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.value.CodePoints;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What differs between two reports: of other calls, at other prices, or read in another way. What
 * is the same is left out.
 *
 * <p>Components may be added in a minor release.
 *
 * @param totals how the totals differ, by model, sorted
 * @param calls how the usage of each call differs, by model, sorted; calls of the first report come
 *     before those that only the second has
 * @param pricedCostByUnit how the cost of everything that has a price differs, by unit
 */
public record ReportDiff(
    List<ModelChange> totals,
    Map<String, List<ModelChange>> calls,
    Map<String, BigDecimal> pricedCostByUnit) {

  public ReportDiff {
    totals = List.copyOf(totals);
    Map<String, List<ModelChange>> copy = new LinkedHashMap<>(calls);
    copy.replaceAll((id, changes) -> List.copyOf(changes));
    calls = Collections.unmodifiableMap(copy);
    pricedCostByUnit = Collections.unmodifiableMap(new LinkedHashMap<>(pricedCostByUnit));
  }

  /**
   * {@return what differs}
   *
   * @throws TokenOverflowException if the totals of a report exceed 64 bits
   */
  public static ReportDiff between(UsageReport before, UsageReport after) {
    requireNonNull(before, "before");
    requireNonNull(after, "after");
    Map<String, String> unitsBefore = before.unitByModel();
    Map<String, String> unitsAfter = after.unitByModel();
    Map<String, List<ModelChange>> calls = new LinkedHashMap<>();
    Set<String> ids = new LinkedHashSet<>(before.callIds());
    ids.addAll(after.callIds());
    for (String id : ids) {
      List<ModelChange> changes =
          changes(before.usage(id), after.usage(id), unitsBefore, unitsAfter);
      if (!changes.isEmpty()) {
        calls.put(id, changes);
      }
    }
    return new ReportDiff(
        changes(before.totals(), after.totals(), unitsBefore, unitsAfter),
        calls,
        difference(before.pricedCostByUnit(), after.pricedCostByUnit()));
  }

  /** {@return whether nothing differs} */
  public boolean isEmpty() {
    return totals.isEmpty() && calls.isEmpty() && pricedCostByUnit.isEmpty();
  }

  private static List<ModelChange> changes(
      Map<String, LLMAggregatedUsage> before,
      Map<String, LLMAggregatedUsage> after,
      Map<String, String> unitsBefore,
      Map<String, String> unitsAfter) {
    Set<String> models = new TreeSet<>(CodePoints::compare);
    models.addAll(before.keySet());
    models.addAll(after.keySet());
    List<ModelChange> changes = new ArrayList<>();
    for (String model : models) {
      ModelChange change =
          new ModelChange(
              model,
              before.get(model),
              after.get(model),
              unitsBefore.get(model),
              unitsAfter.get(model));
      if (change.isAny()) {
        changes.add(change);
      }
    }
    return changes;
  }

  private static Map<String, BigDecimal> difference(
      Map<String, BigDecimal> before, Map<String, BigDecimal> after) {
    Map<String, BigDecimal> difference = new TreeMap<>(CodePoints::compare);
    after.forEach((unit, cost) -> difference.merge(unit, cost, BigDecimal::add));
    before.forEach((unit, cost) -> difference.merge(unit, cost.negate(), BigDecimal::add));
    difference.values().removeIf(cost -> cost.signum() == 0);
    difference.replaceAll((unit, cost) -> Numbers.plain(cost));
    return difference;
  }
}
