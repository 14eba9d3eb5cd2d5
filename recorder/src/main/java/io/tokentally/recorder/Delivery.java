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

  private final ArrayBlockingQueue<Call> waiting;
  private final List<CallSink> sinks;
  private final @Nullable Executor executor;

  /** Held by whoever hands over. */
  private final ReentrantLock handing = new ReentrantLock();

  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final LongAdder handedOver = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private final Map<String, RecorderError> errors = new ConcurrentHashMap<>();
  private volatile boolean closed;

  Delivery(int capacity, List<CallSink> sinks, @Nullable Executor executor) {
    this.waiting = new ArrayBlockingQueue<>(capacity);
    this.sinks = List.copyOf(sinks);
    this.executor = executor;
  }

  void add(Call call) {
    if (closed || !waiting.offer(call)) {
      dropped.increment();
      return;
    }
    for (CallSink sink : sinks) {
      try {
        sink.expect();
      } catch (Exception e) {
        failed(sink.toString(), e);
      }
    }
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

  private void run() {
    scheduled.set(false);
    handOver();
  }

  /** Whoever adds a call while this goes on finds the lock taken; it is looked for afterwards. */
  private void handOver() {
    while (!waiting.isEmpty() && handing.tryLock()) {
      try {
        handOverAll();
      } finally {
        handing.unlock();
      }
    }
  }

  private void handOverAll() {
    for (Call call = waiting.poll(); call != null; call = waiting.poll()) {
      for (CallSink sink : sinks) {
        try {
          sink.accept(call);
        } catch (Exception e) {
          failed(sink.toString(), e);
        }
      }
      handedOver.increment();
    }
  }

  void flush() {
    all(CallSink::flush);
  }

  void close() {
    closed = true;
    flush();
    all(CallSink::close);
  }

  @FunctionalInterface
  private interface Ending {
    void of(CallSink sink) throws Exception;
  }

  private void all(Ending ending) {
    handing.lock();
    try {
      handOverAll();
      for (CallSink sink : sinks) {
        try {
          ending.of(sink);
        } catch (Exception e) {
          failed(sink.toString(), e);
        }
      }
    } finally {
      handing.unlock();
    }
    handOver();
  }

  void failed(String where, Exception e) {
    errors.merge(
        where,
        new RecorderError(where, 1, e.toString()),
        (before, now) -> new RecorderError(where, before.count() + 1, now.last()));
  }

  RecorderStatus status(long started, long ended) {
    List<RecorderError> all = new ArrayList<>(errors.values());
    return new RecorderStatus(started, ended, handedOver.sum(), dropped.sum(), waiting.size(), all);
  }
}
