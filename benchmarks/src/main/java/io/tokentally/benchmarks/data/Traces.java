package io.tokentally.benchmarks.data;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls from a seed: traces of 1 to 500 calls, most of them small; a chain; a wide root; a
 * chain above a wide call. In the order in which the calls began.
 */
public final class Traces {

  /** When the first call begins. */
  public static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

  private static final int LARGEST = 500;

  private static final int BATCH = 20_000;

  /** The smaller, the more of the calls are in large traces. */
  private static final double TAIL = 0.9;

  private static final List<String> ENVIRONMENTS =
      List.of("production", "production", "production", "staging", "test");

  private static final List<String> INNER = List.of("agent.run", "tool.search", "chain.plan");

  private final Random random;
  private final Prose prose;
  private final boolean withText;
  private int made;

  private Traces(long seed, boolean withText) {
    this.random = new Random(seed);
    this.prose = new Prose(random);
    this.withText = withText;
  }

  /** {@return calls with prompts and answers, as queries and readers meet them} */
  public static List<SampleCall> withText(int calls) {
    return new Traces(7, true).traces(calls);
  }

  /** {@return calls without strings, for rollups of many} */
  public static List<SampleCall> withoutText(int calls) {
    return new Traces(7, false).traces(calls);
  }

  /** Hands out calls with prompts and answers, some traces at a time, so that there may be many. */
  public static void withText(int calls, Consumer<List<SampleCall>> traces) {
    new Traces(7, true).traces(calls, traces);
  }

  /** {@return one trace, in which each call made the next} */
  public static List<SampleCall> chain(int calls) {
    Traces traces = new Traces(7, false);
    String trace = traces.id();
    List<SampleCall> chain = new ArrayList<>(calls);
    for (int i = 0; i < calls; i++) {
      String parent = i == 0 ? null : chain.get(i - 1).id();
      chain.add(traces.call(trace, parent, i > 0));
    }
    return chain;
  }

  /** {@return one trace, in which one call made all others} */
  public static List<SampleCall> wide(int calls) {
    Traces traces = new Traces(7, false);
    String trace = traces.id();
    List<SampleCall> wide = new ArrayList<>(calls);
    wide.add(traces.call(trace, null, false));
    for (int i = 1; i < calls; i++) {
      wide.add(traces.call(trace, wide.get(0).id(), true));
    }
    return wide;
  }

  /** {@return one trace, in which each call made the next, down to one that made all others} */
  public static List<SampleCall> broom(long seed, int depth, int calls) {
    Traces traces = new Traces(seed, false);
    String trace = traces.id();
    List<SampleCall> broom = new ArrayList<>(calls);
    for (int i = 0; i < calls; i++) {
      String parent = i == 0 ? null : broom.get(Math.min(i, depth) - 1).id();
      broom.add(traces.call(trace, parent, i >= depth));
    }
    return broom;
  }

  private List<SampleCall> traces(int calls) {
    List<SampleCall> all = new ArrayList<>(calls);
    traces(calls, all::addAll);
    return all;
  }

  private void traces(int calls, Consumer<List<SampleCall>> batches) {
    List<SampleCall> batch = new ArrayList<>();
    for (int left = calls; left > 0; ) {
      int before = batch.size();
      addTrace(batch, Math.min(size(), left));
      left -= batch.size() - before;
      if (batch.size() >= BATCH || left == 0) {
        batches.accept(batch);
        batch = new ArrayList<>();
      }
    }
  }

  private int size() {
    return (int) Math.min(LARGEST, Math.pow(1 - random.nextDouble(), -1 / TAIL));
  }

  /** Chats are leaves; any other call may have made the calls after it. */
  private void addTrace(List<SampleCall> all, int size) {
    String trace = id();
    List<String> parents = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String parent = i == 0 ? null : parents.get(random.nextInt(parents.size()));
      boolean chat = size == 1 || (i > 0 && random.nextInt(5) < 3);
      SampleCall call = call(trace, parent, chat);
      all.add(call);
      if (!chat) {
        parents.add(call.id());
      }
    }
  }

  private SampleCall call(String trace, @Nullable String parent, boolean chat) {
    Instant start = START.plusSeconds(made++);
    return new SampleCall(
        id(),
        trace,
        parent,
        chat ? SampleCall.CHAT : pick(INNER),
        start,
        start.plusMillis(200 + random.nextInt(20_000)),
        random.nextInt(20) == 0 ? "timeout" : null,
        chat ? pick(Prices.MODELS) : null,
        chat ? random.nextInt(20) / 20.0 : Double.NaN,
        withText ? prose.text(200, 4_000) : "",
        withText ? prose.text(50, 1_000) : "",
        pick(ENVIRONMENTS),
        Integer.toString(random.nextInt(5)),
        "0." + random.nextInt(100),
        chat ? usage() : null);
  }

  private SampleUsage usage() {
    long prompt = 100L + random.nextInt(4_000);
    long cacheRead = random.nextInt(3) == 0 ? random.nextLong(prompt / 2) : 0;
    long cacheCreation = random.nextInt(10) == 0 ? random.nextLong(prompt / 4) : 0;
    return new SampleUsage(prompt, 20L + random.nextInt(800), cacheRead, cacheCreation);
  }

  private String pick(List<String> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String id() {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }
}
