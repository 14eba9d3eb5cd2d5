package io.tokentally.aggregation.rollup;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.aggregation.rollup.UsageTables.OfList;
import io.tokentally.aggregation.rollup.UsageTables.Part;
import io.tokentally.aggregation.rollup.tree.CallGraph;
import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.IntFunction;
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
          return usage(tables.new OfList(Part.ALL), forest, call);
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
    return tables.of(forest.cells(), forest.keys(), forest.sum(call));
  }

  /** {@return the usage alone, for which no call is looked at again} */
  @Override
  public Collection<Map<String, LLMAggregatedUsage>> values() {
    return new AbstractCollection<>() {
      @Override
      public Iterator<Map<String, LLMAggregatedUsage>> iterator() {
        OfList each = tables.new OfList(Part.ALL);
        return inOrder(place -> usage(each, order.forest(place), order.numberAt(place)));
      }

      @Override
      public int size() {
        return order.size();
      }
    };
  }

  @Override
  public Set<Map.Entry<String, Map<String, LLMAggregatedUsage>>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, Map<String, LLMAggregatedUsage>>> iterator() {
        Iterator<Map<String, LLMAggregatedUsage>> usages = values().iterator();
        return inOrder(place -> Map.entry(order.call(place).id(), usages.next()));
      }

      @Override
      public int size() {
        return order.size();
      }
    };
  }

  private <T> Iterator<T> inOrder(IntFunction<T> made) {
    return new Iterator<>() {
      private int place;

      @Override
      public boolean hasNext() {
        return place < order.size();
      }

      @Override
      public T next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        return made.apply(place++);
      }
    };
  }
}
