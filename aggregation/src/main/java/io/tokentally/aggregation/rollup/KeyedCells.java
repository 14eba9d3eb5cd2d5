package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What calls of a forest used of their own, summed up by a key of each call: tokens that are priced
 * alike are one cell. Every call counts once.
 */
final class KeyedCells<K> {

  private final Forest forest;
  private final Cells totals = new Cells();
  private final Map<@Nullable K, Map<Integer, Integer>> cellsByKey = new LinkedHashMap<>();

  /** Takes a cell of a key. */
  interface Taker<K> {
    void take(@Nullable K key, Cells cells, CellKeys keys, int cell);
  }

  private KeyedCells(Forest forest) {
    this.forest = forest;
  }

  /** Gives out what counts of every call, by keys in the order in which they are met. */
  static <K> void forEach(
      Forest forest, Function<? super TracedCall, ? extends @Nullable K> key, Taker<K> taker) {
    KeyedCells<K> all = new KeyedCells<>(forest);
    CountedAbove above = forest.countedAbove();
    for (int call = 0; call < forest.graph().size(); call++) {
      int list = forest.counted(call);
      if (list != Cells.END) {
        K ofCall = key.apply(forest.graph().call(call));
        all.add(
            all.cellsByKey.computeIfAbsent(ofCall, unused -> new HashMap<>()),
            list,
            above.of(call));
      }
    }
    all.cellsByKey.forEach(
        (each, cells) ->
            cells.values().forEach(cell -> taker.take(each, all.totals, forest.keys(), cell)));
  }

  private void add(Map<Integer, Integer> group, int list, Set<String> without) {
    CellKeys keys = forest.keys();
    Cells cells = forest.cells();
    for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
      int cellKey = cells.key(cell);
      if (!without.isEmpty() && without.contains(keys.model(cellKey))) {
        continue;
      }
      Integer total = group.get(cellKey);
      if (total == null) {
        group.put(cellKey, totals.create(cells, cell));
      } else if (!totals.addExact(total, cells, cell)) {
        throw new TokenOverflowException(keys.model(cellKey), null);
      }
    }
  }
}
