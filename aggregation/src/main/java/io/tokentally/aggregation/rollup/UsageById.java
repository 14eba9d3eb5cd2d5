package io.tokentally.aggregation.rollup;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.rollup.UsageTables.OfList;
import io.tokentally.aggregation.rollup.UsageTables.Part;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The usage of the calls that were asked about, none of which has the id of another one, made as it
 * is looked at. Immutable and thread-safe.
 */
final class UsageById extends AbstractMap<String, Map<String, LLMAggregatedUsage>> {

  private final List<Forest> forests;
  private final CallOrder order;
  private final UsageTables tables;

  UsageById(List<Forest> forests, CallOrder order, UsageTables tables) {
    this.forests = forests;
    this.order = order;
    this.tables = tables;
  }

  @Override
  public @Nullable Map<String, LLMAggregatedUsage> get(@Nullable Object key) {
    if (key instanceof String id) {
      for (Forest forest : forests) {
        CallGraph graph = forest.graph();
        int call = graph.numbers(id).filter(graph::isPicked).findFirst().orElse(CallGraph.NONE);
        if (call != CallGraph.NONE) {
          return usage(tables.new OfList(), forest, call);
        }
      }
    }
    return null;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return get(key) != null;
  }

  private static Map<String, LLMAggregatedUsage> usage(OfList tables, Forest forest, int call) {
    return tables.of(forest.cells(), forest.keys(), forest.sum(call), Part.ALL);
  }

  @Override
  public Set<Map.Entry<String, Map<String, LLMAggregatedUsage>>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, Map<String, LLMAggregatedUsage>>> iterator() {
        OfList each = tables.new OfList();
        return IntStream.range(0, order.size())
            .mapToObj(
                i -> Map.entry(order.call(i).id(), usage(each, order.forest(i), order.numberAt(i))))
            .iterator();
      }

      @Override
      public int size() {
        return order.size();
      }
    };
  }
}
