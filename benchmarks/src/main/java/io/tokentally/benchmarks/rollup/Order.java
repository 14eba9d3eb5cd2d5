package io.tokentally.benchmarks.rollup;

/** An order in which each call comes after the calls that it made. */
final class Order {

  private Order() {}

  /**
   * {@return the numbers of the calls in that order; chains stay together}
   *
   * @param parents the number of each call's parent, or {@link IdTable#NONE}
   */
  static int[] childrenFirst(int[] parents) {
    int[] open = new int[parents.length];
    for (int parent : parents) {
      if (parent != IdTable.NONE) {
        open[parent]++;
      }
    }
    int[] order = new int[parents.length];
    int end = 0;
    for (int i = 0; i < parents.length; i++) {
      // From a leaf up, as long as a call has no other child to wait for.
      for (int at = i; at != IdTable.NONE && open[at] == 0; at = parents[at]) {
        open[at] = -1;
        order[end++] = at;
        if (parents[at] != IdTable.NONE) {
          open[parents[at]]--;
        }
      }
    }
    return order;
  }
}
