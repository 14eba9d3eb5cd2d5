package io.tokentally.aggregation.rollup.live;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.UsageScope;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Sums;
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
 * The calls of one trace as trees that change: docs/semantics.md section 8, rules 42, 44 and 51.
 */
public final class LiveTrace {

  private final Map<String, LiveCall> calls = new HashMap<>();

  /** Calls whose parent is not known yet, by its id. */
  private final Map<String, Set<LiveCall>> waiting = new HashMap<>();

  private final LiveSums sums;

  /** Whether usage below a call decides on whether its own counts. */
  private final boolean decides;

  private @Nullable Instant begin;
  private long size;

  /** The budgets that were exceeded when last looked at. */
  final BitSet exceeded = new BitSet();

  /**
   * A trace without calls.
   *
   * @param grandTotals the totals of all traces, which this one adds to
   */
  public LiveTrace(CellKeys keys, TallyOptions options, Sums grandTotals) {
    this.sums = LiveSums.of(keys, options, grandTotals);
    this.decides =
        options.usageScope() == UsageScope.AUTO || options.usageScope() == UsageScope.MODEL_CALLS;
  }

  public @Nullable LiveCall find(String id) {
    return calls.get(id);
  }

  public Collection<LiveCall> calls() {
    return calls.values();
  }

  Sums totals() {
    return sums.totals();
  }

  /**
   * {@return how many sums all calls have, or some more: what the memory that is taken depends on;
   * as of when {@link #growth} was last asked}
   */
  public long size() {
    return size;
  }

  /** {@return by how much {@link #size} has grown since this was last asked} */
  public long growth() {
    long before = size;
    size = sums.size(calls.size());
    return size - before;
  }

  /** {@return how many sums all calls may have with one more, wherever it is} */
  public long mostSize(Sums own) {
    return sums.mostSize(calls.size(), own);
  }

  /** Sums up what has changed, so that {@link #growth} is exact. */
  public void sumUp() {
    sums.handUp();
  }

  /** {@return whether there is anything to sum up} */
  public boolean waits() {
    return sums.waits();
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
    if (decides) {
      growth.addAbove(parent);
      growth.addAbove(known);
    }
    long bound = growth.roughly(calls.size());
    return bound > enough ? growth.below(parent, known) : bound;
  }

  /** {@return what a call sums up to} */
  public Sums sums(LiveCall call) {
    return sums.of(call, calls.size());
  }

  /** {@return when the first of the calls began; null if that is not known} */
  public @Nullable Instant begin() {
    return begin;
  }

  /** {@return a call that was not known before} */
  public LiveCall add(TracedCall record, Sums own) {
    LiveCall call = new LiveCall(record, own);
    calls.put(record.id(), call);
    begin = earlier(begin, record.startedAt());
    sums.change(call, own);
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
    sums.change(call, call.loggedBefore ? new Sums() : own);
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
    sums.change(call, is ? new Sums() : call.recorded);
  }

  /** Takes all of the trace's usage out of the totals of all traces. */
  public void leave() {
    sums.leave();
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
    call.parent = parent;
    parent.children++;
    sums.attached(call, parent);
  }

  private void detach(LiveCall call) {
    LiveCall parent = call.parent;
    if (parent != null) {
      parent.children--;
      call.parent = null;
      sums.detached(call, parent);
    }
  }
}
