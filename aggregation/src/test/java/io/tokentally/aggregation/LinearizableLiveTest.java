package io.tokentally.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tokentally.LLMAggregatedUsage;
import io.tokentally.testing.History;
import io.tokentally.testing.History.Step;
import io.tokentally.testing.Threads;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A rollup that many threads tell of calls, ask and let forget: as if it were one thread. */
@Timeout(120)
class LinearizableLiveTest {

  private static final int ROUNDS = 300;
  private static final int THREADS = 4;

  private enum What {
    TELL,
    FORGET,
    CALL,
    TOTALS
  }

  /** What a thread does; the trace and the call that it is about, which has so many tokens. */
  private record Operation(What what, String trace, long tokens) {}

  /** A second call lies below the first of its thread. */
  private static final long BELOW = 10_000;

  @Test
  void everyAnswerIsThatOfSomeMoment() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      LiveRollup live = LiveRollup.with(PriceTable.EMPTY);
      History<Operation> history = new History<>();
      Threads.run(
          THREADS,
          thread -> {
            String trace = "t" + thread % 2;
            // Each call has a decimal digit of its own, so that a sum shows what is in it.
            long first = (long) Math.pow(10, thread);
            long firstOfOther = (long) Math.pow(10, (thread + 2) % THREADS);
            tell(live, history, trace, first, null);
            ask(live, history, What.TOTALS, trace, first);
            tell(live, history, trace, BELOW * first, first);
            ask(live, history, What.CALL, trace, firstOfOther);
            if (thread < 2) {
              forget(live, history, trace);
            }
            ask(live, history, What.CALL, trace, first);
            ask(live, history, What.TOTALS, trace, first);
          });
      assertThat(isLinearizable(history)).as("%s", history).isTrue();
    }
  }

  private static void tell(
      LiveRollup live,
      History<Operation> history,
      String trace,
      long tokens,
      @Nullable Long parent) {
    // Of two models: an answer that has one without the other was given in the middle of a change.
    Map<String, Object> counts = Map.of("prompt_tokens", tokens);
    String parentId = parent == null ? null : trace + parent;
    Span part = new Span(trace, trace + tokens, parentId, Map.of("m", counts, "n", counts));
    history.record(
        new Operation(What.TELL, trace, tokens),
        () -> {
          live.finished(part);
          return "";
        });
  }

  private static void forget(LiveRollup live, History<Operation> history, String trace) {
    history.record(new Operation(What.FORGET, trace, 0), () -> live.forget(null, trace));
  }

  private static void ask(
      LiveRollup live, History<Operation> history, What what, String trace, long tokens) {
    history.record(
        new Operation(what, trace, tokens),
        () -> brief(what == What.CALL ? live.usage(trace + tokens) : live.totals()));
  }

  private static Map<String, Long> brief(Map<String, LLMAggregatedUsage> usage) {
    Map<String, Long> brief = new TreeMap<>();
    usage.forEach((model, sum) -> brief.put(model, sum.promptTokens()));
    return brief;
  }

  private static boolean isLinearizable(History<Operation> history) {
    return history.isLinearizable(
        Set.<Operation>of(),
        (told, operation) -> {
          Set<Operation> after = new HashSet<>(told);
          return switch (operation.what) {
            case TELL -> {
              after.add(operation);
              yield new Step<>(after, "");
            }
            case FORGET ->
                new Step<>(after, after.removeIf(each -> each.trace.equals(operation.trace)));
            case CALL -> new Step<>(after, both(tokens(told, operation)));
            case TOTALS ->
                new Step<>(after, both(told.stream().mapToLong(Operation::tokens).sum()));
          };
        });
  }

  /** {@return what a call and the one below it have, if it was told of} */
  private static long tokens(Set<Operation> told, Operation asked) {
    Operation call = new Operation(What.TELL, asked.trace, asked.tokens);
    Operation below = new Operation(What.TELL, asked.trace, BELOW * asked.tokens);
    if (!told.contains(call)) {
      return 0;
    }
    return call.tokens + (told.contains(below) ? below.tokens : 0);
  }

  private static Map<String, Long> both(long tokens) {
    return tokens == 0 ? Map.of() : Map.of("m", tokens, "n", tokens);
  }
}
