package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.TokenOverflowException;
import io.tokentally.aggregation.UsageTotals;
import io.tokentally.aggregation.rollup.UsageTables.Part;
import io.tokentally.aggregation.rollup.UsageTables.Sum;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What calls used of their own, summed up by a key. As with totals, tokens are added first, and
 * priced once for each key and price.
 */
final class KeyedTotals<K> {

  /** The sums of a key: what is priced alike, in one cell each. */
  private static final class Group {
    private final Map<Integer, Integer> cells = new HashMap<>();
    private final Sum all;
    private final Sum priced;

    Group(UsageTables tables) {
      all = tables.sum(Part.ALL);
      priced = tables.sum(Part.PRICED);
    }
  }

  private final UsageTables tables;
  private final Function<? super TracedCall, ? extends @Nullable K> key;
  private final Map<@Nullable K, Group> groups = new LinkedHashMap<>();

  KeyedTotals(UsageTables tables, Function<? super TracedCall, ? extends @Nullable K> key) {
    this.tables = tables;
    this.key = key;
  }

  /** Adds what counts of every call of a forest. */
  void add(Forest forest) {
    Cells totals = new Cells();
    CountedAbove above = forest.countedAbove();
    for (int call = 0; call < forest.graph().size(); call++) {
      int list = forest.counted(call);
      if (list != Cells.END) {
        Group group =
            groups.computeIfAbsent(
                key.apply(forest.graph().call(call)), unused -> new Group(tables));
        add(group, forest, list, above.of(call), totals);
      }
    }
    for (Group group : groups.values()) {
      for (int cell : group.cells.values()) {
        group.all.add(totals, forest.keys(), cell);
        group.priced.add(totals, forest.keys(), cell);
      }
      group.cells.clear();
    }
  }

  private static void add(Group group, Forest forest, int list, Set<String> without, Cells totals) {
    CellKeys keys = forest.keys();
    Cells cells = forest.cells();
    for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
      int cellKey = cells.key(cell);
      if (!without.isEmpty() && without.contains(keys.model(cellKey))) {
        continue;
      }
      Integer total = group.cells.get(cellKey);
      if (total == null) {
        group.cells.put(cellKey, totals.create(cells, cell));
      } else if (!totals.addExact(total, cells, cell)) {
        throw new TokenOverflowException(keys.model(cellKey), null);
      }
    }
  }

  Map<@Nullable K, UsageTotals> build() {
    Map<@Nullable K, UsageTotals> built = new LinkedHashMap<>();
    groups.forEach(
        (each, group) -> built.put(each, new UsageTotals(group.all.build(), group.priced.build())));
    return Collections.unmodifiableMap(built);
  }
}
