package io.tokentally.aggregation.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.UsageTotals;
import io.tokentally.aggregation.rollup.UsageTables.Part;
import io.tokentally.aggregation.rollup.UsageTables.Sum;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What calls used of their own, summed up by a key. As with totals, tokens are added first, and
 * priced once for each key and price.
 */
final class KeyedTotals<K> {

  private record Group(Sum all, Sum priced) {}

  private final UsageTables tables;
  private final Function<? super TracedCall, ? extends @Nullable K> key;
  private final Map<@Nullable K, Group> groups = new LinkedHashMap<>();

  KeyedTotals(UsageTables tables, Function<? super TracedCall, ? extends @Nullable K> key) {
    this.tables = tables;
    this.key = key;
  }

  /** Adds what counts of every call of a forest. */
  void add(Forest forest) {
    KeyedCells.<K>forEach(
        forest,
        key,
        (each, cells, keys, cell) -> {
          Group group =
              groups.computeIfAbsent(
                  each, unused -> new Group(tables.sum(Part.ALL), tables.sum(Part.PRICED)));
          group.all.add(cells, keys, cell);
          group.priced.add(cells, keys, cell);
        });
  }

  Map<@Nullable K, UsageTotals> build() {
    Map<@Nullable K, UsageTotals> built = new LinkedHashMap<>();
    groups.forEach(
        (each, group) -> built.put(each, new UsageTotals(group.all.build(), group.priced.build())));
    return Collections.unmodifiableMap(built);
  }
}
