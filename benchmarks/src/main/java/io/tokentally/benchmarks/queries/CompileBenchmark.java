package io.tokentally.benchmarks.queries;

import io.tokentally.Call;
import io.tokentally.dsl.Query;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From the query with twelve leaves to a condition. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CompileBenchmark {

  private final String json = Queries.LARGEST.toJson();

  /** Of a query that was read before. */
  @Benchmark
  public Predicate<Call> compile() {
    return Queries.LARGEST.forCalls();
  }

  /** From its JSON. */
  @Benchmark
  public Predicate<Call> parseAndCompile() {
    return Query.parse(json).forCalls();
  }
}
