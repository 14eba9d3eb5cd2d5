package io.tokentally.aggregation.rollup.live;

import io.tokentally.aggregation.rollup.ledger.Sums;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sums where all usage counts. An event takes as long however many calls are above: the difference
 * waits in the call above alone. When somebody asks, all differences are handed up together, each
 * call's once; about the root of a single tree the totals say it.
 *
 * <p>What a call has below, with what waits in it, is what its children have of their own and
 * below: a call that moves takes that along, and what waits in it or further below comes later.
 */
final class DeferredSums extends LiveSums {

  /** The calls in which something waits. */
  private final List<LiveCall> waiting = new ArrayList<>();

  /** How many calls have a parent. */
  private int links;

  private long ownSize;
  private long belowSize;

  DeferredSums(Sums grandTotals) {
    super(grandTotals);
  }

  @Override
  void change(LiveCall call, Sums own) {
    ownSize += own.size() - call.own.size();
    if (call.parent != null) {
      defer(call.parent, call.own, -1);
      defer(call.parent, own, 1);
    }
    count(call.own, own);
    call.own = own;
  }

  @Override
  void attached(LiveCall call, LiveCall parent) {
    links++;
    defer(parent, call.own, 1);
    defer(parent, call.below, 1);
  }

  @Override
  void detached(LiveCall call, LiveCall parent) {
    links--;
    defer(parent, call.own, -1);
    defer(parent, call.below, -1);
  }

  private void defer(LiveCall to, Sums sums, int sign) {
    if (sums.isEmpty()) {
      return;
    }
    if (to.waiting == null) {
      to.waiting = new Sums();
      waiting.add(to);
    }
    to.waiting.add(sums, sign);
  }

  @Override
  Sums of(LiveCall call, int calls) {
    if (call.parent == null && links == calls - 1) {
      return totals(); // there is one tree, of which this is the root
    }
    handUp();
    Sums sums = new Sums();
    sums.add(call.own, 1);
    sums.add(call.below, 1);
    return sums;
  }

  @Override
  void handUp() {
    waiting.forEach(DeferredSums::expect);
    for (LiveCall each : waiting) {
      LiveCall at = each;
      while (at != null && at.isExpected && at.expects == 0) {
        at = handUp(at);
      }
    }
    waiting.clear();
  }

  /** Lets each call above wait until those below it have handed up. */
  private static void expect(LiveCall from) {
    LiveCall at = from;
    while (!at.isExpected) {
      at.isExpected = true;
      if (at.parent == null) {
        return;
      }
      at = at.parent;
      at.expects++;
    }
  }

  /** {@return the call above, which has what waited in this one} */
  private @Nullable LiveCall handUp(LiveCall call) {
    Sums difference = call.waiting;
    LiveCall parent = call.parent;
    call.waiting = null;
    call.isExpected = false;
    if (parent != null) {
      parent.expects--;
    }
    if (difference != null) {
      belowSize -= call.below.size();
      call.below.add(difference, 1);
      belowSize += call.below.size();
      if (parent != null) {
        receive(parent, difference);
      }
    }
    return parent;
  }

  private static void receive(LiveCall call, Sums difference) {
    if (call.waiting == null) {
      call.waiting = difference;
    } else {
      call.waiting.add(difference, 1);
    }
  }

  @Override
  boolean waits() {
    return !waiting.isEmpty();
  }

  @Override
  long size(int calls) {
    return waits() ? mostSize(ownSize, calls, totals().size()) : ownSize + belowSize;
  }

  @Override
  long mostSize(int calls, Sums more) {
    return mostSize(ownSize + more.size(), calls + 1L, totals().size() + more.size());
  }

  /** Each call may have all keys below. */
  private static long mostSize(long own, long calls, long keys) {
    return own + calls * keys;
  }
}
