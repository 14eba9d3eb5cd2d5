package io.tokentally.aggregation.rollup;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.Budget;
import io.tokentally.aggregation.BudgetExceeded;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.TallyOptions;
import io.tokentally.aggregation.rollup.UsageTables.Part;
import io.tokentally.aggregation.rollup.ledger.CellKeys;
import io.tokentally.aggregation.rollup.ledger.Cells;
import io.tokentally.aggregation.rollup.ledger.Entry;
import io.tokentally.aggregation.rollup.ledger.SumCount;
import io.tokentally.aggregation.rollup.ledger.Sums;
import io.tokentally.aggregation.rollup.live.BudgetWatch;
import io.tokentally.aggregation.rollup.live.Capacity;
import io.tokentally.aggregation.rollup.live.LiveCall;
import io.tokentally.aggregation.rollup.live.LiveTrace;
import io.tokentally.aggregation.rollup.pricing.PriceLookup;
import io.tokentally.aggregation.rollup.pricing.Pricing;
import io.tokentally.aggregation.rollup.tree.DuplicateOrder;
import io.tokentally.aggregation.rules.TallyRules;
import io.tokentally.aggregation.usage.Findings;
import io.tokentally.aggregation.usage.UsageReader;
import io.tokentally.json.Faults;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The traces of a {@link io.tokentally.aggregation.LiveRollup}, behind one lock. An event is looked
 * at in full before anything changes, so that one that is rejected leaves all as it was.
 */
public final class LiveForest {

  /** In an order, so that a map stays fast when traces have ids whose hashes collide. */
  private record TraceKey(@Nullable String project, @Nullable String trace)
      implements Comparable<TraceKey> {

    private static final Comparator<@Nullable String> BY_TEXT =
        Comparator.nullsFirst(Comparator.naturalOrder());

    private static final Comparator<TraceKey> ORDER =
        Comparator.comparing(TraceKey::trace, BY_TEXT).thenComparing(TraceKey::project, BY_TEXT);

    @Override
    public int compareTo(TraceKey other) {
      return ORDER.compare(this, other);
    }
  }

  /** With so few keys it does not matter whether calls still have them. */
  private static final int LEAST_KEYS = 1 << 10;

  /** So many prices are kept for the next calls. */
  private static final int MOST_PRICES = 1 << 14;

  private final TallyOptions options;
  private final PriceLookup prices;
  private final CellKeys keys = new CellKeys();
  private final Cells scratch = new Cells();
  private final Capacity capacity;
  private final Sums totals = new Sums();
  private final Map<TraceKey, LiveTrace> traces = new HashMap<>();
  private final Map<String, List<LiveTrace>> byId = new HashMap<>();
  private final BudgetWatch budgets;

  /** How many sums the traces have. */
  private long size;

  /** As soon as there are more keys than this, those that no call has are forgotten. */
  private int mostKeys = LEAST_KEYS;

  public LiveForest(PriceTable prices, TallyOptions options) {
    this.options = options;
    this.prices = new PriceLookup(prices, options);
    TallyRules rules = TallyRules.of(options.dialect());
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
        capacity.replace(call == null ? new Sums() : call.own, own, record.id());
        if (trace == null) {
          trace = new LiveTrace(keys, options.usageScope(), totals);
          traces.put(key, trace);
        }
        size -= trace.size();
        exceeded = change(trace, call, record, finished, own);
        size += trace.size();
      } finally {
        forgetUnused(); // also what a record that is rejected has left
      }
    }
    BudgetWatch.runAll(exceeded);
  }

  private void refuseTooMany(
      @Nullable LiveTrace trace, @Nullable LiveCall call, TracedCall record, Sums own) {
    long room = options.maxSums() - size;
    long growth = trace == null ? own.size() : trace.mostGrowth(call, record, own, room);
    if (growth > room) {
      throw SumCount.refusal(options.maxSums());
    }
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
        trace.calls().forEach(call -> call.own.keys().forEach(used::add));
        calls += trace.calls().size();
      }
      keys.retain(used);
      // The next time comes when as many keys are new as make up for looking at all calls.
      mostKeys = LEAST_KEYS + 2 * keys.known() + calls / 16;
    }
  }

  private List<Runnable> change(
      LiveTrace trace, @Nullable LiveCall known, TracedCall record, boolean finished, Sums own) {
    LiveCall call = known;
    LiveCall rootBefore = call == null ? null : call.root();
    if (call == null) {
      call = trace.add(record, own);
      byId.computeIfAbsent(record.id(), id -> new ArrayList<>(1)).add(trace);
    } else {
      trace.replace(call, record, own);
    }
    call.finished = finished;
    return budgets.look(trace, call, rootBefore);
  }

  private static boolean isBetter(TracedCall record, boolean finished, LiveCall known) {
    return finished == known.finished ? DuplicateOrder.isGreater(record, known.record) : finished;
  }

  private Sums own(TracedCall record) {
    Findings findings = new Findings(options);
    Pricing pricing = new Pricing(prices, options, findings, scratch, keys);
    try {
      UsageReader reader = new UsageReader(options, findings);
      int list = pricing.add(record, Entry.of(record, reader.read(record)));
      findings.throwIfRefused();
      return Sums.of(scratch, list);
    } finally {
      scratch.clear();
    }
  }

  public Map<String, LLMAggregatedUsage> usage(String callId) {
    synchronized (totals) {
      List<LiveTrace> found = byId.getOrDefault(callId, List.of());
      if (found.size() > 1) {
        String msg = "expected an id of one trace, found " + JsonValues.quote(callId) + " in ";
        throw Faults.refusal(Loc.ROOT.key("call_id"), Type.VALUE, msg + found.size() + " traces");
      }
      if (found.isEmpty()) {
        return Map.of();
      }
      LiveTrace trace = found.get(0);
      LiveCall call = trace.find(callId);
      return call == null ? Map.of() : table(trace.sums(call));
    }
  }

  public Map<String, LLMAggregatedUsage> totals() {
    synchronized (totals) {
      return table(totals);
    }
  }

  private Map<String, LLMAggregatedUsage> table(Sums sums) {
    try {
      int list = sums.toCells(scratch);
      return new UsageTables(options).of(scratch, keys, list, Part.ALL);
    } finally {
      scratch.clear();
    }
  }

  public List<TracedCall> calls() {
    synchronized (totals) {
      List<TracedCall> calls = new ArrayList<>();
      traces.values().forEach(trace -> trace.calls().forEach(call -> calls.add(call.record)));
      return List.copyOf(calls);
    }
  }

  public boolean forget(@Nullable String projectId, @Nullable String traceId) {
    synchronized (totals) {
      LiveTrace trace = traces.remove(new TraceKey(projectId, traceId));
      if (trace == null) {
        return false;
      }
      size -= trace.size();
      trace.leave();
      for (LiveCall call : trace.calls()) {
        capacity.replace(call.own, new Sums(), call.record.id());
        byId.computeIfPresent(
            call.record.id(),
            (id, found) -> {
              found.remove(trace);
              return found.isEmpty() ? null : found;
            });
      }
      forgetUnused();
      return true;
    }
  }
}
