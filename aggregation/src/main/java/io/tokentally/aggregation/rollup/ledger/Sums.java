package io.tokentally.aggregation.rollup.ledger;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One list of {@link Cells}, one a {@linkplain CellKeys key}, to which others can be added and
 * taken away again: for rollups that change.
 */
public final class Sums {

  /** Up to so many cells are looked through. */
  private static final int FEW = 16;

  private static final long[] ZERO = new long[Cells.WIDTH];
  private static final long[] NO_ENTRIES = {};

  /** The list goes from the last cell to the first. */
  private final Cells cells = new Cells();

  /**
   * How many entries went into each cell. Without any, there is no cell, unless these are a
   * difference between counts.
   */
  private long[] entries = NO_ENTRIES;

  /** The cells by key; null as long as there are few. */
  private @Nullable Map<Integer, Integer> places;

  /** {@return the sums that a list of cells has, one a key} */
  public static Sums of(Cells cells, int list) {
    Sums sums = new Sums();
    for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
      sums.add(cells, cell, 1, 1);
    }
    return sums;
  }

  /** Adds others to these, or takes them away. */
  public void add(Sums others, int sign) {
    for (int cell = others.list(); cell != Cells.END; cell = others.cells.next(cell)) {
      add(others.cells, cell, sign, others.entries[cell]);
    }
  }

  private void add(Cells from, int cell, int sign, long count) {
    int to = find(from.key(cell));
    if (to == Cells.END) {
      to = create(from.key(cell));
    }
    cells.add(to, from, cell, sign);
    entries[to] += sign * count;
    if (entries[to] == 0 && cells.isZero(to)) {
      remove(to);
    }
  }

  private int find(int key) {
    if (places != null) {
      return places.getOrDefault(key, Cells.END);
    }
    int cell = list();
    while (cell != Cells.END && cells.key(cell) != key) {
      cell--;
    }
    return cell;
  }

  private int create(int key) {
    int cell = cells.create(key, ZERO, list());
    if (cell == entries.length) {
      entries = Arrays.copyOf(entries, Math.max(1, 2 * cell));
    }
    entries[cell] = 0;
    if (places != null) {
      places.put(key, cell);
    } else if (cell >= FEW) {
      places = new HashMap<>();
      for (int each = cell; each != Cells.END; each--) {
        places.put(cells.key(each), each);
      }
    }
    return cell;
  }

  private void remove(int cell) {
    int last = list();
    if (places != null) {
      places.put(cells.key(last), cell);
      places.remove(cells.key(cell));
    }
    entries[cell] = entries[last];
    cells.replaceByLast(cell);
  }

  /** {@return those whose key passes} */
  public Sums where(IntPredicate keys) {
    Sums some = new Sums();
    for (int cell = list(); cell != Cells.END; cell = cells.next(cell)) {
      if (keys.test(cells.key(cell))) {
        some.add(cells, cell, 1, entries[cell]);
      }
    }
    return some;
  }

  /** {@return how many keys there are} */
  public int size() {
    return cells.size();
  }

  public boolean isEmpty() {
    return cells.size() == 0;
  }

  public IntStream keys() {
    return IntStream.range(0, cells.size()).map(cells::key);
  }

  /** {@return what holds the list} Nobody else adds cells to it. */
  public Cells cells() {
    return cells;
  }

  /** {@return the list of all cells} */
  public int list() {
    return cells.size() - 1;
  }
}
