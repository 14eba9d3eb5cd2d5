package io.tokentally.benchmarks.queries;

import io.tokentally.Call;
import io.tokentally.benchmarks.data.Json;
import io.tokentally.benchmarks.data.Traces;
import io.tokentally.dsl.Query;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * The eight queries in turn on many calls, by one thread and by as many as there are processors.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParallelBenchmark {

  private static final int CALLS = 20_000;
  private static final int QUERIES = 8;

  private final List<Call> calls = Json.calls(Json.lines(Traces.withText(CALLS)));
  private final List<Predicate<Call>> conditions =
      Queries.ALL.stream().map(Query::forCalls).toList();

  /** In one thread. */
  @Benchmark
  @OperationsPerInvocation(CALLS * QUERIES)
  public long stream() {
    return conditions.stream().mapToLong(each -> calls.stream().filter(each).count()).sum();
  }

  /** In all. */
  @Benchmark
  @OperationsPerInvocation(CALLS * QUERIES)
  public long parallelStream() {
    return conditions.stream().mapToLong(each -> calls.parallelStream().filter(each).count()).sum();
  }
}
