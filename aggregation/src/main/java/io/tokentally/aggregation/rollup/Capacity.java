package io.tokentally.aggregation.rollup;

import io.tokentally.aggregation.MixedUnits;
import io.tokentally.aggregation.MixedUnitsException;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.value.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Sees to it that whatever is summed up of a rollup that changes can be: that each model's usage
 * fits 64 bits, and has one unit.
 */
final class Capacity {

  private final CellKeys keys;
  private final MixedUnits mixed;
  private final Map<String, long[]> usage = new HashMap<>();
  private final Map<String, TreeSet<String>> units = new HashMap<>();

  Capacity(CellKeys keys, MixedUnits mixed) {
    this.keys = keys;
    this.mixed = mixed;
  }

  /**
   * Puts usage in the place of other usage of a call.
   *
   * @throws TokenOverflowException if there is too much of it; nothing has changed then
   * @throws MixedUnitsException if its unit is not the one of before; nothing has changed then
   */
  void replace(Sums before, Sums after, String callId) {
    Map<String, long[]> changed = new HashMap<>();
    for (int key : before.keys()) {
      add(changed, before, key, -1);
    }
    Map<String, TreeSet<String>> found = new HashMap<>();
    for (int key : after.keys()) {
      try {
        add(changed, after, key, 1);
      } catch (ArithmeticException e) {
        throw new TokenOverflowException(keys.model(key), callId);
      }
      addUnits(found, key);
    }
    usage.putAll(changed);
    units.putAll(found);
  }

  private void add(Map<String, long[]> changed, Sums sums, int key, int sign) {
    long[] counts =
        changed.computeIfAbsent(
            keys.model(key), model -> usage.getOrDefault(model, new long[Cells.WIDTH]).clone());
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.addExact(counts[i], sign * sums.count(key, i));
    }
  }

  private void addUnits(Map<String, TreeSet<String>> found, int key) {
    AppliedRates applied = keys.applied(key);
    if (applied != null && mixed == MixedUnits.REFUSED) {
      String model = keys.model(key);
      TreeSet<String> all =
          found.computeIfAbsent(
              model,
              unused -> {
                TreeSet<String> copy = new TreeSet<>(Texts::compare);
                copy.addAll(units.getOrDefault(model, copy));
                return copy;
              });
      all.add(applied.row().promptTokenCostUnit());
      all.add(applied.row().completionTokenCostUnit());
      if (all.size() > 1) {
        throw new MixedUnitsException(model, List.copyOf(all));
      }
    }
  }
}
