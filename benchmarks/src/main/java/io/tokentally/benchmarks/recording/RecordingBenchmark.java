package io.tokentally.benchmarks.recording;

import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.recorder.BudgetLimit;
import io.tokentally.recorder.BudgetScope;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.OpenCall;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One call of an agent, from its start until a sink has it; and a budget that is asked. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RecordingBenchmark {

  private static final PriceTable PRICES =
      PriceTable.parse(
          """
          {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");

  private static final Map<String, Long> USAGE =
      Map.of("prompt_tokens", 1_000L, "completion_tokens", 200L);

  private static final RecordedUsage TYPED =
      RecordedUsage.builder().promptTokens(1_000).completionTokens(200).build();

  private final CallRecorder recorder = CallRecorder.builder().to(call -> {}).build();
  private final OpenCall agent = recorder.start("invoke_agent");

  private final Budgets budgets =
      Budgets.with(PRICES)
          .limit(BudgetLimit.per(BudgetScope.PROCESS, "1000000", "USD"))
          .limit(BudgetLimit.per(BudgetScope.TRACE, "1000000", "USD"))
          .build();

  /** With counts in a map. */
  @Benchmark
  public OpenCall record() {
    OpenCall call = agent.start("chat");
    call.usage("gpt-4o", USAGE);
    call.end();
    return call;
  }

  /** With typed counts. */
  @Benchmark
  public OpenCall recordTyped() {
    OpenCall call = agent.start("chat");
    call.usage("gpt-4o", TYPED);
    call.end();
    return call;
  }

  /** Two limits asked before, and what was used priced and counted. */
  @Benchmark
  public OpenCall recordWithinBudgets() {
    OpenCall call = agent.start("chat");
    call.reserve(budgets, "gpt-4o", TYPED);
    call.usage("gpt-4o", TYPED);
    call.end();
    return call;
  }
}
