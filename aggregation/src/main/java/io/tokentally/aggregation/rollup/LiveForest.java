package io.tokentally.aggregation.rollup;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.Budget;
import io.tokentally.aggregation.BudgetExceeded;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.rollup.UsageTables.Part;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.SumCount;
import io.tokentally.aggregation.rollup.ledger.Sums;
import io.tokentally.aggregation.rollup.live.BudgetWatch;
import io.tokentally.aggregation.rollup.live.Capacity;
import io.tokentally.aggregation.rollup.live.LiveCall;
import io.tokentally.aggregation.rollup.live.LiveTrace;
import io.tokentally.aggregation.rollup.pricing.PriceLookup;
import io.tokentally.aggregation.rollup.pricing.Pricing;
import io.tokentally.aggregation.rollup.tree.CallRecord;
import io.tokentally.aggregation.rollup.tree.DuplicateOrder;
import io.tokentally.aggregation.rollup.tree.TraceKey;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.aggregation.usage.UsageReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The traces of a {@link io.tokentally.aggregation.LiveRollup}, behind one lock. An event is looked
 * at in full before anything changes, so that one that is rejected leaves all as it was.
 */
public final class LiveForest {

  /** With so few keys it does not matter whether calls still have them. */
  private static final int LEAST_KEYS = 1 << 10;

  /** So many prices are kept for the next calls. */
  private static final int MOST_PRICES = 1 << 14;

  private final TallyOptions options;
  private final PriceLookup prices;
  private final CellKeys keys;
  private final Cells scratch = new Cells();

  // What is found of an event that is not as expected, is not kept: the report finds it again.
  private final Findings findings;
  private final UsageReader reader;
  private final Pricing pricing;
  private final Capacity capacity;
  private final Sums totals = new Sums();
  private final Map<TraceKey, LiveTrace> traces = new HashMap<>();
  private final Map<String, List<TraceKey>> byId = new HashMap<>();

  /** StringDictionary that stand in several traces. */
  private final Set<String> sharedIds = new HashSet<>();

  private final BudgetWatch budgets;

  /** How many sums the traces have; no fewer than that while something waits in them. */
  private long size;

  /** The traces in which something may wait to be summed up. */
  private final Set<LiveTrace> waiting = new HashSet<>();

  /** As soon as there are more keys than this, those that no call has are forgotten. */
  private int mostKeys = LEAST_KEYS;

  public LiveForest(PriceTable prices, TallyOptions options) {
    this.options = options;
    this.prices = new PriceLookup(prices, options);
    TallyRules rules = TallyRules.of(options.dialect());
    this.keys = new CellKeys(rules);
    this.findings = new Findings(options);
    this.reader = new UsageReader(options, findings);
    this.pricing = new Pricing(this.prices, options, findings, scratch, keys);
    this.capacity = new Capacity(keys, rules);
    this.budgets = new BudgetWatch(keys, rules);
  }

  public void watch(Budget budget, Consumer<? super BudgetExceeded> listener) {
    synchronized (totals) {
      budgets.add(budget, listener);
    }
  }

  /** Lets a record of a call count, if no better one does already. */
  public void put(TracedCall record, boolean finished) {
    List<Runnable> exceeded;
    synchronized (totals) {
      TraceKey key = new TraceKey(record.projectId(), record.traceId());
      LiveTrace trace = traces.get(key);
      LiveCall call = trace == null ? null : trace.find(record.id());
      if (call != null && !isBetter(record, finished, call)) {
        return;
      }
      try {
        Sums own = own(record);
        refuseTooMany(trace, call, record, own);
        capacity.replace(call == null ? new Sums() : call.recorded, own, record.id());
        if (trace == null) {
          trace = new LiveTrace(keys, options, totals);
          traces.put(key, trace);
        }
        exceeded = change(key, trace, call, record, finished, own);
      } finally {
        forgetUnused(); // also what a record that is rejected has left
      }
    }
    BudgetWatch.runAll(exceeded);
  }

  private void refuseTooMany(
      @Nullable LiveTrace trace, @Nullable LiveCall call, TracedCall record, Sums own) {
    long others = trace == null ? size : size - trace.size();
    long most = trace == null ? own.size() : trace.mostSize(own);
    if (most <= options.maxSums() - others) {
      return;
    }
    waiting.forEach(LiveTrace::sumUp);
    waiting.forEach(this::count);
    waiting.clear();
    long room = options.maxSums() - size;
    long growth = trace == null ? own.size() : trace.mostGrowth(call, record, own, room);
    if (growth > room) {
      throw SumCount.refusal(options.maxSums());
    }
  }

  private void count(LiveTrace trace) {
    size += trace.growth();
  }

  /** Forgets keys that no call has any more, and prices if they are many. */
  private void forgetUnused() {
    if (prices.size() > MOST_PRICES) {
      prices.clear();
    }
    if (keys.known() > mostKeys) {
      Set<Integer> used = new HashSet<>();
      int calls = 0;
      for (LiveTrace trace : traces.values()) {
        trace.calls().forEach(call -> call.recorded.keys().forEach(used::add));
        calls += trace.calls().size();
      }
      keys.retain(used);
      // The next time comes when as many keys are new as make up for looking at all calls.
      mostKeys = LEAST_KEYS + 2 * keys.known() + calls / 16;
    }
  }

