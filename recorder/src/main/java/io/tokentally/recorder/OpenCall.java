package io.tokentally.recorder;

import io.tokentally.Call;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A call that has started. What it is given counts until it {@linkplain #end ends}; what comes
 * later changes nothing. Thread-safe: it may end on another thread than it started on, as streams
 * do. Nothing here throws, but for {@link #reserve}; a value that a call cannot hold is left out
 * and counted in {@link RecorderStatus#errors}.
 */
public final class OpenCall {

  private final CallRecorder recorder;
  private final String id;
  private final String traceId;
  private final @Nullable String parentId;
  private final String rootId;
  private final String operation;
  private final Instant startedAt;

  /** What the calls below take over. */
  private Map<String, String> keys;

  private Map<String, @Nullable Object> attributes = Map.of();

  /** By model, frozen. */
  private Map<String, @Nullable Object> usage = Map.of();

  private List<Reservation> reservations = List.of();
  private @Nullable String name;
  private @Nullable Object inputs;
  private @Nullable Object output;
  private @Nullable Instant endedAt;
  private @Nullable String exception;

  private OpenCall(
      CallRecorder recorder,
      String operation,
      String traceId,
      @Nullable String parentId,
      @Nullable String rootId,
      Map<String, String> keys) {
    this.recorder = recorder;
    this.id = CallRecorder.newId();
    this.traceId = traceId;
    this.parentId = parentId;
    this.rootId = rootId == null ? id : rootId;
    this.operation = operation;
    this.keys = keys;
    this.startedAt = recorder.clock().instant();
    recorder.hasStarted();
  }

  static OpenCall root(
      CallRecorder recorder, String operation, String traceId, @Nullable String parentId) {
    return new OpenCall(recorder, operation, traceId, parentId, null, Map.of());
  }

  /** {@return a new call below this one, with its keys; this one may have ended} */
  public OpenCall start(String operation) {
    return new OpenCall(recorder, operation, traceId, id, rootId, keys());
  }

  /** {@return the id, 16 hexadecimal digits} */
  public String id() {
    return id;
  }

  /** {@return the trace, which calls below share} */
  public String traceId() {
    return traceId;
  }

  /** {@return the id of the call above; null for a root} */
  public @Nullable String parentId() {
    return parentId;
  }

  /** {@return when the call began} */
  public Instant startedAt() {
    return startedAt;
  }

  /** {@return whose call it is, for budgets: its trace, root, project and keys} */
  public BudgetScope scope() {
    BudgetScope.Builder scope = BudgetScope.builder();
    keys().forEach(scope::key);
    return scope.trace(traceId).root(rootId).project(recorder.project()).build();
  }

  /**
   * {@return this call, with a key of the caller's, such as {@code team}; calls started below from
   * now on have it too} It stands among the {@code attributes}. The key {@value BudgetScope#USER}
   * is the id of the user.
   */
  public synchronized OpenCall key(String key, String value) {
    Map<String, String> more = new LinkedHashMap<>(keys);
    more.put(key, value);
    keys = Collections.unmodifiableMap(more); // calls below share it
    return this;
  }

  /** {@return the keys, those of the calls above included} */
  public synchronized Map<String, String> keys() {
    return keys;
  }

  /** {@return this call, with a name for people} */
  public synchronized OpenCall name(@Nullable String name) {
    this.name = name;
    return this;
  }

  /** {@return this call, with an attribute, a plain JSON value} */
  public synchronized OpenCall attribute(String name, @Nullable Object value) {
    if (attributes.isEmpty()) {
      attributes = new LinkedHashMap<>();
    }
    attributes.put(name, value);
    return this;
  }

  /** {@return this call, with its arguments, a plain JSON value} */
  public synchronized OpenCall inputs(@Nullable Object inputs) {
    this.inputs = inputs;
    return this;
  }

  /** {@return this call, with its result, a plain JSON value} */
  public synchronized OpenCall output(@Nullable Object output) {
    this.output = output;
    return this;
  }

  /**
   * {@return this call, with what it used of a model; in the place of what it was given for that
   * model before}
   *
   * @param model the model's name
   * @param counts as recorded: the contract's counts, or usage as a provider returns it
   */
  public OpenCall usage(String model, Map<String, ?> counts) {
    return used(model, counts);
  }

  /** {@return this call, with what it used of a model, as {@link #usage(String, Map)}} */
  public OpenCall usage(String model, RecordedUsage counts) {
    return used(model, counts.toMap());
  }

  /**
   * {@return this call, with what it used of a model, as {@link #usage(String, Map)}}
   *
   * @param json the counts, a JSON object; anything else is kept, and reported as malformed usage
   */
  public OpenCall usageJson(String model, String json) {
    Object recorded = json;
    try {
      recorded = JsonReader.read(json, Loc.ROOT, new ErrorCollector());
    } catch (RuntimeException e) {
      recorder.failed("call", e);
    }
    return used(model, recorded == null ? json : recorded);
  }

  /** Takes usage that a call cannot hold in words, so that it is reported. */
  private OpenCall used(String model, Object counts) {
    Object held;
    try {
      held = JsonValues.freezeWithin(2, counts); // the summary, and its models
    } catch (RuntimeException e) {
      recorder.failed("call", e);
      held = String.valueOf(counts);
    }
    String name = String.valueOf(model);
    synchronized (this) {
      usage = usage.isEmpty() ? JsonValues.frozen(name, held) : and(usage, name, held);
    }
    return this;
  }

  private static Map<String, @Nullable Object> and(
      Map<String, @Nullable Object> usage, String model, @Nullable Object held) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(usage);
    more.put(model, held);
    return JsonValues.frozen(more);
  }

  /**
   * Holds an estimate in budgets until this call ends, as {@link #hold} says.
   *
   * @param model the model that is to be called
   * @param estimate what it may use; null if that is not known
   * @throws BudgetExceededException if a budget does not allow it; this call has not ended then
   */
  public void reserve(Budgets budgets, String model, @Nullable RecordedUsage estimate) {
    hold(budgets.requireWithin(scope(), model, estimate));
  }

  /**
   * Ends a reservation when this call ends: what the call used is counted, by {@link
   * Reservation#settle(io.tokentally.TracedCall)}. A call that fails without usage gives it back;
   * of one that ends without usage the cost is not known.
   */
  public void hold(Reservation reservation) {
    synchronized (this) {
      if (endedAt == null) {
        if (reservations.isEmpty()) {
          reservations = new ArrayList<>(1);
        }
        reservations.add(reservation);
        return;
      }
    }
    reservation.release();
  }

  /** Ends the call. Only the first end counts. */
  public void end() {
    finish(null);
  }

  /** Ends the call with what went wrong. What it used counts all the same. */
  public void fail(@Nullable Throwable thrown) {
    finish(String.valueOf(thrown));
  }

  private void finish(@Nullable String problem) {
    synchronized (this) {
      if (endedAt != null) {
        return;
      }
      endedAt = recorder.clock().instant();
      exception = problem;
    }
    recorder.hasEnded(this);
  }

  /** {@return the call as it ended} Settles what was reserved for it. */
  synchronized Call record() {
    Call call;
    try {
      // Frozen here, so that building need not make a second call of frozen values.
      call =
          ended()
              .attributes(JsonValues.freeze(allAttributes()))
              .inputs(JsonValues.freeze(inputs))
              .output(JsonValues.freeze(output))
              .build();
    } catch (RuntimeException e) {
      recorder.failed("call", e);
      call = ended().attributes(keys).build(); // without what it cannot hold
    }
    for (Reservation reservation : reservations) {
      settle(reservation, call);
    }
    return call;
  }

  private void settle(Reservation reservation, Call call) {
    try {
      if (!usage.isEmpty()) {
        reservation.settle(call);
      } else if (call.failed()) {
        reservation.release();
      } else {
        reservation.settleUnknown("call " + id + " ended without usage");
      }
    } catch (RuntimeException e) {
      recorder.failed("budget", e);
    }
  }

  private Call.Builder ended() {
    return Call.builder()
        .id(id)
        .projectId(recorder.project())
        .traceId(traceId)
        .parentId(parentId)
        .opName(operation)
        .displayName(name)
        .startedAt(startedAt)
        .endedAt(endedAt)
        .exception(exception)
        .wbUserId(keys.get(BudgetScope.USER))
        .summary(usage.isEmpty() ? null : JsonValues.frozen("usage", usage));
  }

  private @Nullable Map<String, @Nullable Object> allAttributes() {
    if (keys.isEmpty() && attributes.isEmpty()) {
      return null;
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>(keys);
    all.putAll(attributes);
    return all;
  }

  /** {@return this call as the current one of this thread, until it is closed} */
  public CurrentCall makeCurrent() {
    return recorder.makeCurrent(this);
  }

  /** {@return the task, which runs with this call as the current one, on whichever thread} */
  public Runnable carry(Runnable task) {
    return () -> {
      CurrentCall current = makeCurrent();
      try {
        task.run();
      } finally {
        current.close();
      }
    };
  }

  /** {@return the task, which runs with this call as the current one, on whichever thread} */
  public <T extends @Nullable Object> Callable<T> carry(Callable<T> task) {
    return () -> {
      CurrentCall current = makeCurrent();
      try {
        return task.call();
      } finally {
        current.close();
      }
    };
  }
}
