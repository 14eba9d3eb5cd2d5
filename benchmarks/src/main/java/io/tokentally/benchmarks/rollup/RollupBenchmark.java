package io.tokentally.benchmarks.rollup;

import static java.util.Objects.requireNonNull;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.TracedCall;
import io.tokentally.aggregation.PriceRow;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import io.tokentally.benchmarks.data.Prices;
import io.tokentally.benchmarks.data.SampleCall;
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
  private List<SampleCall> records = List.of();
  private List<? extends TracedCall> calls = List.of();
  private int[] parents = {};

  /** Makes the calls, and checks the totals. */
  @Setup
  public void setUp() {
    records = shape.records();
    calls = shape.calls(records);
    parents = ArrayRollup.parents(records);
    Map<String, Total> expected = Total.of(library().totals());
    check(expected, arraysAndIds());
    check(expected, arrays());
    if (shape != Shape.TRACES_10M) { // too many for maps, and others are done with fewer
      check(expected, MapRollup.totals(records, maps()));
      check(expected, Total.of(inParallel().totals()));
      check(expected, Total.of(streamed().totals()));
    }
  }

  private static void check(Map<String, Total> expected, Map<String, Total> found) {
    if (!Total.same(expected, found)) {
      throw new IllegalStateException("found " + found + " instead of " + expected);
    }
  }

  /** This library: the report alone. Its usages and costs are worked out when asked for. */
  @Benchmark
  public UsageReport library() {
    return tally.report(calls);
  }

  /** This library: the report, and each usage of it with its cost. */
  @Benchmark
  public long lookedAt() {
    long sum = 0;
    for (Map<String, LLMAggregatedUsage> byModel : tally.report(calls).usageByCall().values()) {
      for (LLMAggregatedUsage usage : byModel.values()) {
        sum += usage.promptTokens() + requireNonNull(usage.totalCost()).scale();
      }
    }
    return sum;
  }

  /** This library, by as many threads as there are processors. */
  @Benchmark
  public UsageReport inParallel() {
    return tally.reportInParallel(calls, call -> true);
  }

  /** This library, where calls are streamed and not kept. */
  @Benchmark
  public UsageReport streamed() {
    Iterable<TracedCall> once = () -> Collections.<TracedCall>unmodifiableList(calls).iterator();
    return tally.report(once);
  }

  /** By hand in arrays, from ids as text. */
  @Benchmark
  public Map<String, Total> arraysAndIds() {
    return new ArrayRollup(tariffs).rollUp(records, ArrayRollup.parents(records));
  }

  /** By hand in arrays, where somebody made numbers of the ids before. */
  @Benchmark
  public Map<String, Total> arrays() {
    return new ArrayRollup(tariffs).rollUp(records, parents);
  }

  /** By hand in maps, money in doubles. */
  @Benchmark
  public Map<String, Map<String, MapRollup.Sum>> maps() {
    return new MapRollup(rows).rollUp(records);
  }
}
