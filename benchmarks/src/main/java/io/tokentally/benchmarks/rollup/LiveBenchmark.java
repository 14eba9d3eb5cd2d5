package io.tokentally.benchmarks.rollup;

import io.tokentally.TracedCall;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.benchmarks.data.Prices;
import io.tokentally.benchmarks.data.SampleCall;
import io.tokentally.benchmarks.data.SampleUsage;
import io.tokentally.benchmarks.data.Traces;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.infra.ThreadParams;

/**
 * Calls that end, each with ten above it, reported to one rollup by one or more threads; beside
 * counters of the tokens by model, which know neither costs, nor trees, nor duplicates.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LiveBenchmark {

  private static final int DEPTH = 10;
  private static final int CALLS = 500;

  /** A trace that one thread reports, again and again. */
  @State(Scope.Thread)
  public static class Trace {

    private List<SampleCall> records = List.of();
    private List<? extends TracedCall> calls = List.of();

    /** Makes the trace, with ids that no other thread has. */
    @Setup
    public void setUp(ThreadParams thread) {
      records = Traces.broom(thread.getThreadIndex(), DEPTH, CALLS);
      calls = records.stream().map(SampleCall::toUsageOnly).toList();
    }
  }

  /** Tokens of one model. */
  private record Counters(LongAdder requests, LongAdder prompt, LongAdder completion) {
    Counters() {
      this(new LongAdder(), new LongAdder(), new LongAdder());
    }
  }

  private final LiveRollup live = LiveRollup.with(PriceTable.of(Prices.rows()));
  private final Map<String, Counters> counters = new ConcurrentHashMap<>();

  /** This library. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  @Threads(1)
  public void oneThread(Trace trace) {
    tell(trace);
  }

  /** This library, by two threads. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  @Threads(2)
  public void twoThreads(Trace trace) {
    tell(trace);
  }

  /** This library, by eight threads. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  @Threads(8)
  public void eightThreads(Trace trace) {
    tell(trace);
  }

  /** Counters. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  @Threads(1)
  public void countersOneThread(Trace trace) {
    count(trace);
  }

  /** Counters, by two threads. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  @Threads(2)
  public void countersTwoThreads(Trace trace) {
    count(trace);
  }

  /** Counters, by eight threads. */
  @Benchmark
  @OperationsPerInvocation(CALLS)
  @Threads(8)
  public void countersEightThreads(Trace trace) {
    count(trace);
  }

  private void tell(Trace trace) {
    trace.calls.forEach(live::finished);
    live.forget(null, trace.calls.get(0).traceId());
  }

  private void count(Trace trace) {
    for (SampleCall call : trace.records) {
      SampleUsage usage = call.usage();
      if (call.model() != null && usage != null) {
        Counters of = counters.computeIfAbsent(call.model(), model -> new Counters());
        of.requests.increment();
        of.prompt.add(usage.prompt());
        of.completion.add(usage.completion());
      }
    }
  }
}
