package io.tokentally.aggregation.rollup;

import io.tokentally.aggregation.MixedUnits;
import io.tokentally.aggregation.MixedUnitsException;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.value.Texts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Numbers the pairs of model and price row that occur: the keys of {@link Cells}. */
final class PricedModels {

  /** A row of null stands for usage without a price. */
  private record Pair(String model, @Nullable PriceRow row) {}

  private final Map<Pair, Integer> keys = new HashMap<>();
  private final List<Pair> pairs = new ArrayList<>();

  int key(String model, @Nullable PriceRow row) {
    return keys.computeIfAbsent(
        new Pair(model, row),
        pair -> {
          pairs.add(pair);
          return pairs.size() - 1;
        });
  }

  String model(int key) {
    return pairs.get(key).model;
  }

  @Nullable PriceRow row(int key) {
    return pairs.get(key).row;
  }

  /**
   * {@return the unit of each model that is priced, sorted by model}
   *
   * @param mixed what becomes of a model whose rows disagree
   * @throws MixedUnitsException if the rows of a model disagree: SEMANTICS.md section 10, rule 38
   */
  Map<String, String> units(MixedUnits mixed) {
    Map<String, TreeSet<String>> found = new TreeMap<>(Texts::compare);
    for (Pair pair : pairs) {
      if (pair.row != null) {
        TreeSet<String> units =
            found.computeIfAbsent(pair.model, model -> new TreeSet<>(Texts::compare));
        units.add(pair.row.promptTokenCostUnit());
        units.add(pair.row.completionTokenCostUnit());
      }
    }
    Map<String, String> units = new TreeMap<>(Texts::compare);
    found.forEach(
        (model, all) -> {
          if (all.size() > 1 && mixed == MixedUnits.REFUSED) {
            throw new MixedUnitsException(model, List.copyOf(all));
          }
          units.put(model, String.join("+", all));
        });
    return units;
  }
}
