package io.tokentally.aggregation.rollup;

import java.util.Arrays;

/**
 * Sums of counts, kept as linked lists of cells in a few arrays: a list a call, a cell a (model,
 * portion, price), sorted by {@linkplain CellKeys key}. Six counts and the uncached prompt go into
 * a cell.
 */
final class Cells {

  /** The end of a list, and the empty list. */
  static final int END = -1;

  static final int REQUESTS = 0;
  static final int PROMPT = 1;
  static final int COMPLETION = 2;
  static final int TOTAL = 3;
  static final int CACHE_READ = 4;
  static final int CACHE_CREATION = 5;
  static final int UNCACHED = 6;

  /** How many counts a usage has; the uncached prompt is ours alone. */
  static final int COUNTS = 6;

  /** How many numbers a cell has. */
  static final int WIDTH = 7;

  private int[] next = new int[16];
  private int[] keys = new int[16];
  private long[] counts = new long[16 * WIDTH];
  private int size;

  /** {@return a new cell with these counts, before another one} */
  int create(int key, long[] cellCounts, int nextCell) {
    return create(key, cellCounts, 0, nextCell);
  }

  private int create(int key, long[] from, int at, int nextCell) {
    if (size == next.length) {
      int larger = Math.max(size + 1, (int) Math.min(2L * size, Integer.MAX_VALUE / WIDTH - 8));
      next = Arrays.copyOf(next, larger);
      keys = Arrays.copyOf(keys, larger);
      counts = Arrays.copyOf(counts, larger * WIDTH);
    }
    next[size] = nextCell;
    keys[size] = key;
    System.arraycopy(from, at, counts, size * WIDTH, WIDTH);
    return size++;
  }

  /** Forgets all cells. */
  void clear() {
    size = 0;
  }

  int next(int cell) {
    return next[cell];
  }

  void link(int cell, int nextCell) {
    next[cell] = nextCell;
  }

  int key(int cell) {
    return keys[cell];
  }

  long count(int cell, int count) {
    return counts[cell * WIDTH + count];
  }

  /** {@return a copy of the cell, before another one} */
  int copy(int cell, int nextCell) {
    return create(keys[cell], counts, cell * WIDTH, nextCell);
  }

  /** Adds the counts of one cell to another; {@link OverflowCheck} has seen that the sums fit. */
  void add(int to, int from) {
    for (int i = 0; i < WIDTH; i++) {
      counts[to * WIDTH + i] += counts[from * WIDTH + i];
    }
  }
}
