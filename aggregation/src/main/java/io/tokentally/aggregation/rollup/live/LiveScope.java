package io.tokentally.aggregation.rollup.live;

import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.Sums;
import io.tokentally.aggregation.rollup.scope.ModelGroups;
import io.tokentally.aggregation.rollup.scope.Signature;
import io.tokentally.aggregation.rollup.scope.TokenTotals;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps up to date, in a trace that changes, what shows whether the usage of a call repeats that of
 * calls below it: docs/semantics.md rules 57 and 58. Decides as a report does.
 */
final class LiveScope {

  private final CellKeys keys;
  private final TallyOptions options;

  /** How many calls of the trace offer a signature. */
  private final Map<Signature, Integer> offers = new HashMap<>();

  private final TokenTotals mine = new TokenTotals();
  private final TokenTotals all = new TokenTotals();
  private final TokenTotals ofMine = new TokenTotals();

  LiveScope(CellKeys keys, TallyOptions options) {
    this.keys = keys;
    this.options = options;
  }

  /** {@return whether a call's own usage repeats usage below it} */
  boolean isRepeated(LiveCall call) {
    if (call.own.isEmpty() || call.nearest.isEmpty()) {
      return false;
    }
    return options.usageScope() == UsageScope.MODEL_CALLS
        || options.wrapperOperations().contains(call.record.operation())
        || call.same > 0
        || isSum(call);
  }

  private boolean isSum(LiveCall call) {
    Set<String> models = new HashSet<>();
    mine.clear();
    Cells cells = call.own.cells();
    for (int cell = call.own.list(); cell != Cells.END; cell = cells.next(cell)) {
      mine.add(cells, cell);
      models.add(ModelGroups.name(keys, cells.key(cell)));
    }
    return isSumOf(call.below, models) || isSumOf(call.nearest, models);
  }

  private boolean isSumOf(Sums sums, Set<String> models) {
    all.clear();
    ofMine.clear();
    Cells cells = sums.cells();
    for (int cell = sums.list(); cell != Cells.END; cell = cells.next(cell)) {
      all.add(cells, cell);
      if (models.contains(ModelGroups.name(keys, cells.key(cell)))) {
        ofMine.add(cells, cell);
      }
    }
    return mine.says(all) || mine.says(ofMine);
  }

  /** Gives a call other usage of its own, and decides on it. */
  void change(LiveCall call, Sums own) {
    Sums nearestBefore = nearestOf(call);
    countSame(call, call.parent, -1);
    offer(call, -1);
    call.own = own;
    sign(call);
    offer(call, 1);
    countSame(call, call.parent, 1);
    call.same = countBelow(call);
    addNearest(call.parent, nearestBefore, -1);
    addNearest(call.parent, nearestOf(call), 1);
    call.repeated = isRepeated(call);
  }

  private void sign(LiveCall call) {
    if (call.own.isEmpty() || options.usageScope() == UsageScope.MODEL_CALLS) {
      call.offered = List.of();
      call.asked = List.of();
      return;
    }
    mine.clear();
    Cells cells = call.own.cells();
    for (int cell = call.own.list(); cell != Cells.END; cell = cells.next(cell)) {
      mine.add(cells, cell);
    }
    call.offered = Signature.offered(mine);
    call.asked = Signature.asked(mine);
  }

  private void offer(LiveCall call, int sign) {
    call.offered.forEach(
        each -> offers.merge(each, sign, (a, b) -> a + b == 0 ? null : Integer.valueOf(a + b)));
  }

  /** Takes in a call with all below it, after it was put below a parent. */
  void attached(LiveCall call, LiveCall parent) {
    if (parent.childCalls.isEmpty()) {
      parent.childCalls = new LinkedHashSet<>();
    }
    parent.childCalls.add(call);
    move(call, parent, 1);
  }

  /** Lets go of a call with all below it. */
  void detached(LiveCall call, LiveCall parent) {
    parent.childCalls.remove(call);
    move(call, parent, -1);
  }

  private void move(LiveCall call, LiveCall parent, int sign) {
    addNearest(parent, nearestOf(call), sign);
    Map<Signature, List<LiveCall>> asking = asking(parent);
    if (!asking.isEmpty()) {
      eachBelow(call, each -> countSame(each, asking, sign));
      countSame(call, asking, sign);
    }
  }

  /** {@return the calls from one upwards that ask for something that some call offers} */
  private Map<Signature, List<LiveCall>> asking(@Nullable LiveCall from) {
    Map<Signature, List<LiveCall>> asking = new HashMap<>();
    for (LiveCall at = from; at != null; at = at.parent) {
      for (Signature each : at.asked) {
        if (offers.getOrDefault(each, 0) > (at.offered.contains(each) ? 1 : 0)) {
          asking.computeIfAbsent(each, same -> new ArrayList<>(1)).add(at);
        }
      }
    }
    return asking;
  }

  private void countSame(LiveCall offering, Map<Signature, List<LiveCall>> asking, int sign) {
    Set<LiveCall> counted = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Signature each : offering.offered) {
      for (LiveCall at : asking.getOrDefault(each, List.of())) {
        if (counted.add(at)) {
          at.same += sign;
        }
      }
    }
  }

  private void countSame(LiveCall offering, @Nullable LiveCall above, int sign) {
    if (offering.offered.isEmpty()) {
      return;
    }
    for (LiveCall at = above; at != null; at = at.parent) {
      if (!Collections.disjoint(at.asked, offering.offered)) {
        at.same += sign;
      }
    }
  }

  /** {@return how many calls below say the same; the trees are gone through only if some may} */
  private int countBelow(LiveCall call) {
    boolean any =
        call.asked.stream()
            .anyMatch(each -> offers.getOrDefault(each, 0) > (call.offered.contains(each) ? 1 : 0));
    if (!any) {
      return 0;
    }
    int[] count = new int[1];
    eachBelow(
        call,
        each -> {
          if (!Collections.disjoint(call.asked, each.offered)) {
            count[0]++;
          }
        });
    return count[0];
  }

  private static void eachBelow(LiveCall call, Consumer<LiveCall> visitor) {
    Deque<LiveCall> pending = new ArrayDeque<>(call.childCalls);
    while (!pending.isEmpty()) {
      LiveCall next = pending.pop();
      visitor.accept(next);
      pending.addAll(next.childCalls);
    }
  }

  private static Sums nearestOf(LiveCall call) {
    return call.own.isEmpty() ? call.nearest : call.own;
  }

  /** Adds usage to what the calls above have nearest, up to the first that has usage of its own. */
  private static void addNearest(@Nullable LiveCall to, Sums usage, int sign) {
    Sums copy = new Sums();
    copy.add(usage, 1);
    for (LiveCall at = to; at != null; at = at.parent) {
      at.nearest.add(copy, sign);
      if (!at.own.isEmpty()) {
        return;
      }
    }
  }
}
