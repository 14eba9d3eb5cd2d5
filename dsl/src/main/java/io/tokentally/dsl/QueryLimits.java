package io.tokentally.dsl;

/**
 * How big a query may be (docs/semantics.md section 1). The operation of {@code $expr} has depth 1,
 * an operand is one deeper than the node that holds it; every operand counts as a node, the members
 * of object and list literals included.
 *
 * @param depth the greatest depth, at most {@value #MOST_DEPTH}
 * @param nodes the greatest number of nodes
 */
public record QueryLimits(int depth, int nodes) {

  /** The greatest depth that can be asked for: the JSON below it must stay readable. */
  public static final int MOST_DEPTH = 400;

  /** Depth 200 and 10,000 nodes. */
  public static final QueryLimits DEFAULT = new QueryLimits(200, 10_000);

  /**
   * Checks the limits.
   *
   * @throws IllegalArgumentException if a limit is below 1, or the depth above {@value #MOST_DEPTH}
   */
  public QueryLimits {
    if (depth < 1 || depth > MOST_DEPTH || nodes < 1) {
      throw new IllegalArgumentException(
          "expected a depth from 1 to "
              + MOST_DEPTH
              + " and nodes from 1, found "
              + depth
              + " and "
              + nodes);
    }
  }
}