  private List<Runnable> change(
      TraceKey key,
      LiveTrace trace,
      @Nullable LiveCall known,
      TracedCall record,
      boolean finished,
      Sums own) {
    LiveCall call = known;
    LiveCall rootBefore = call == null || !budgets.watchesRoots() ? null : call.root();
    Instant beganBefore = trace.begin();
    if (call == null) {
      call = trace.add(record, own);
      byId.computeIfAbsent(record.id(), id -> new ArrayList<>(1)).add(key);
    } else {
      trace.replace(call, record, own);
    }
    changed(trace);
    call.finished = finished;
    List<Runnable> exceeded = new ArrayList<>();
    if (Objects.equals(beganBefore, trace.begin())) {
      settle(record.id(), exceeded);
    } else {
      // It may now be the first trace of each of its calls that stand in others, or no longer be.
      List.copyOf(sharedIds).stream()
          .filter(id -> trace.find(id) != null)
          .forEach(id -> settle(id, exceeded));
      settle(record.id(), exceeded);
    }
    exceeded.addAll(budgets.look(trace, call, rootBefore));
    return exceeded;
  }

  private void changed(LiveTrace trace) {
    count(trace);
    if (trace.waits()) {
      waiting.add(trace);
    }
  }

  /** Lets a call that was logged in several traces count in the first of them alone. */
  private void settle(String id, List<Runnable> exceeded) {
    List<TraceKey> found = byId.getOrDefault(id, List.of());
    if (found.size() < 2) {
      if (sharedIds.remove(id) && found.size() == 1) {
        loggedBefore(found.get(0), id, false, exceeded);
      }
      return;
    }
    sharedIds.add(id);
    Map<CallRecord, List<CallRecord.In>> calls = new TreeMap<>();
    for (TraceKey key : found) {
      LiveTrace trace = requireNonNull(traces.get(key));
      calls
          .computeIfAbsent(
              CallRecord.of(requireNonNull(trace.find(id)).record), same -> new ArrayList<>())
          .add(new CallRecord.In(trace.begin(), key));
    }
    for (List<CallRecord.In> ofOne : calls.values()) {
      CallRecord.In first = Collections.min(ofOne);
      ofOne.forEach(in -> loggedBefore(in.trace(), id, !in.equals(first), exceeded));
    }
  }

  private void loggedBefore(TraceKey key, String id, boolean is, List<Runnable> exceeded) {
    LiveTrace trace = requireNonNull(traces.get(key));
    LiveCall call = requireNonNull(trace.find(id));
    if (call.loggedBefore != is) {
      trace.loggedBefore(call, is);
      changed(trace);
      exceeded.addAll(budgets.look(trace, call, null));
    }
  }

  private static boolean isBetter(TracedCall record, boolean finished, LiveCall known) {
    return finished == known.finished ? DuplicateOrder.isGreater(record, known.record) : finished;
  }

  private Sums own(TracedCall record) {
    try {
      int list = pricing.addQuietly(record, reader.read(record));
      findings.throwIfRefused();
      return Sums.of(scratch, list);
    } finally {
      scratch.clear();
      findings.clear();
    }
  }

  public Map<String, LLMAggregatedUsage> usage(String callId) {
    synchronized (totals) {
      Sums sums = new Sums();
      for (TraceKey key : byId.getOrDefault(callId, List.of())) {
        LiveTrace trace = requireNonNull(traces.get(key));
        sums.add(trace.sums(requireNonNull(trace.find(callId))), 1);
      }
      return table(sums);
    }
  }

  public Map<String, LLMAggregatedUsage> totals() {
    synchronized (totals) {
      return table(totals);
    }
  }

  private Map<String, LLMAggregatedUsage> table(Sums sums) {
    return new UsageTables(options).of(sums.cells(), keys, sums.list(), Part.ALL);
  }

  public List<TracedCall> calls() {
    synchronized (totals) {
      List<TracedCall> calls = new ArrayList<>();
      traces.values().forEach(trace -> trace.calls().forEach(call -> calls.add(call.record)));
      return List.copyOf(calls);
    }
  }

  public boolean forget(@Nullable String projectId, @Nullable String traceId) {
    return take(projectId, traceId, calls -> {});
  }

  /**
   * {@return whether there were calls of a trace, which are forgotten now}
   *
   * @param sums is given the calls before; where it throws, nothing is forgotten
   */
  public boolean take(
      @Nullable String projectId,
      @Nullable String traceId,
      Consumer<? super List<TracedCall>> sums) {
    List<Runnable> exceeded = new ArrayList<>();
    synchronized (totals) {
      TraceKey key = new TraceKey(projectId, traceId);
      LiveTrace trace = traces.get(key);
      if (trace == null) {
        return false;
      }
      sums.accept(counted(trace));
      traces.remove(key);
      waiting.remove(trace);
      size -= trace.size();
      trace.leave();
      for (LiveCall call : trace.calls()) {
        String id = call.record.id();
        capacity.replace(call.recorded, new Sums(), id);
        byId.computeIfPresent(
            id,
            (same, found) -> {
              found.remove(key);
              return found.isEmpty() ? null : found;
            });
        settle(id, exceeded);
      }
      forgetUnused();
    }
    BudgetWatch.runAll(exceeded);
    return true;
  }

  /** {@return the calls of a trace without those that count in another one} */
  private static List<TracedCall> counted(LiveTrace trace) {
    return trace.calls().stream()
        .filter(call -> !call.loggedBefore)
        .map(call -> call.record)
        .toList();
  }

  /** Does something with the calls of each trace, before the next event comes. */
  public void inspect(Consumer<? super List<List<TracedCall>>> task) {
    synchronized (totals) {
      task.accept(traces.values().stream().map(LiveForest::counted).toList());
    }
  }
}
