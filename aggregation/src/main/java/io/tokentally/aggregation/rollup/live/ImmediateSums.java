package io.tokentally.aggregation.rollup.live;

import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Sums;
import io.tokentally.aggregation.rollup.scope.InclusiveModels;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sums where it depends on what is above or below whether usage counts: docs/semantics.md rules 44
 * and 58. A difference goes up at once, from the call it is about to the root.
 */
final class ImmediateSums extends LiveSums {

  private static final Sums NOTHING = new Sums();

  private final CellKeys keys;
  private final InclusiveModels held;

  /** Decides whose usage counts; null where a call's own usage holds that of those below. */
  private final @Nullable LiveScope scope;

  private long size;

  ImmediateSums(CellKeys keys, TallyOptions options, Sums grandTotals) {
    super(grandTotals);
    this.keys = keys;
    this.held = new InclusiveModels(options.usageScope(), keys);
    this.scope = options.usageScope() == UsageScope.INCLUSIVE ? null : new LiveScope(keys, options);
  }

  @Override
  void change(LiveCall call, Sums own) {
    Sums before = of(call);
    size += own.size() - call.own.size();
    if (scope == null) {
      call.own = own;
    } else {
      scope.change(call, own);
    }
    handUp(call.parent, before, of(call));
  }

  @Override
  void attached(LiveCall call, LiveCall parent) {
    Sums sums = of(call);
    if (scope != null) {
      scope.attached(call, parent);
    }
    handUp(null, sums, NOTHING);
    handUp(parent, NOTHING, sums);
  }

  @Override
  void detached(LiveCall call, LiveCall parent) {
    Sums sums = of(call);
    if (scope != null) {
      scope.detached(call, parent);
    }
    handUp(parent, sums, NOTHING);
    handUp(null, NOTHING, sums);
  }

  /** Puts what a call below hands up in the place of what it did, all the way up to the totals. */
  private void handUp(@Nullable LiveCall to, Sums before, Sums after) {
    Sums less = before;
    Sums more = after;
    for (LiveCall at = to; at != null; at = at.parent) {
      if (scope == null && less.isEmpty() && more.isEmpty()) {
        return;
      }
      size -= at.below.size();
      at.below.add(less, -1);
      at.below.add(more, 1);
      size += at.below.size();
      if (scope == null) {
        less = counted(at, less);
        more = counted(at, more);
      } else {
        boolean was = at.repeated;
        at.repeated = scope.isRepeated(at);
        if (at.repeated && !was) {
          less = plus(less, at.own);
        } else if (was && !at.repeated) {
          more = plus(more, at.own);
        }
      }
    }
    count(less, more);
  }

  private static Sums plus(Sums some, Sums more) {
    Sums sum = new Sums();
    sum.add(some, 1);
    sum.add(more, 1);
    return sum;
  }

  @Override
  Sums of(LiveCall call, int calls) {
    return of(call);
  }

  private Sums of(LiveCall call) {
    Sums sums = new Sums();
    if (!call.repeated) {
      sums.add(call.own, 1);
    }
    sums.add(counted(call, call.below), 1);
    return sums;
  }

  /** {@return what of the usage below a call counts for the call itself} */
  private Sums counted(LiveCall call, Sums below) {
    Set<String> included = held.of(call.own.cells(), call.own.list());
    return included.isEmpty() ? below : below.where(key -> !included.contains(keys.model(key)));
  }

  @Override
  void handUp() {}

  @Override
  boolean waits() {
    return false;
  }

  @Override
  long size(int calls) {
    return size;
  }

  /** That is not known without a look at all calls above. */
  @Override
  long mostSize(int calls, Sums more) {
    return Long.MAX_VALUE;
  }
}
