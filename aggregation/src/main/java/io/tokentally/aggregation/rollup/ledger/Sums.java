package io.tokentally.aggregation.rollup.ledger;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Counts by the number of a {@linkplain CellKeys key}, to which others can be added and taken away
 * again. The counterpart of {@link Cells} for rollups that change.
 */
public final class Sums {

  /** Behind the counts: how many entries went into the sum. Without any, there is no sum. */
  private static final int ENTRIES = Cells.WIDTH;

  private final Map<Integer, long[]> counts = new HashMap<>();

  /** {@return the sums that a list of cells has} */
  public static Sums of(Cells cells, int list) {
    Sums sums = new Sums();
    for (int cell = list; cell != Cells.END; cell = cells.next(cell)) {
      long[] sum = new long[Cells.WIDTH + 1];
      for (int i = 0; i < Cells.WIDTH; i++) {
        sum[i] = cells.count(cell, i);
      }
      sum[ENTRIES] = 1;
      sums.counts.put(cells.key(cell), sum);
    }
    return sums;
  }

  /** Adds others to these, or takes them away. */
  public void add(Sums others, int sign) {
    others.counts.forEach(
        (key, more) -> {
          long[] sum = counts.computeIfAbsent(key, unused -> new long[Cells.WIDTH + 1]);
          for (int i = 0; i < sum.length; i++) {
            sum[i] += sign * more[i];
          }
          if (sum[ENTRIES] == 0) {
            counts.remove(key);
          }
        });
  }

  /** {@return those whose key passes} */
  public Sums where(IntPredicate keys) {
    Sums some = new Sums();
    counts.forEach(
        (key, sum) -> {
          if (keys.test(key)) {
            some.counts.put(key, sum.clone());
          }
        });
    return some;
  }

  /** {@return how many keys there are} */
  public int size() {
    return counts.size();
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  public Iterable<Integer> keys() {
    return counts.keySet();
  }

  public long count(int key, int count) {
    long[] sum = counts.get(key);
    return sum == null ? 0 : sum[count];
  }

  /** {@return these as a list of cells} */
  public int toCells(Cells cells) {
    int list = Cells.END;
    for (Map.Entry<Integer, long[]> entry : counts.entrySet()) {
      list = cells.create(entry.getKey(), entry.getValue(), list);
    }
    return list;
  }
}
