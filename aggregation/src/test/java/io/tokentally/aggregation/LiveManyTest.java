package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.TracedCall;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Deep trees and many threads. */
@Timeout(120)
class LiveManyTest {

  private static final int DEPTH = 20_000;
  private static final int THREADS = 8;

  private static final Map<String, Object> ONE_TOKEN =
      Map.of("m", Map.of("prompt_tokens", 1L, "completion_tokens", 2L));

  private static final PriceTable PRICES =
      Given.prices(
          """
          {"id":"p","llm_id":"m","prompt_token_cost":0.000003,"completion_token_cost":0.5}
          """);

  /** A call of a trace that has or has not ended. */
  private record Event(
      String traceId, String id, @Nullable String parentId, @Nullable Instant endedAt)
      implements TracedCall {

    @Override
    public @Nullable String projectId() {
      return null;
    }

    @Override
    public Instant startedAt() {
      return Instant.parse("2024-06-15T10:00:00Z");
    }

    @Override
    public @Nullable Object usage() {
      return endedAt == null ? null : ONE_TOKEN;
    }

    void tell(LiveRollup live) {
      if (endedAt == null) {
        live.started(this);
      } else {
        live.finished(this);
      }
    }
  }

  @Test
  void aChainThatIsToldOfRootFirst() {
    LiveRollup live = LiveRollup.with(PRICES);
    for (int i = 0; i < DEPTH; i++) {
      live.finished(new Span("c" + i, i == 0 ? null : "c" + (i - 1), ONE_TOKEN));
    }
    assertChain(live);
  }

  @Test
  void aChainThatIsToldOfLeafFirst() {
    LiveRollup live = LiveRollup.with(PRICES);
    for (int i = DEPTH - 1; i >= 0; i--) {
      live.finished(new Span("c" + i, i == 0 ? null : "c" + (i - 1), ONE_TOKEN));
    }
    assertChain(live);
  }

  private static void assertChain(LiveRollup live) {
    assertThat(Given.brief(live.usage("c0")))
        .hasToString("{m=0 20000 40000 60000 0 0 : 0.06 20000 0 0}");
    assertThat(Given.brief(live.usage("c19990")))
        .hasToString("{m=0 10 20 30 0 0 : 0.00003 10 0 0}");
    assertThat(live.totals()).isEqualTo(live.usage("c0"));
  }

  @Test
  void aLongCycleThatClosesAndOpens() {
    LiveRollup live = LiveRollup.with(PRICES);
    for (int i = DEPTH - 1; i > 0; i--) {
      live.finished(new Span("c" + i, "c" + (i - 1), ONE_TOKEN));
    }
    live.started(new Span("c0", "c" + (DEPTH - 1), ONE_TOKEN));
    assertThat(live.usage("c1").get("m").promptTokens()).isEqualTo(1);
    assertThat(live.totals().get("m").promptTokens()).isEqualTo(DEPTH);
    live.finished(new Span("c0", null, ONE_TOKEN));
    assertChain(live);
  }

  @Test
  void manyThreadsTellOfTracesOfTheirOwnAndOfSharedOnes() throws Exception {
    AtomicInteger exceeded = new AtomicInteger();
    LiveRollup live =
        LiveRollup.with(PRICES)
            .watching(
                new Budget(Budget.Of.TRACE, new BigDecimal("50"), "USD"),
                over -> exceeded.incrementAndGet());
    List<Runnable> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      tasks.add(() -> events(number).forEach(event -> event.tell(live)));
    }
    tasks.add(() -> ask(live));
    run(tasks);
    List<Event> all = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      events(thread).stream().filter(event -> event.endedAt != null).forEach(all::add);
    }
    UsageReport batch = Tally.with(PRICES).report(all);
    assertThat(live.totals()).isEqualTo(batch.totals());
    assertThat(live.report().usageByCall()).isEqualTo(batch.usageByCall());
    // All calls say the same.
    assertThat(live.report().anomalies())
        .allMatch(each -> each.kind() == Anomaly.Kind.LOOKS_PRE_AGGREGATED);
    // All threads tell of the shared trace; each has 101 calls of its own.
    assertThat(batch.callIds()).hasSize(201 + THREADS * 101);
    assertThat(exceeded).hasValue(1 + THREADS);
  }

  @Test
  void manyThreadsTellAndForget() throws Exception {
    LiveRollup live = LiveRollup.with(PRICES);
    List<Runnable> tasks = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      tasks.add(
          () -> {
            events(number).forEach(event -> event.tell(live));
            live.forget(null, "own" + number);
            live.forget(null, "shared");
          });
    }
    run(tasks);
    live.forget(null, "shared");
    assertThat(live.calls()).isEmpty();
    assertThat(live.totals()).isEmpty();
  }

  /** {@return starts and ends of two binary trees, in an order of the thread's own} */
  private static List<Event> events(int thread) {
    List<Event> events = new ArrayList<>();
    add(events, "shared", 201);
    add(events, "own" + thread, 101);
    Collections.shuffle(events, new Random(thread));
    return events;
  }

  private static void add(List<Event> events, String trace, int calls) {
    for (int i = 0; i < calls; i++) {
      String parent = i == 0 ? null : trace + "-" + (i - 1) / 2;
      String id = trace + "-" + i;
      events.add(new Event(trace, id, parent, null));
      events.add(new Event(trace, id, parent, Instant.parse("2024-06-15T10:00:05Z")));
    }
  }

  private static void ask(LiveRollup live) {
    for (int i = 0; i < 200; i++) {
      live.totals();
      live.usage("shared-0");
      live.report();
    }
  }

  private static void run(List<Runnable> tasks) throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      List<Future<?>> running = new ArrayList<>();
      tasks.forEach(task -> running.add(threads.submit(task)));
      for (Future<?> each : running) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
