package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.ValidationError.Type;
import io.tokentally.aggregation.rollup.LiveForest;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A rollup that is kept up to date while calls start and finish. At any time it equals the report
 * of {@link Tally} over {@link #calls()}, in whatever order the events came: children may be
 * reported before their parents, ends before starts, and events may come twice.
 *
 * <p>An event takes as long however many calls are above the one it is about; what it changes there
 * is summed up when somebody asks. A budget of roots asks at each event. Where the scope of usage
 * is not {@link UsageScope#OWN}, an event takes time for each call above, and each model these have
 * used. Calls are kept until {@link #settle} or {@link #forget} is called for their trace.
 * Thread-safe: events and questions may come from many threads; each waits for the one before, and
 * for what calls, formats and matchers of your own do to answer.
 *
 * <pre>{@code
 * LiveRollup live = LiveRollup.with(prices)
 *     .watching(new Budget(Budget.Of.TRACE, new BigDecimal("2.50"), "USD"), over -> cancel(over.traceId()));
 * live.started(call);
 * live.finished(call);
 * }</pre>
 */
public final class LiveRollup {

  private final PriceTable prices;
  private final TallyOptions options;
  private final LiveForest forest;

  /** What follows changes only while the forest waits. */
  private SettledSums settled = new SettledSums();

  private ZoneId settlingZone = ZoneOffset.UTC;
  private Function<? super TracedCall, ? extends @Nullable Map<String, String>> settlingKeys =
      call -> Map.of();

  private LiveRollup(PriceTable prices, TallyOptions options) {
    this.prices = requireNonNull(prices, "prices");
    this.options = requireNonNull(options, "options");
    this.forest = new LiveForest(prices, options);
  }

  /** {@return an empty rollup at these prices, with the default options} */
  public static LiveRollup with(PriceTable prices) {
    return with(prices, TallyOptions.DEFAULT);
  }

  /** {@return an empty rollup at these prices} */
  public static LiveRollup with(PriceTable prices, TallyOptions options) {
    return new LiveRollup(prices, options);
  }

  /**
   * {@return this rollup, which watches a budget from now on}
   *
   * @param listener called once for each trace or root that exceeds the budget, and again if it was
   *     within it in between; on the thread of the event, after the event, outside of any lock.
   *     What it throws comes out of {@link #started} or {@link #finished}, when these have been
   *     heeded and all other listeners called
   * @throws io.tokentally.ValidationException if this rollup has no costs: {@link
   *     TallyOptions#includeCosts}
   */
  public LiveRollup watching(Budget budget, Consumer<? super BudgetExceeded> listener) {
    if (!options.includeCosts()) {
      String msg = "expected true, found false: without costs no budget is ever exceeded";
      throw ErrorCollector.refusal(Loc.ROOT.key("include_costs"), Type.VALUE, msg);
    }
    forest.watch(requireNonNull(budget, "budget"), requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Reports that a call has started. Its usage counts if it has any.
   *
   * @throws TokenOverflowException if all the calls together exceed 64 bits; nothing has changed
   *     then
   * @throws MixedUnitsException if one model was priced in several units; nothing has changed then
   * @throws io.tokentally.ValidationException if the call has more models than {@link
   *     TallyOptions#maxModelsPerCall}, or there might be more sums than {@link
   *     TallyOptions#maxSums}, which happens in traces with very many calls and models; nothing has
   *     changed then
   */
  public void started(TracedCall call) {
    put(call, false);
  }

  /**
   * Reports that a call has finished, whether its start was reported or not. Of several records of
   * one call the finished one counts; of several finished ones, that of docs/semantics.md rule 41.
   *
   * @throws TokenOverflowException as {@link #started}
   * @throws MixedUnitsException as {@link #started}
   * @throws io.tokentally.ValidationException as {@link #started}
   */
  public void finished(TracedCall call) {
    put(call, true);
  }

  private void put(TracedCall call, boolean finished) {
    requireNonNull(call, "call");
    requireNonNull(call.id(), "id");
    forest.put(call, finished);
  }

  /**
   * {@return the usage so far of a call with everything below it, by model; empty if nothing is
   * known of the call}
   */
  public Map<String, LLMAggregatedUsage> usage(String callId) {
    return forest.usage(requireNonNull(callId, "callId"));
  }

  /** {@return the usage so far of all calls, by model; each counts once} */
  public Map<String, LLMAggregatedUsage> totals() {
    return forest.totals();
  }

  /** {@return the calls so far, one record each, in no particular order} */
  public List<TracedCall> calls() {
    return forest.calls();
  }

  /** {@return the report on the calls so far, made anew} */
  public UsageReport report() {
    return Tally.with(prices).with(options).report(calls());
  }

  /**
   * Says by what {@link #settle} keeps apart what traces used: by the day of a zone on which each
   * call began, and by keys of the caller's, such as {@code team}. Without this it is the day in
   * UTC, and no keys. Each combination of keys is kept for good: take none that is as good as
   * different in each trace.
   *
   * @param keys gives the keys of a call; it may give null for none
   * @return this rollup
   */
  public LiveRollup settlingBy(
      ZoneId zone, Function<? super TracedCall, ? extends @Nullable Map<String, String>> keys) {
    forest.inspect(
        traces -> {
          settlingZone = requireNonNull(zone, "zone");
          settlingKeys = requireNonNull(keys, "keys");
        });
    return this;
  }

  /**
   * Adds what was settled before, such as by the process before this one.
   *
   * @return this rollup
   * @throws TokenOverflowException if a count exceeds 64 bits; nothing has changed then
   */
  public LiveRollup restore(SettledTotals before) {
    forest.inspect(
        traces -> {
          SettledSums sums = settled.copy();
          sums.add(requireNonNull(before, "before"));
          settled = sums;
        });
    return this;
  }

  /**
   * {@return whether there were calls of a trace, which are forgotten now, and whose usage and cost
   * {@link #settled} has instead} They count as in a report on the trace. Settle a trace when it
   * has ended: a call that comes later is one of a new trace, which has lost the calls above it.
   *
   * @param projectId the calls' project, null if they have none
   * @param traceId the calls' trace, null for those that have none
   * @throws TokenOverflowException if a count exceeds 64 bits; nothing has changed then
   */
  public boolean settle(@Nullable String projectId, @Nullable String traceId) {
    return forest.take(projectId, traceId, calls -> settle(settled, calls));
  }

  private void settle(SettledSums sums, List<TracedCall> calls) {
    UsageReport report = Tally.with(prices).with(options).report(calls);
    sums.add(report, settlingZone, settlingKeys);
  }

  /** {@return what the traces used that were settled so far; the calls of others are not in it} */
  public SettledTotals settled() {
    AtomicReference<SettledTotals> all = new AtomicReference<>(SettledTotals.NOTHING);
    forest.inspect(traces -> all.set(settled.build()));
    return all.get();
  }

  /**
   * {@return what all traces used so far, settled or not, as if all were settled now} Takes time
   * for the calls that are not settled.
   *
   * @throws TokenOverflowException if a count exceeds 64 bits
   */
  public SettledTotals settledAndLive() {
    AtomicReference<SettledTotals> all = new AtomicReference<>(SettledTotals.NOTHING);
    forest.inspect(
        traces -> {
          SettledSums sums = settled.copy();
          traces.forEach(calls -> settle(sums, calls));
          all.set(sums.build());
        });
    return all.get();
  }

  /**
   * {@return whether there were calls of a trace, which are forgotten now} They count in no total
   * any more.
   *
   * @param projectId the calls' project, null if they have none
   * @param traceId the calls' trace, null for those that have none
   */
  public boolean forget(@Nullable String projectId, @Nullable String traceId) {
    return forest.forget(projectId, traceId);
  }
}
