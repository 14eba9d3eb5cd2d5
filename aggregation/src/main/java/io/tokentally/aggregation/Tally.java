package io.tokentally.aggregation;

import static java.util.Objects.requireNonNull;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.rollup.CallCosts;
import io.tokentally.aggregation.rollup.Limit;
import io.tokentally.aggregation.rollup.Rollup;
import io.tokentally.aggregation.rollup.records.Records;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Prices calls and rolls their usage up: prices in, calls in, report out. A pure function of both.
 * Immutable and thread-safe.
 *
 * <pre>{@code
 * UsageReport report = Tally.with(PriceTable.parse(pricesJson)).report(calls);
 * }</pre>
 */
public final class Tally {

  private final PriceTable prices;
  private final TallyOptions options;

  /** Made when it is first asked for; threads may make it more than once. */
  private volatile @Nullable CallCosts costs;

  private Tally(PriceTable prices, TallyOptions options) {
    this.prices = requireNonNull(prices, "prices");
    this.options = requireNonNull(options, "options");
  }

  /** {@return a tally by these prices, with the default options} */
  public static Tally with(PriceTable prices) {
    return new Tally(prices, TallyOptions.DEFAULT);
  }

  /** {@return a tally by the same prices with other options} */
  public Tally with(TallyOptions options) {
    return new Tally(prices, options);
  }

  /** {@return the options of this tally} */
  public TallyOptions options() {
    return options;
  }

  /**
   * {@return what a call cost by itself, whatever stands below it: {@link UsageReport#cost()} of a
   * report on this call alone} As long as all of its usage is known and has a price this takes far
   * less than the report. What was found out about the prices of models is kept for the next call.
   *
   * @throws TokenOverflowException as {@link #report(Iterable)}
   * @throws MixedUnitsException as {@link #report(Iterable)}
   * @throws io.tokentally.ValidationException as {@link #report(Iterable)}
   */
  public Cost cost(TracedCall call) {
    requireNonNull(call, "call");
    CallCosts known = costs;
    if (known == null) {
      known = new CallCosts(prices, options);
      costs = known;
    }
    Cost cost = known.of(call);
    return cost == null ? report(List.of(call)).cost() : cost;
  }

  /**
   * {@return usage and cost of all the calls} Nothing is left out, in whatever order they come;
   * linear in the calls times the models below them, without recursion.
   *
   * <p>The calls of a {@link Collection} are held by the report. Any other {@link Iterable}, such
   * as a {@link io.tokentally.CallReader}, is gone through once, and of each call only what a
   * report needs is kept, in about a hundred bytes.
   *
   * @throws TokenOverflowException if a count exceeds 64 bits
   * @throws MixedUnitsException if one model was priced in several units
   * @throws io.tokentally.ValidationException if there are more sums than {@link
   *     TallyOptions#maxSums}, or more models in a call than {@link TallyOptions#maxModelsPerCall}
   */
  public UsageReport report(Iterable<? extends TracedCall> calls) {
    return report(calls, Records.ALL);
  }

  /**
   * {@return usage and cost of the calls that are picked} What counts is each picked call and
   * everything below it among all the calls, picked or not; in the totals each call counts once.
   *
   * @param calls all calls: parents are looked for among them
   * @param picked which to report on, such as {@code query.forCalls()}
   * @throws TokenOverflowException as {@link #report(Iterable)}
   * @throws MixedUnitsException as {@link #report(Iterable)}
   * @throws io.tokentally.ValidationException as {@link #report(Iterable)}
   */
  public <T extends TracedCall> UsageReport report(
      Iterable<? extends T> calls, Predicate<? super T> picked) {
    requireNonNull(calls, "calls");
    requireNonNull(picked, "picked");
    return Rollup.report(calls, picked, prices, options, Limit.NONE);
  }

  /**
   * {@return usage and cost of all the calls, as {@link #reportInParallel(Collection, Predicate)}
   * does it}
   *
   * @param calls not to be changed meanwhile
   * @throws TokenOverflowException as {@link #report(Iterable)}
   * @throws MixedUnitsException as {@link #report(Iterable)}
   * @throws io.tokentally.ValidationException as {@link #report(Iterable)}
   */
  public UsageReport reportInParallel(Collection<? extends TracedCall> calls) {
    return reportInParallel(calls, call -> true);
  }

  /**
   * {@return the report of {@link #report(Iterable, Predicate)}, made by several threads at a time}
   * It pays from some ten thousand calls on, where processors are free: it takes about as much
   * processor time as in one thread. Threads share the work by whole traces, so that one trace with
   * most of the calls is no faster.
   *
   * <p>The threads are those of the common pool; if this is called by a thread of another {@link
   * ForkJoinPool}, those of that pool, as with a parallel stream. Prices' {@link ModelMatcher}, the
   * {@link UsageFormat} and the condition are asked by all of them.
   *
   * @param calls all calls: parents are looked for among them; not to be changed meanwhile
   * @param picked which to report on
   * @throws TokenOverflowException as {@link #report(Iterable)}
   * @throws MixedUnitsException as {@link #report(Iterable)}
   * @throws io.tokentally.ValidationException as {@link #report(Iterable)}
   */
  public <T extends TracedCall> UsageReport reportInParallel(
      Collection<? extends T> calls, Predicate<? super T> picked) {
    requireNonNull(calls, "calls");
    requireNonNull(picked, "picked");
    return Rollup.reportInParallel(calls, picked, prices, options);
  }
}
