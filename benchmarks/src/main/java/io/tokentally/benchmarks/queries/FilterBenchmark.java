package io.tokentally.benchmarks.queries;

import io.tokentally.benchmarks.data.SampleCall;
import io.tokentally.benchmarks.data.Traces;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One evaluation of a query. Does not start if the ways do not find the same calls. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class FilterBenchmark {

  private static final int CALLS = 2_000;
  private static final int QUERIES = 8;

  /** How the queries are asked. */
  @Param public Way way = Way.CALLS;

  /** {@code all} in turn, or the number of one. */
  @Param({"all", "1", "2", "3", "4", "5", "6", "7", "8"})
  public String query = "all";

  private Filter<?> filter = new Filter<>(List.of(), List.of());

  /** Makes calls, and checks what is found among them. */
  @Setup
  public void setUp() {
    List<SampleCall> calls = Traces.withText(CALLS);
    Filter<?> all = way.filter(calls);
    List<Long> expected = Way.RECORDS_BY_HAND.filter(calls).matchesByCondition();
    List<Long> found = all.matchesByCondition();
    if (!found.equals(expected) || expected.contains(0L) || expected.contains((long) CALLS)) {
      throw new IllegalStateException(way + " finds " + found + ", by hand " + expected);
    }
    filter = query.equals("all") ? all : all.only(Integer.parseInt(query) - 1);
  }

  /** Asks the queries. */
  @Benchmark
  @OperationsPerInvocation(CALLS * QUERIES)
  public int filter() {
    return filter.matches();
  }
}
