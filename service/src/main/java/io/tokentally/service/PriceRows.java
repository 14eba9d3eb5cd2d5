package io.tokentally.service;

import io.tokentally.aggregation.PriceRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Price rows in memory: those that apply to every project, and those that were created.
 * Thread-safe.
 */
final class PriceRows {

  private final MemoryBudget memory;
  private final List<PriceRow> defaults = new ArrayList<>();

  /** By their ids. An id that is only prepared has none. */
  private final Map<String, @Nullable PriceRow> created = new LinkedHashMap<>();

  /** All of them, made when somebody asks: many rows may be created before that. */
  private @Nullable List<PriceRow> all;

  PriceRows(MemoryBudget memory) {
    this.memory = memory;
  }

  synchronized void addDefaults(Collection<PriceRow> rows) {
    rows.forEach(row -> memory.add(Footprint.ofRow(row)));
    defaults.addAll(rows);
    all = null;
  }

  /**
   * Makes places for rows, so that {@link #add} needs no memory.
   *
   * @throws StorageFullException if there is no room for them
   */
  synchronized void prepare(List<PriceRow> rows) {
    memory.take(rows.stream().mapToLong(Footprint::ofRow).sum());
    rows.forEach(row -> created.putIfAbsent(row.id(), null));
  }

  /** Adds a row that is on the disk already. */
  synchronized void load(PriceRow row) {
    memory.add(Footprint.ofRow(row));
    add(row);
  }

  synchronized void add(PriceRow row) {
    created.put(row.id(), row);
    all = null;
  }

  synchronized void remove(String id) {
    PriceRow removed = created.remove(id);
    if (removed != null) {
      memory.give(Footprint.ofRow(removed));
    }
    all = null;
  }

  synchronized boolean contains(String id) {
    return created.get(id) != null;
  }

  synchronized List<PriceRow> all() {
    if (all == null) {
      List<PriceRow> rows = new ArrayList<>(defaults);
      created.values().stream().filter(Objects::nonNull).forEach(rows::add);
      all = List.copyOf(rows);
    }
    return all;
  }
}
