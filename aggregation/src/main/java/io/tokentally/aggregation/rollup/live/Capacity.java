package io.tokentally.aggregation.rollup.live;

import io.tokentally.aggregation.MixedUnitsException;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.rollup.ledger.AppliedRates;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.Sums;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.value.CodePoints;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sees to it that whatever is summed up of a rollup that changes can be: that each model's usage
 * fits 64 bits, and has one unit.
 */
public final class Capacity {

  /** How much of one model is used, negative counts as much as positive; and its units. */
  private static final class Used {
    private final long[] counts = new long[Cells.WIDTH];
    private final Map<String, Long> entriesByUnit = new TreeMap<>(CodePoints::compare);

    Used copy() {
      Used copy = new Used();
      System.arraycopy(counts, 0, copy.counts, 0, counts.length);
      copy.entriesByUnit.putAll(entriesByUnit);
      return copy;
    }

    void add(Cells cells, int cell, int sign) {
      for (int i = 0; i < counts.length; i++) {
        counts[i] = Math.addExact(counts[i], sign * Math.abs(cells.count(cell, i)));
      }
    }

    void addUnits(AppliedRates applied, int sign) {
      add(applied.row().promptTokenCostUnit(), sign);
      add(applied.row().completionTokenCostUnit(), sign);
    }

    boolean isNothing() {
      return entriesByUnit.isEmpty() && Arrays.stream(counts).allMatch(count -> count == 0);
    }

    private void add(String unit, int sign) {
      entriesByUnit.merge(unit, (long) sign, Long::sum);
      entriesByUnit.remove(unit, 0L);
    }
  }

  private final CellKeys keys;
  private final TallyRules rules;
  private final Map<String, Used> usedByModel = new HashMap<>();

  public Capacity(CellKeys keys, TallyRules rules) {
    this.keys = keys;
    this.rules = rules;
  }

  /**
   * Puts usage in the place of other usage of a call.
   *
   * @throws TokenOverflowException if there is too much of it; nothing has changed then
   * @throws MixedUnitsException if its unit is not that of the others; nothing has changed then
   */
  public void replace(Sums before, Sums after, String callId) {
    Map<String, Used> changed = new TreeMap<>(CodePoints::compare);
    add(changed, before, -1, callId);
    add(changed, after, 1, callId);
    changed.forEach(this::refuseMixedUnits);
    changed.forEach(
        (model, used) -> {
          if (used.isNothing()) {
            usedByModel.remove(model);
          } else {
            usedByModel.put(model, used);
          }
        });
  }

  private void add(Map<String, Used> changed, Sums sums, int sign, String callId) {
    Cells cells = sums.cells();
    for (int cell = sums.list(); cell != Cells.END; cell = cells.next(cell)) {
      int key = cells.key(cell);
      String model = keys.model(key);
      Used used =
          changed.computeIfAbsent(
              model,
              unused -> {
                Used known = usedByModel.get(model);
                return known == null ? new Used() : known.copy();
              });
      try {
        used.add(cells, cell, sign);
      } catch (ArithmeticException e) {
        throw new TokenOverflowException(model, callId);
      }
      AppliedRates applied = keys.applied(key);
      if (applied != null) {
        used.addUnits(applied, sign);
      }
    }
  }

  private void refuseMixedUnits(String model, Used used) {
    if (!rules.addsMixedUnits() && used.entriesByUnit.size() > 1) {
      throw new MixedUnitsException(model, List.copyOf(used.entriesByUnit.keySet()));
    }
  }
}
