package io.tokentally.benchmarks.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.benchmarks.data.Prices;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * All calls of a shape, from records to sums of every call, and the totals with their cost. Does
 * not start if the ways do not come to the same totals.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RollupBenchmark {

  /** Which calls. */
  @Param public Shape shape = Shape.TRACES_10K;

  private final List<PriceRow> rows = Prices.rows();
  private final Tally tally = Tally.with(PriceTable.of(rows));
  private final Map<String, List<Tariff>> tariffs = Tariff.byModel(rows);
  private List<? extends TracedCall> calls = List.of();
  private int[] parents = {};

  /** Makes the calls, and checks the totals. */
  @Setup
  public void setUp() {
    calls = shape.calls();
    parents = ArrayRollup.parents(calls);
    Map<String, Total> expected = Total.comparable(library());
    check(expected, inParallel());
    check(expected, goingBy());
    check(expected, arraysAndIds());
    check(expected, arrays());
    // A deep chain is too deep for it, ten million calls are too many.
    if (shape != Shape.CHAIN_100K && shape != Shape.TRACES_10M) {
      check(expected, maps());
    }
  }

  private static void check(Map<String, Total> expected, Map<String, Total> found) {
    if (!expected.equals(Total.comparable(found))) {
      throw new IllegalStateException("found " + found + " instead of " + expected);
    }
  }

  /** This library. */
  @Benchmark
  public Map<String, Total> library() {
    return Total.of(tally.report(calls).totals());
  }

  /** This library, by as many threads as there are processors. */
  @Benchmark
  public Map<String, Total> inParallel() {
    return Total.of(tally.reportInParallel(calls, call -> true).totals());
  }

  /** This library, where calls are streamed and not kept. */
  @Benchmark
  public Map<String, Total> goingBy() {
    Iterable<TracedCall> once = () -> Collections.<TracedCall>unmodifiableList(calls).iterator();
    return Total.of(tally.report(once).totals());
  }

  /** By hand in arrays, from ids as text. */
  @Benchmark
  public Map<String, Total> arraysAndIds() {
    return new ArrayRollup(tariffs).rollUp(calls, ArrayRollup.parents(calls));
  }

  /** By hand in arrays, where somebody made numbers of the ids before. */
  @Benchmark
  public Map<String, Total> arrays() {
    return new ArrayRollup(tariffs).rollUp(calls, parents);
  }

  /** By hand in maps. A deep chain is too deep for it. */
  @Benchmark
  public Map<String, Total> maps() {
    return new MapRollup(rows).rollUp(calls);
  }
}
