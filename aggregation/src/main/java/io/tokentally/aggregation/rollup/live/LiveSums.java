package io.tokentally.aggregation.rollup.live;

import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Sums;

/** What the calls of a trace that changes sum up to. */
abstract sealed class LiveSums permits DeferredSums, ImmediateSums {

  private final Sums totals = new Sums();
  private final Sums grandTotals;

  LiveSums(Sums grandTotals) {
    this.grandTotals = grandTotals;
  }

  /**
   * {@return those of a trace without calls}
   *
   * @param grandTotals the totals of all traces, which these add to
   */
  static LiveSums of(CellKeys keys, TallyOptions options, Sums grandTotals) {
    return options.usageScope() == UsageScope.OWN
        ? new DeferredSums(grandTotals)
        : new ImmediateSums(keys, options, grandTotals);
  }

  /** Gives a call other usage of its own. */
  abstract void change(LiveCall call, Sums own);

  /** Takes in what a call sums up to, which was put below a parent. */
  abstract void attached(LiveCall call, LiveCall parent);

  /** Lets go of what a call sums up to, which was below a parent before. */
  abstract void detached(LiveCall call, LiveCall parent);

  /**
   * {@return what a call sums up to, until the next change; nobody else changes it}
   *
   * @param calls how many calls there are
   */
  abstract Sums of(LiveCall call, int calls);

  /** Hands up whatever waits for that; {@link LiveCall#below} holds until the next change. */
  abstract void handUp();

  /** {@return whether something waits to be handed up} */
  abstract boolean waits();

  /** {@return how many sums all calls have; no fewer than that while something waits} */
  abstract long size(int calls);

  /** {@return how many sums there may be with one more call, wherever it is} */
  abstract long mostSize(int calls, Sums more);

  /** {@return what counts of all calls together} */
  Sums totals() {
    return totals;
  }

  /** Lets some usage count in the place of other. */
  void count(Sums before, Sums after) {
    totals.add(before, -1);
    totals.add(after, 1);
    grandTotals.add(before, -1);
    grandTotals.add(after, 1);
  }

  /** Takes all out of the totals of all traces. */
  void leave() {
    grandTotals.add(totals, -1);
  }
}
