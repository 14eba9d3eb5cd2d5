package io.tokentally.recorder;

import io.tokentally.Call;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The calls that wait, and the sinks that they are for. Whoever adds a call hands over all that
 * wait, unless somebody does already; nobody waits for a sink.
 */
final class Delivery {

  /** A sink, and what it called itself at first: it may say something else each time. */
  private record Named(CallSink sink, String name) {
    Named(CallSink sink) {
      this(sink, SafeText.of(sink));
    }
  }

  /** Something that is asked of a sink. */
  @FunctionalInterface
  private interface Request {
    void of(CallSink sink) throws Exception;
  }

  private final ArrayBlockingQueue<Call> waiting;
  private final List<Named> sinks;
  private final @Nullable Executor executor;

  /** Held by whoever hands over. */
  private final ReentrantLock handing = new ReentrantLock();

  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final LongAdder handedOver = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final Map<String, RecorderError> errors = new ConcurrentHashMap<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /** Whether the sinks have been closed. */
  private volatile boolean ended;

  Delivery(int capacity, List<CallSink> sinks, @Nullable Executor executor) {
    this.waiting = new ArrayBlockingQueue<>(capacity);
    this.sinks = sinks.stream().map(Named::new).toList();
    this.executor = executor;
  }

  void begins(OpenCall call) {
    ask(sink -> sink.begins(call));
  }

  void add(Call call) {
    if (closed.get() || !waiting.offer(call)) {
      dropped.increment();
      return;
    }
    ask(CallSink::expect);
    if (executor == null) {
      handOver();
    } else if (!scheduled.getAndSet(true)) {
      try {
        executor.execute(this::run);
      } catch (RuntimeException e) {
        scheduled.set(false);
        failed("executor", e);
      }
    }
  }

  /** Counts a call that could not be made. */
  void drop() {
    dropped.increment();
  }

  private void run() {
    scheduled.set(false);
    handOver();
  }

  /**
   * Whoever adds a call while this goes on finds the lock taken; it is looked for afterwards. So it
   * is where a sink records a call itself.
   */
  private void handOver() {
    while (!waiting.isEmpty() && !handing.isHeldByCurrentThread() && handing.tryLock()) {
      try {
        handOverAll();
      } finally {
        handing.unlock();
      }
    }
  }

  private void handOverAll() {
    for (Call call = waiting.poll(); call != null; call = waiting.poll()) {
      if (ended) {
        dropped.increment();
        continue;
      }
      Call next = call;
      ask(sink -> sink.accept(next));
      handedOver.increment();
    }
  }

  void flush() {
    all(
        () -> {
          if (!ended) {
            ask(CallSink::flush);
          }
        });
  }

  /** Only the first time counts. */
  void close() {
    if (!closed.getAndSet(true)) {
      all(
          () -> {
            ask(CallSink::flush);
            ask(CallSink::close);
            ended = true;
          });
    }
  }

  /** Does something once all calls that wait have been handed over. */
  private void all(Runnable then) {
    handing.lock();
    try {
      if (handing.getHoldCount() == 1) { // else it is a sink that asks, in the middle of a call
        handOverAll();
      }
      then.run();
    } finally {
      handing.unlock();
    }
    handOver();
  }

  /** Asks something of each sink; what one throws does not matter to the others. */
  private void ask(Request request) {
    for (Named each : sinks) {
      try {
        request.of(each.sink);
      } catch (OutOfMemoryError e) {
        throw e; // of the application as much as of the sink
      } catch (Throwable e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        failed(each.name, e);
      }
    }
  }

  void failed(String where, Throwable thrown) {
    failed(where, SafeText.of(thrown));
  }

  void failed(String where, String what) {
    errors.merge(
        where,
        new RecorderError(where, 1, what),
        (before, now) -> new RecorderError(where, before.count() + 1, now.last()));
  }

  RecorderStatus status(long started, long ended) {
    List<RecorderError> all = new ArrayList<>(errors.values());
    return new RecorderStatus(started, ended, handedOver.sum(), dropped.sum(), waiting.size(), all);
  }
}
