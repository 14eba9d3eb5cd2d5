package io.tokentally.recorder;

import static java.util.Objects.requireNonNull;

import io.tokentally.Call;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls of what an application does, and hands them to sinks. Thread-safe.
 *
 * <p>A call begins with {@link #start} and ends with {@link OpenCall#end} or {@link OpenCall#fail}.
 * Then it waits in a queue of bounded length until it is with all sinks. Without {@link
 * Builder#deliverOn} or {@link Builder#deliverOnOwnThread} there is no other thread: one that ends
 * a call hands over what waits, unless another one is at it.
 *
 * <p>Nothing here throws into the application, whatever it is given and whatever becomes of the
 * sinks: {@link #status} counts what was dropped and what went wrong.
 *
 * <pre>{@code
 * CallRecorder recorder = CallRecorder.builder().project("demo").to(CallSink.live(rollup)).build();
 * OpenCall agent = recorder.start("agent");
 * OpenCall chat = agent.start("chat");
 * chat.usage("gpt-4o", Map.of("prompt_tokens", 1000, "completion_tokens", 200));
 * chat.end();
 * agent.end();
 * }</pre>
 */
public final class CallRecorder implements AutoCloseable {

  /** Where an error is that is in what a call is given. */
  static final String CALL = "call";

  private final @Nullable String project;
  private final InstantSource clock;
  private final Delivery delivery;
  private final @Nullable ExecutorService ownThread;

  private final Current current = new Current();
  private final LongAdder started = new LongAdder();
  private final LongAdder ended = new LongAdder();

  private CallRecorder(Builder builder) {
    this.project = builder.project;
    this.clock = builder.clock;
    this.ownThread = builder.ownThread ? Executors.newSingleThreadExecutor(Builder::daemon) : null;
    this.delivery =
        new Delivery(
            builder.capacity, builder.sinks, ownThread == null ? builder.executor : ownThread);
  }

  /** {@return a builder; a recorder without sinks makes calls for nobody} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * {@return a new call, below the {@linkplain #current current} one of this thread if it has one,
   * else a root in a trace of its own}
   *
   * @param operation what kind of operation it is, such as {@code chat} or {@code invoke_agent}
   */
  public OpenCall start(String operation) {
    OpenCall parent = current.get();
    return parent == null ? startRoot(operation) : parent.start(operation);
  }

  /** {@return a new call in a new trace, whatever the current one is} */
  public OpenCall startRoot(String operation) {
    return OpenCall.root(this, operation, newTraceId(), null);
  }

  /**
   * {@return a new call below one that was recorded elsewhere, such as in another process}
   *
   * @param operation what kind of operation it is
   * @param traceId the trace of the other call; null for a new one
   * @param parentId the id of the other call; null for none
   */
  public OpenCall startIn(String operation, @Nullable String traceId, @Nullable String parentId) {
    return OpenCall.root(this, operation, traceId == null ? newTraceId() : traceId, parentId);
  }

  /**
   * {@return the call that was {@linkplain OpenCall#makeCurrent made current} on this thread; null
   * for none} Other threads do not inherit it: {@link OpenCall#carry(Runnable)} takes it there.
   */
  public @Nullable OpenCall current() {
    return current.get();
  }

  CurrentCall makeCurrent(OpenCall call) {
    return current.make(call);
  }

  /** {@return what has been recorded, dropped and gone wrong so far} */
  public RecorderStatus status() {
    return delivery.status(started.sum(), ended.sum());
  }

  /** Hands over all calls that wait, on this thread, and flushes the sinks. */
  public void flush() {
    delivery.flush();
  }

  /**
   * Hands over all calls that wait, and closes the sinks. Calls that end later are dropped, and
   * counted so.
   */
  @Override
  public void close() {
    delivery.close();
    if (ownThread != null) {
      ownThread.shutdown();
    }
  }

  @Nullable String project() {
    return project;
  }

  /** {@return the time; that of the system where the clock says none} */
  Instant now() {
    try {
      return requireNonNull(clock.instant(), "clock.instant()");
    } catch (RuntimeException e) {
      failed("clock", e);
      return Instant.now();
    }
  }

  static String newId() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }

  private static String newTraceId() {
    return newId() + newId();
  }

  OpenCall begun(OpenCall call) {
    started.increment();
    delivery.begins(call);
    return call;
  }

  void hasEnded(OpenCall call) {
    ended.increment();
    Call record;
    try {
      record = call.record();
    } catch (RuntimeException e) {
      failed(CALL, e);
      delivery.drop();
      return;
    }
    delivery.add(record);
  }

  void failed(String where, Throwable thrown) {
    delivery.failed(where, thrown);
  }

  /** Counts what was asked of a call and could not be. */
  void failed(String what) {
    delivery.failed(CALL, what);
  }

  /** Builds a {@link CallRecorder}. Not thread-safe. */
  public static final class Builder {

    private static final int CAPACITY = 10_000;

    private @Nullable String project;
    private int capacity = CAPACITY;
    private InstantSource clock = InstantSource.system();
    private final List<CallSink> sinks = new ArrayList<>();
    private @Nullable Executor executor;
    private boolean ownThread;

    private Builder() {}

    /** {@return this builder; the project of all calls, null for none, the default} */
    public Builder project(@Nullable String project) {
      this.project = project;
      return this;
    }

    /** {@return this builder; one more sink, which gets every call} */
    public Builder to(CallSink sink) {
      sinks.add(requireNonNull(sink, "sink"));
      return this;
    }

    /**
     * {@return this builder; how many calls may wait for the sinks, at least 1; 10,000 by default}
     * A call above that is dropped, and counted so.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Builder capacity(int capacity) {
      if (capacity < 1) {
        throw new IllegalArgumentException("expected a capacity of 1 or more, found " + capacity);
      }
      this.capacity = capacity;
      return this;
    }

    /** {@return this builder; gives the times of start and end; the system's clock by default} */
    public Builder clock(InstantSource clock) {
      this.clock = requireNonNull(clock, "clock");
      return this;
    }

    /** {@return this builder; hands calls over on an executor of the caller's, which stays his} */
    public Builder deliverOn(Executor executor) {
      this.executor = requireNonNull(executor, "executor");
      this.ownThread = false;
      return this;
    }

    /** {@return this builder; hands calls over on a daemon thread of the recorder's own} */
    public Builder deliverOnOwnThread() {
      this.ownThread = true;
      return this;
    }

    /** {@return the recorder} */
    public CallRecorder build() {
      return new CallRecorder(this);
    }

    private static Thread daemon(Runnable work) {
      Thread thread = new Thread(work, "tokentally-recorder");
      thread.setDaemon(true);
      return thread;
    }
  }
}
