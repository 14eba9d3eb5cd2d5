package io.tokentally.aggregation.rollup.ledger;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Sums of counts, kept as linked lists of cells in a few arrays: a list a call, a cell a (model,
 * portion, price), sorted by {@linkplain CellKeys key}. Six counts, the uncached prompt and the
 * quantity of a kind go into a cell.
 */
public final class Cells {

  /** The end of a list, and the empty list. */
  public static final int END = -1;

  public static final int REQUESTS = 0;
  public static final int PROMPT = 1;
  public static final int COMPLETION = 2;
  public static final int TOTAL = 3;
  public static final int CACHE_READ = 4;
  public static final int CACHE_CREATION = 5;
  public static final int UNCACHED = 6;

  /** How many there are of the kind of a portion; 0 for what the four rates price. */
  public static final int QUANTITY = 7;

  /** How many counts a usage has; those behind them are ours alone. */
  public static final int COUNTS = 6;

  /** How many numbers a cell has. */
  public static final int WIDTH = 8;

  private static final int[] NO_CELLS = {};
  private static final long[] NO_COUNTS = {};

  private int[] next = NO_CELLS;
  private int[] keys = NO_CELLS;
  private long[] counts = NO_COUNTS;
  private int size;

  /** The bits of the absolute values of all counts that were added, of whichever cell. */
  private long bits;

  /** {@return a new cell with these counts, before another one} */
  public int create(int key, long[] cellCounts, int nextCell) {
    for (int i = 0; i < WIDTH; i++) {
      bits |= Math.abs(cellCounts[i]);
    }
    return create(key, cellCounts, 0, nextCell);
  }

  private int create(int key, long[] from, int at, int nextCell) {
    if (size == next.length) {
      resize(Math.max(size + 1, (int) Math.min(2L * size, Integer.MAX_VALUE / WIDTH - 8)));
    }
    next[size] = nextCell;
    keys[size] = key;
    System.arraycopy(from, at, counts, size * WIDTH, WIDTH);
    return size++;
  }

  /** Makes room for so many cells. */
  public void reserve(int cells) {
    if (cells > next.length) {
      resize(cells);
    }
  }

  private void resize(int length) {
    next = Arrays.copyOf(next, length);
    keys = Arrays.copyOf(keys, length);
    counts = Arrays.copyOf(counts, length * WIDTH);
  }

  /** {@return a copy of the first cells} */
  public Cells first(int cells) {
    Cells first = new Cells();
    first.next = Arrays.copyOf(next, cells);
    first.keys = Arrays.copyOf(keys, cells);
    first.counts = Arrays.copyOf(counts, cells * WIDTH);
    first.size = cells;
    first.bits = bits;
    return first;
  }

  /** {@return how many cells a list has} */
  public int length(int list) {
    int length = 0;
    for (int cell = list; cell != END; cell = next[cell]) {
      length++;
    }
    return length;
  }

  /** {@return how many cells there are} */
  public int size() {
    return size;
  }

  /** Puts the last cell in the place of another one, which is gone, before the same next cell. */
  void replaceByLast(int cell) {
    size--;
    keys[cell] = keys[size];
    System.arraycopy(counts, size * WIDTH, counts, cell * WIDTH, WIDTH);
  }

  /** Forgets all cells. */
  public void clear() {
    size = 0;
    bits = 0;
  }

  /**
   * {@return whether all counts that were added are so small that no sum of them exceeds 64 bits}
   */
  public boolean areSmall() {
    return bits >= 0 && bitLength(bits) + bitLength(size) < Long.SIZE;
  }

  private static int bitLength(long number) {
    return Long.SIZE - Long.numberOfLeadingZeros(number);
  }

  /**
   * {@return the list with its cells sorted by key, one a key}
   *
   * @throws ArithmeticException if the counts of one key exceed 64 bits together
   */
  public int sorted(int list) {
    if (isSorted(list)) {
      return list;
    }
    List<Integer> all = new ArrayList<>();
    for (int cell = list; cell != END; cell = next[cell]) {
      all.add(cell);
    }
    all.sort(Comparator.comparingInt((Integer cell) -> keys[cell]).reversed());
    int sorted = END;
    for (int cell : all) {
      if (sorted != END && keys[sorted] == keys[cell]) {
        if (!addExact(sorted, this, cell)) {
          throw new ArithmeticException("counts above 64 bits");
        }
      } else {
        next[cell] = sorted;
        sorted = cell;
      }
    }
    return sorted;
  }

  private boolean isSorted(int list) {
    for (int cell = list; cell != END && next[cell] != END; cell = next[cell]) {
      if (keys[cell] >= keys[next[cell]]) {
        return false;
      }
    }
    return true;
  }

  public int next(int cell) {
    return next[cell];
  }

  public void link(int cell, int nextCell) {
    next[cell] = nextCell;
  }

  public int key(int cell) {
    return keys[cell];
  }

  public long count(int cell, int count) {
    return counts[cell * WIDTH + count];
  }

  /** {@return whether all counts of a cell are 0} */
  boolean isZero(int cell) {
    for (int i = 0; i < WIDTH; i++) {
      if (counts[cell * WIDTH + i] != 0) {
        return false;
      }
    }
    return true;
  }

  /** {@return a copy of the cell, before another one} */
  public int copy(int cell, int nextCell) {
    return create(keys[cell], counts, cell * WIDTH, nextCell);
  }

  /** {@return a new list of a copy of the cell of others} */
  public int create(Cells others, int cell) {
    return create(others.keys[cell], others.counts, cell * WIDTH, END);
  }

  /** {@return whether the counts of a cell of others could be added: their sums fit} */
  public boolean addExact(int to, Cells others, int from) {
    for (int i = 0; i < WIDTH; i++) {
      long before = counts[to * WIDTH + i];
      long more = others.counts[from * WIDTH + i];
      long sum = before + more;
      if (((before ^ sum) & (more ^ sum)) < 0) {
        return false;
      }
      counts[to * WIDTH + i] = sum;
    }
    return true;
  }

  /** Adds the counts of one cell to another; the overflow check sees whether the sums fit. */
  public void add(int to, int from) {
    add(to, this, from, 1);
  }

  /** Adds the counts of a cell of others to one, or takes them away. */
  void add(int to, Cells others, int from, int sign) {
    for (int i = 0; i < WIDTH; i++) {
      counts[to * WIDTH + i] += sign * others.counts[from * WIDTH + i];
    }
  }
}
