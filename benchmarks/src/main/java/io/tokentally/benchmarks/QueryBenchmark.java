package io.tokentally.benchmarks;

import io.tokentally.Call;
import io.tokentally.dsl.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Queries over call records, all in turn in one JVM, beside the same conditions written by hand.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class QueryBenchmark {

  private static final int CALLS = 1_000;
  private static final int QUERIES = 4;
  private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  private List<Call> calls = List.of();
  private List<Predicate<Call>> compiled = List.of();
  private List<Predicate<Call>> byHand = List.of();

  @Setup
  public void setUp() {
    Random random = new Random(42);
    List<Call> made = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      made.add(call(i, random));
    }
    calls = made;
    compiled =
        List.of(
            parse("{'$eq':[{'$getField':'op_name'},{'$literal':'chat'}]}"),
            parse("{'$gt':[{'$getField':'inputs.temperature'},{'$literal':0.5}]}"),
            parse(
                "{'$and':[{'$gte':[{'$getField':'started_at'},{'$literal':'2026-01-05T10:08:00Z'}]},"
                    + "{'$not':[{'$eq':[{'$getField':'exception'},{'$literal':null}]}]}]}"),
            parse(
                "{'$or':[{'$in':[{'$getField':'op_name'},[{'$literal':'tool'},{'$literal':'plan'}]]},"
                    + "{'$contains':{'input':{'$getField':'inputs.prompt'},"
                    + "'substr':{'$literal':'weather'}}}]}"));
    Instant from = Instant.parse("2026-01-05T10:08:00Z");
    byHand =
        List.of(
            call -> "chat".equals(call.opName()),
            call -> input(call, "temperature") instanceof Number t && t.doubleValue() > 0.5,
            call ->
                call.startedAt() != null
                    && !call.startedAt().isBefore(from)
                    && call.exception() != null,
            call ->
                "tool".equals(call.opName())
                    || "plan".equals(call.opName())
                    || (input(call, "prompt") instanceof String p && p.contains("weather")));
    for (int i = 0; i < QUERIES; i++) {
      long expected = made.stream().filter(byHand.get(i)).count();
      long found = made.stream().filter(compiled.get(i)).count();
      if (expected != found) {
        throw new IllegalStateException("query " + i + ": " + found + " instead of " + expected);
      }
    }
  }

  private static Predicate<Call> parse(String expr) {
    return Query.parse("{\"$expr\":" + expr.replace('\'', '"') + "}").forCalls();
  }

  private static @Nullable Object input(Call call, String key) {
    return call.inputs() instanceof Map<?, ?> inputs ? inputs.get(key) : null;
  }

  private static Call call(int i, Random random) {
    List<String> names = List.of("chat", "tool", "plan", "retrieve");
    String prompt =
        "step " + i + (random.nextInt(4) == 0 ? ": what is the weather like" : ": go on");
    return Call.builder()
        .id("call-" + i)
        .opName(names.get(random.nextInt(names.size())))
        .startedAt(START.plusSeconds(i))
        .exception(random.nextInt(10) == 0 ? "timeout" : null)
        .inputs(Map.of("temperature", random.nextDouble(), "prompt", prompt))
        .build();
  }

  private static int count(List<Call> calls, List<Predicate<Call>> conditions) {
    int matches = 0;
    for (Predicate<Call> condition : conditions) {
      for (Call call : calls) {
        matches += condition.test(call) ? 1 : 0;
      }
    }
    return matches;
  }

  /** The library's predicates. */
  @Benchmark
  @OperationsPerInvocation(CALLS * QUERIES)
  public int compiled() {
    return count(calls, compiled);
  }

  /** The same conditions in Java. */
  @Benchmark
  @OperationsPerInvocation(CALLS * QUERIES)
  public int byHand() {
    return count(calls, byHand);
  }
}
