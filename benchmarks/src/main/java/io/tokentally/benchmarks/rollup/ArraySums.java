package io.tokentally.benchmarks.rollup;

import java.util.Arrays;

/**
 * Sums by call and model, in arrays that grow. Each call has a linked list of cells, one for each
 * model in it or below it; a cell is a stretch of longs.
 */
final class ArraySums {

  private static final int END = -1;
  private static final int WIDTH = 6;

  private final int[] first;
  private int[] next;
  private int[] model;
  private long[] sums;
  private int cells;

  ArraySums(int calls) {
    first = new int[calls];
    Arrays.fill(first, END);
    next = new int[calls];
    model = new int[calls];
    sums = new long[calls * WIDTH];
  }

  void add(int call, int modelId, long... sixSums) {
    add(call, modelId, sixSums, 0);
  }

  /** Adds all that a child has to its parent. */
  void addAll(int parent, int child) {
    for (int cell = first[child]; cell != END; cell = next[cell]) {
      add(parent, model[cell], sums, cell * WIDTH);
    }
  }

  /** Adds all that a call has to one cell a model. */
  void addTo(long[][] totals, int call) {
    for (int cell = first[call]; cell != END; cell = next[cell]) {
      for (int i = 0; i < WIDTH; i++) {
        totals[model[cell]][i] += sums[cell * WIDTH + i];
      }
    }
  }

  private void add(int call, int modelId, long[] from, int offset) {
    int at = cell(call, modelId) * WIDTH;
    // Finding the cell may have moved the sums; what they were holds the same values.
    for (int i = 0; i < WIDTH; i++) {
      sums[at + i] += from[offset + i];
    }
  }

  private int cell(int call, int modelId) {
    for (int cell = first[call]; cell != END; cell = next[cell]) {
      if (model[cell] == modelId) {
        return cell;
      }
    }
    if (cells == next.length) {
      int more = cells * 2;
      next = Arrays.copyOf(next, more);
      model = Arrays.copyOf(model, more);
      sums = Arrays.copyOf(sums, more * WIDTH);
    }
    next[cells] = first[call];
    model[cells] = modelId;
    first[call] = cells;
    return cells++;
  }
}
