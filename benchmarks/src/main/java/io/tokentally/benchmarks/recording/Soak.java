package io.tokentally.benchmarks.recording;

import io.tokentally.Call;
import io.tokentally.aggregation.LiveRollup;
import io.tokentally.aggregation.PriceTable;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.aggregation.SettledTotal;
import io.tokentally.aggregation.SettledTotals;
import io.tokentally.recorder.BudgetLimit;
import io.tokentally.recorder.BudgetPeriod;
import io.tokentally.recorder.BudgetScope;
import io.tokentally.recorder.Budgets;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.CallSink;
import io.tokentally.recorder.OpenCall;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;

/**
 * Very many calls through one process: recorded, within budgets, settled trace by trace. Says what
 * is in the heap as it goes, and whether the sums are right.
 */
public final class Soak {

  private static final int CALLS_OF_TRACE = 10;
  private static final int USERS = 50;
  private static final int REPORTS = 10;
  private static final RecordedUsage USAGE =
      RecordedUsage.builder().promptTokens(1_000).completionTokens(200).build();
  private static final BigDecimal COST = new BigDecimal("0.0045");

  private Soak() {}

  /** Runs it with so many calls. */
  public static void run(long calls) {
    PriceTable prices =
        PriceTable.parse(
            """
            {"gpt-4o": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001},
             "gpt-4o-mini": {"prompt_token_cost": 0.0000025, "completion_token_cost": 0.00001}}""");
    LiveRollup live =
        LiveRollup.with(prices)
            .settlingBy(
                ZoneOffset.UTC,
                call ->
                    call instanceof Call known && known.wbUserId() != null
                        ? Map.of("user", known.wbUserId())
                        : Map.of());
    Budgets budgets =
        Budgets.with(prices)
            .limit(BudgetLimit.per(BudgetScope.TRACE, "1", "USD"))
            .limit(
                BudgetLimit.per(BudgetScope.USER, "1000000000", "USD")
                    .each(BudgetPeriod.day(ZoneOffset.UTC)))
            .build();
    CallRecorder recorder = CallRecorder.builder().to(CallSink.live(live)).build();
    long traces = calls / CALLS_OF_TRACE;
    long begin = System.nanoTime();
    for (long trace = 1; trace <= traces; trace++) {
      OpenCall agent = recorder.start("invoke_agent").key("user", "u" + trace % USERS);
      for (int i = 1; i < CALLS_OF_TRACE; i++) {
        String model = i % 3 == 0 ? "gpt-4o-mini" : "gpt-4o";
        OpenCall chat = agent.start("chat");
        chat.reserve(budgets, model, USAGE);
        chat.usage(model, USAGE).end();
      }
      agent.end();
      live.settle(null, agent.traceId());
      budgets.forget(BudgetScope.TRACE, agent.traceId());
      if (trace % Math.max(1, traces / REPORTS) == 0) {
        report(trace * CALLS_OF_TRACE, begin);
      }
    }
    check(live.settled(), traces);
    System.out.println(recorder.status());
  }

  private static void report(long calls, long begin) {
    System.gc();
    System.out.printf(
        Locale.ROOT,
        "%,d calls, %.1f s, %.1f MB in use%n",
        calls,
        (System.nanoTime() - begin) / 1e9,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6);
  }

  private static void check(SettledTotals settled, long traces) {
    BigDecimal cost = BigDecimal.ZERO;
    for (SettledTotal total : settled.totals()) {
      BigDecimal priced = total.usage().totalCost();
      cost = priced == null ? cost : cost.add(priced);
    }
    BigDecimal expected = COST.multiply(BigDecimal.valueOf(traces * (CALLS_OF_TRACE - 1)));
    if (cost.compareTo(expected) != 0 || settled.calls() != traces * CALLS_OF_TRACE) {
      throw new IllegalStateException("expected " + expected + " USD, found " + cost);
    }
    System.out.println(settled.totals().size() + " sums, " + cost.toPlainString() + " USD");
  }
}
