package io.tokentally.aggregation.rollup.scope;

import io.tokentally.aggregation.rollup.ledger.AppliedRates;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import java.util.HashMap;
import java.util.Map;

/**
 * Models that are one, whatever they are called: those that the same name of a price list prices.
 */
public final class ModelGroups {

  private ModelGroups() {}

  /** {@return the group of each key, by number} */
  static int[] of(CellKeys keys) {
    Map<String, Integer> numbers = new HashMap<>();
    int[] groups = new int[keys.size()];
    for (int key = 0; key < groups.length; key++) {
      groups[key] = numbers.computeIfAbsent(name(keys, key), unused -> numbers.size());
    }
    return groups;
  }

  /** {@return the name that a model is priced by; its own where it has no price} */
  public static String name(CellKeys keys, int key) {
    AppliedRates applied = keys.applied(key);
    return applied == null ? keys.model(key) : applied.row().llmId();
  }
}
