package io.tokentally.operations;

import io.tokentally.aggregation.PriceRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Price rows in memory. A change makes a new list, so whoever reads sees all of it or nothing. */
final class InMemoryPrices implements PriceStore {

  private volatile List<PriceRow> rows = List.of();

  @Override
  public List<PriceRow> rows() {
    return rows;
  }

  @Override
  public synchronized void add(List<PriceRow> added) {
    List<PriceRow> all = new ArrayList<>(rows);
    all.addAll(added);
    rows = List.copyOf(all);
  }

  @Override
  public synchronized void remove(Collection<String> ids) {
    Set<String> removed = new HashSet<>(ids);
    rows = rows.stream().filter(row -> !removed.contains(row.id())).toList();
  }
}
