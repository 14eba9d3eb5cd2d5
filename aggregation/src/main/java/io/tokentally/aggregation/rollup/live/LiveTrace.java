package io.tokentally.aggregation.rollup.live;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Sums;
import io.tokentally.aggregation.rollup.scope.InclusiveModels;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one trace as trees that change: docs/semantics.md section 8, rules 42, 44 and 51,
 * kept up to date by differences. A difference goes up from the call it is about to the root, and
 * into the totals.
 */
public final class LiveTrace {

  private static final Sums NOTHING = new Sums();

  private final Map<String, LiveCall> calls = new HashMap<>();

  /** Calls whose parent is not known yet, by its id. */
  private final Map<String, Set<LiveCall>> waiting = new HashMap<>();

  private final CellKeys keys;
  private final InclusiveModels held;

  /** Decides whose usage counts; null where it all does. */
  private final @Nullable LiveScope scope;

  private @Nullable Instant begin;
  private final Sums totals = new Sums();
  private final Sums grandTotals;

  /** How many sums all calls have, own and below. */
  private long size;

  /** The budgets that were exceeded when last looked at. */
  final BitSet exceeded = new BitSet();

  /**
   * A trace without calls.
   *
   * @param grandTotals the totals of all traces, which this one adds to
   */
  public LiveTrace(CellKeys keys, TallyOptions options, Sums grandTotals) {
    this.keys = keys;
    this.held = new InclusiveModels(options.usageScope(), keys);
    this.scope =
        options.usageScope() == UsageScope.AUTO || options.usageScope() == UsageScope.MODEL_CALLS
            ? new LiveScope(keys, options)
            : null;
    this.grandTotals = grandTotals;
  }

  public @Nullable LiveCall find(String id) {
    return calls.get(id);
  }

  public Collection<LiveCall> calls() {
    return calls.values();
  }

  Sums totals() {
    return totals;
  }

  /** {@return how many sums all calls have: what the memory that is taken depends on} */
  public long size() {
    return size;
  }

  /**
   * {@return a number of sums that a record adds at the most} There may be far fewer.
   *
   * @param known the call, if it was known before
   * @param enough if the number is not above this, it need not be exact
   */
  public long mostGrowth(@Nullable LiveCall known, TracedCall record, Sums own, long enough) {
    Growth growth = new Growth(own);
    if (known != null) {
      growth.add(known);
      known.cycle.forEach(growth::add);
    } else {
      waiting.getOrDefault(record.id(), Set.of()).forEach(growth::add);
    }
    LiveCall parent = record.parentId() == null ? null : calls.get(record.parentId());
    if (scope != null) {
      growth.addAbove(parent);
      growth.addAbove(known);
    }
    long bound = growth.roughly(calls.size());
    return bound > enough ? growth.below(parent, known) : bound;
  }

  /** {@return what a call sums up to} */
  public Sums sums(LiveCall call) {
    Sums sums = new Sums();
    if (!call.repeated) {
      sums.add(call.own, 1);
    }
    sums.add(counted(call, call.below), 1);
    return sums;
  }

  /** {@return when the first of the calls began; null if that is not known} */
  public @Nullable Instant begin() {
    return begin;
  }

  /** {@return a call that was not known before} */
  public LiveCall add(TracedCall record, Sums own) {
    LiveCall call = new LiveCall(record);
    calls.put(record.id(), call);
    begin = earlier(begin, record.startedAt());
    call.recorded = own;
    change(call, own);
    link(call);
    Set<LiveCall> children = waiting.remove(record.id());
    if (children != null) {
      children.forEach(this::link);
    }
    return call;
  }

  /** Lets another record of a call count. */
  public void replace(LiveCall call, TracedCall record, Sums own) {
    boolean moves = !Objects.equals(call.record.parentId(), record.parentId());
    if (moves) {
      unlink(call);
    }
    Instant before = call.record.startedAt();
    call.record = record;
    call.recorded = own;
    begin = earlier(begin, record.startedAt());
    if (Objects.equals(begin, before) && !Objects.equals(before, record.startedAt())) {
      begin = null;
      calls.values().forEach(each -> begin = earlier(begin, each.record.startedAt()));
    }
    change(call, call.loggedBefore ? new Sums() : own);
    if (moves) {
      link(call);
    }
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.isBefore(one) ? other : one;
  }

  /** Says whether a call counts in another trace. */
  public void loggedBefore(LiveCall call, boolean is) {
    call.loggedBefore = is;
    change(call, is ? new Sums() : call.recorded);
  }

  /** Takes all of the trace's usage out of the totals of all traces. */
  public void leave() {
    grandTotals.add(totals, -1);
  }

  private void change(LiveCall call, Sums own) {
    // What lies below is handed up as before, unless it depends on what the call has of its own.
    boolean alone = scope == null && !held.any();
    Sums before = alone ? call.own : sums(call);
    size += own.size() - call.own.size();
    if (scope == null) {
      call.own = own;
    } else {
      scope.change(call, own);
    }
    handUp(call.parent, before, alone ? own : sums(call));
  }

  private void link(LiveCall call) {
    String parentId = call.parentId();
    if (parentId == null) {
      return;
    }
    LiveCall parent = calls.get(parentId);
    if (parent == null) {
      waiting.computeIfAbsent(parentId, id -> new LinkedHashSet<>()).add(call);
    } else if (parent == call || (call.children > 0 && parent.root() == call)) {
      cut(parent);
    } else {
      attach(call, parent);
    }
  }

  /** Makes roots of all calls on a cycle: those from the given one up to its root. */
  private void cut(LiveCall from) {
    List<LiveCall> cycle = new ArrayList<>();
    for (LiveCall at = from; at != null; at = at.parent) {
      cycle.add(at);
    }
    for (int i = cycle.size() - 1; i >= 0; i--) {
      detach(cycle.get(i));
    }
    cycle.forEach(each -> each.cycle = cycle);
  }

  private void unlink(LiveCall call) {
    if (call.parentId() != null) {
      waiting.computeIfPresent(
          call.parentId(),
          (id, siblings) -> {
            siblings.remove(call);
            return siblings.isEmpty() ? null : siblings;
          });
    }
    detach(call);
    List<LiveCall> cycle = call.cycle;
    cycle.forEach(each -> each.cycle = List.of());
    for (LiveCall each : cycle) {
      if (each != call) {
        link(each);
      }
    }
  }

  private void attach(LiveCall call, LiveCall parent) {
    Sums sums = sums(call);
    call.parent = parent;
    parent.children++;
    if (scope != null) {
      scope.attached(call, parent);
    }
    handUp(null, sums, NOTHING);
    handUp(parent, NOTHING, sums);
  }

  private void detach(LiveCall call) {
    LiveCall parent = call.parent;
    if (parent != null) {
      Sums sums = sums(call);
      if (scope != null) {
        scope.detached(call, parent);
      }
      parent.children--;
      call.parent = null;
      handUp(parent, sums, NOTHING);
      handUp(null, NOTHING, sums);
    }
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
    for (Sums all : List.of(totals, grandTotals)) {
      all.add(less, -1);
      all.add(more, 1);
    }
  }

  private static Sums plus(Sums some, Sums more) {
    Sums sum = new Sums();
    sum.add(some, 1);
    sum.add(more, 1);
    return sum;
  }

  /** {@return what of the usage below a call counts for the call itself} */
  private Sums counted(LiveCall call, Sums below) {
    Set<String> included = held.of(call.own.cells(), call.own.list());
    return included.isEmpty() ? below : below.where(key -> !included.contains(keys.model(key)));
  }
}
