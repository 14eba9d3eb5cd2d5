package io.tokentally.benchmarks;

import io.tokentally.benchmarks.queries.FilterBenchmark;
import io.tokentally.benchmarks.queries.ParallelBenchmark;
import io.tokentally.benchmarks.reading.ReadingBenchmark;
import io.tokentally.benchmarks.rollup.RollupBenchmark;
import io.tokentally.benchmarks.rollup.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What is run, and for how long.
 *
 * @param forks JVMs for each benchmark
 * @param warmupSeconds of each JVM
 * @param secondsEach the length of an iteration
 * @param iterations measured in each JVM
 * @param queries {@code all}, or the number of one
 * @param shapes of the rollups, besides {@link Shape#TRACES_1M}
 */
record Plan(
    int forks,
    int warmupSeconds,
    int secondsEach,
    int iterations,
    List<String> queries,
    List<Shape> shapes) {

  /** Ten minutes: the queries in turn, the rollups that have targets. */
  static final Plan SHORT =
      new Plan(
          1,
          7,
          1,
          3,
          List.of("all"),
          List.of(Shape.TRACES_100K, Shape.CHAIN_100K, Shape.WIDE_100K));

  /** More than an hour: each query as well, and all shapes; warm-up for 8 seconds, in two JVMs. */
  static final Plan FULL =
      new Plan(
          2,
          8,
          2,
          5,
          List.of("all", "1", "2", "3", "4", "5", "6", "7", "8"),
          List.of(
              Shape.TRACES_10K,
              Shape.TRACES_100K,
              Shape.TRACES_10M,
              Shape.CHAIN_100K,
              Shape.WIDE_100K));

  private static final String SMALL_HEAP = "2g";
  private static final String LARGE_HEAP = "6g";
  private static final String LARGEST_HEAP = "10g";

  /** {@return the runs, one after the other} */
  List<Options> runs() {
    List<Options> runs = new ArrayList<>();
    runs.add(
        run(FilterBenchmark.class, ".*", SMALL_HEAP)
            .param("query", queries.toArray(String[]::new))
            .build());
    runs.add(run(ParallelBenchmark.class, ".*", SMALL_HEAP).build());
    runs.add(run(ReadingBenchmark.class, ".*", SMALL_HEAP).build());
    for (Shape shape : shapes) {
      boolean largest = shape == Shape.TRACES_10M;
      runs.add(
          rollups(
              largest ? "(library|arraysAndIds)" : "(library|lookedAt|arraysAndIds|maps)",
              largest ? LARGEST_HEAP : LARGE_HEAP,
              shape));
    }
    runs.add(rollups(".*", LARGE_HEAP, Shape.TRACES_1M));
    return runs;
  }

  private Options rollups(String methods, String heap, Shape shape) {
    return run(RollupBenchmark.class, methods, heap).param("shape", shape.name()).build();
  }

  private ChainedOptionsBuilder run(Class<?> benchmark, String methods, String heap) {
    return new OptionsBuilder()
        .include(Pattern.quote(benchmark.getName()) + "\\." + methods + "$")
        .forks(forks)
        .warmupIterations(warmupSeconds / secondsEach)
        .warmupTime(TimeValue.seconds(secondsEach))
        .measurementIterations(iterations)
        .measurementTime(TimeValue.seconds(secondsEach))
        // All memory from the start, else the first touch of each page is measured with whatever
        // comes first; and the matcher's library wants to log.
        .jvmArgsAppend(
            "-Xms" + heap, "-Xmx" + heap, "-XX:+AlwaysPreTouch", "-Dslf4j.internal.verbosity=ERROR")
        .shouldFailOnError(true);
  }
}
