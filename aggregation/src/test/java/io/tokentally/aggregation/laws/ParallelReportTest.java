package io.tokentally.aggregation.laws;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.aggregation.Anomaly;
import io.tokentally.aggregation.Given;
import io.tokentally.aggregation.Span;
import io.tokentally.aggregation.Tally;
import io.tokentally.aggregation.UsageReport;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many traces, mostly in one piece each, reported by several threads. */
class ParallelReportTest {

  private static final Tally TALLY =
      Tally.with(Given.prices("{\"id\":\"1\",\"llm_id\":\"m1\",\"prompt_token_cost\":2}"));

  /** With 7 calls a trace some stand in two parts; of 10 none does in 4 parts. */
  @ParameterizedTest
  @CsvSource({
    "4, 10, 0, false",
    "4, 7, 0, false",
    "3, 7, 50, false",
    "4, 7, 0, true",
    "1, 7, 9, true"
  })
  void isTheSameReport(int threads, int callsOfTrace, int everyWithoutTrace, boolean shuffled)
      throws ExecutionException, InterruptedException {
    List<Span> calls = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      boolean untraced = everyWithoutTrace > 0 && i % everyWithoutTrace == 0;
      calls.add(call(i, untraced ? null : "t" + i / callsOfTrace, i % callsOfTrace == 0));
    }
    if (shuffled) {
      Collections.shuffle(calls, new Random(5));
    }
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      UsageReport parallel = pool.submit(() -> TALLY.reportInParallel(calls)).get();
      UsageReport report = TALLY.report(calls);
      assertThat(Everything.of(parallel, calls)).isEqualTo(Everything.of(report, calls));
      assertThat(parallel.callIds()).hasSize(calls.size());
    } finally {
      pool.shutdown();
    }
  }

  /** Traces that stand in different parts have ids in common: of the same calls, and of others. */
  @Test
  void isTheSameReportWherePartsShareIds() throws ExecutionException, InterruptedException {
    List<Span> calls = new ArrayList<>();
    for (int trace = 0; trace < 4; trace++) {
      for (int i = 0; i < 500; i++) {
        String id = i % 10 == 0 ? "shared" + i : "c" + trace + "-" + i;
        int prompt = i % 20 == 0 ? i + 1 : trace + i + 1;
        Map<String, Object> usage = Map.of("m1", Map.of("prompt_tokens", prompt));
        calls.add(new Span("t" + trace, id, null, usage));
      }
    }
    ForkJoinPool pool = new ForkJoinPool(4);
    try {
      UsageReport parallel = pool.submit(() -> TALLY.reportInParallel(calls)).get();
      UsageReport report = TALLY.report(calls);
      assertThat(Everything.of(parallel, calls)).isEqualTo(Everything.of(report, calls));
      assertThat(parallel.anomalies())
          .extracting(Anomaly::kind)
          .containsOnly(Anomaly.Kind.DUPLICATE_ID, Anomaly.Kind.SHARED_ID);
      assertThat(parallel.callIds()).hasSize(4 * 450 + 50);
      assertThat(parallel.anomalies()).hasSize(50);
    } finally {
      pool.shutdown();
    }
  }

  private static Span call(int i, @Nullable String trace, boolean root) {
    Map<String, Object> usage = Map.of("m" + i % 3, Map.of("prompt_tokens", i));
    return new Span(trace, "c" + i, root ? null : "c" + (i - 1), usage);
  }
}
