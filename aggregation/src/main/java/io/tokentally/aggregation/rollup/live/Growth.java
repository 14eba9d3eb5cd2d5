package io.tokentally.aggregation.rollup.live;

import io.tokentally.aggregation.rollup.ledger.Sums;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How many sums a record adds to a trace at the most: each call above may take over all of it. */
final class Growth {

  /** The call itself, and the one that is counted anew. */
  private static final int SELF = 2;

  private final List<Sums> handed = new ArrayList<>();

  /**
   * The growth by a record alone.
   *
   * @param own its own usage
   */
  Growth(Sums own) {
    handed.add(own);
  }

  /** Adds a call whose place in the trees may change. */
  void add(LiveCall moving) {
    handed.add(moving.own);
    handed.add(moving.below);
  }

  /** Adds the own usage of the calls above, which may come to count where it did not. */
  void addAbove(@Nullable LiveCall parent) {
    for (LiveCall at = parent; at != null; at = at.parent) {
      handed.add(at.own);
    }
  }

  /** {@return a bound that is found at once, too high by far in most cases} */
  long roughly(int callsOfTrace) {
    long keys = handed.stream().mapToLong(Sums::size).sum();
    return keys * (SELF + (long) callsOfTrace);
  }

  /**
   * {@return the growth below a parent}
   *
   * @param known the call, if it was known before; the calls of its cycle may come to lie above
   */
  long below(@Nullable LiveCall parent, @Nullable LiveCall known) {
    Set<Integer> keys = new HashSet<>();
    handed.forEach(sums -> sums.keys().forEach(keys::add));
    long above = known == null ? 0 : known.cycle.size();
    for (LiveCall at = parent; at != null; at = at.parent) {
      above++;
    }
    return keys.size() * (SELF + above);
  }
}
