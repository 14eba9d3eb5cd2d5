package io.tokentally.recorder;

import static java.util.Objects.requireNonNull;

import io.tokentally.Call;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.JsonReader;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A call that has started. What it is given counts until it {@linkplain #end ends}; what comes
 * later changes nothing, and usage that does is counted as an error. Thread-safe: it may end on
 * another thread than it started on, as streams do.
 *
 * <p>Nothing here throws, whatever it is given, but for {@link #reserve}. A value that a call
 * cannot hold is left out; usage that is none is kept in words, so that reports say that it is not
 * known. {@link RecorderStatus#errors} counts both. What is given is looked at there and then: a
 * map that changes later does not change the call.
 */
public final class OpenCall {

  private final CallRecorder recorder;
  private final String id;
  private final @Nullable String parentId;
  private final String operation;
  private final Instant startedAt;

  /** What the calls below take over. */
  private Lineage lineage;

  /** Each frozen, as are the inputs, the output and the usage. */
  private Map<String, @Nullable Object> attributes = Map.of();

  /** By model. */
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
      String id,
      @Nullable String parentId,
      Lineage lineage) {
    this.recorder = recorder;
    this.id = id;
    this.parentId = parentId;
    this.operation = operation;
    this.lineage = lineage;
    this.startedAt = recorder.now();
  }

  static OpenCall root(
      CallRecorder recorder, String operation, String traceId, @Nullable String parentId) {
    String id = CallRecorder.newId();
    Lineage lineage = Lineage.of(recorder.project(), traceId, id);
    return recorder.begun(new OpenCall(recorder, operation, id, parentId, lineage));
  }

  /** {@return a new call below this one, with its keys; this one may have ended} */
  public OpenCall start(String operation) {
    return recorder.begun(new OpenCall(recorder, operation, CallRecorder.newId(), id, lineage()));
  }

  private synchronized Lineage lineage() {
    return lineage;
  }

  /** {@return the id, 16 hexadecimal digits} */
  public String id() {
    return id;
  }

  /** {@return the trace, which calls below share} */
  public String traceId() {
    return lineage().traceId;
  }

  /** {@return the id of the call above; null for a root} */
  public @Nullable String parentId() {
    return parentId;
  }

  /** {@return what kind of operation it is} */
  public String operation() {
    return operation;
  }

  /** {@return when the call began} */
  public Instant startedAt() {
    return startedAt;
  }

  /** {@return whose call it is, for budgets: its trace, root, project and keys} */
  public BudgetScope scope() {
    return lineage().scope();
  }

  /**
   * {@return this call, with a key of the caller's, such as {@code team}; calls started below from
   * now on have it too} It stands among the {@code attributes}. The key {@value BudgetScope#USER}
   * is the id of the user.
   *
   * @param value null for none: takes the key away
   */
  @SuppressWarnings("ConstantValue") // whatever it is given
  public OpenCall key(String key, @Nullable String value) {
    if (key == null) {
      recorder.failed("expected a name of a key, found null");
      return this;
    }
    synchronized (this) {
      lineage = lineage.with(key, value);
    }
    return this;
  }

  /** {@return the keys, those of the calls above included} */
  public Map<String, String> keys() {
    return lineage().keys;
  }

  /** {@return this call, with a name for people} */
  public synchronized OpenCall name(@Nullable String name) {
    this.name = name;
    return this;
  }

  /** {@return this call, with an attribute, a plain JSON value} */
  @SuppressWarnings("ConstantValue") // whatever it is given
  public OpenCall attribute(String name, @Nullable Object value) {
    if (name == null) {
      recorder.failed("expected a name of an attribute, found null");
      return this;
    }
    Object held = held(1, value);
    synchronized (this) {
      if (attributes.isEmpty()) {
        attributes = new LinkedHashMap<>();
      }
      attributes.put(name, held);
    }
    return this;
  }

  /** {@return this call, with its arguments, a plain JSON value} */
  public OpenCall inputs(@Nullable Object inputs) {
    Object held = held(0, inputs);
    synchronized (this) {
      this.inputs = held;
    }
    return this;
  }

  /** {@return this call, with its result, a plain JSON value} */
  public OpenCall output(@Nullable Object output) {
    Object held = held(0, output);
    synchronized (this) {
      this.output = held;
    }
    return this;
  }

  /** {@return the value, which cannot change; null if a call cannot hold it} */
  private @Nullable Object held(int containers, @Nullable Object value) {
    try {
      return JsonValues.freezeWithin(containers, value);
    } catch (RuntimeException | StackOverflowError e) {
      recorder.failed(CallRecorder.CALL, e);
      return null;
    }
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
  @SuppressWarnings("ConstantValue") // whatever it is given
  public OpenCall usage(String model, RecordedUsage counts) {
    return used(model, counts == null ? null : counts.toMap());
  }

  /**
   * {@return this call, with what it used of a model, as {@link #usage(String, Map)}}
   *
   * @param json the counts, a JSON object; anything else is kept, and reported as malformed usage
   */
  @SuppressWarnings("ConstantValue") // whatever it is given
  public OpenCall usageJson(String model, String json) {
    Object recorded = null;
    if (json != null) {
      try {
        ErrorCollector errors = new ErrorCollector();
        recorded = JsonReader.read(json, Loc.ROOT, errors);
        errors.throwIfAny();
      } catch (RuntimeException e) {
        recorder.failed(CallRecorder.CALL, e);
        recorded = json;
      }
    }
    return used(model, recorded);
  }

  private OpenCall used(String model, @Nullable Object counts) {
    String name = SafeText.of(model);
    Object held = counts == null ? null : held(2, counts); // the summary, and its models
    if (counts == null) {
      recorder.failed("expected usage of " + name + ", found null");
    }
    // What a call cannot hold is said in words, so that reports have it.
    Object kept = held == null ? SafeText.of(counts) : held;
    synchronized (this) {
      if (endedAt == null) {
        usage = usage.isEmpty() ? JsonValues.frozen(name, kept) : and(usage, name, kept);
        return this;
      }
    }
    recorder.failed("expected usage before the call ended, found some of " + name + " after it");
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
   * @throws BudgetExceededException if a budget does not allow it; this call has not ended then.
   *     Nothing else is thrown but by a listener of the budgets
   */
  public void reserve(Budgets budgets, String model, @Nullable RecordedUsage estimate) {
    hold(requireNonNull(budgets, "budgets").requireWithin(scope(), model, estimate));
  }

  /**
   * Ends a reservation when this call ends: what the call used is counted, by {@link
   * Reservation#settle(io.tokentally.TracedCall)}. A call that fails without usage gives it back;
   * of one that ends without usage the estimate counts, as {@link Reservation#settleUnknown} says.
   */
  @SuppressWarnings("ConstantValue") // whatever it is given
  public void hold(Reservation reservation) {
    if (reservation == null) {
      recorder.failed("expected a reservation, found null");
      return;
    }
    synchronized (this) {
      if (endedAt == null) {
        reservations =
            reservations.isEmpty() ? List.of(reservation) : and(reservations, reservation);
        return;
      }
    }
    try {
      reservation.release();
    } catch (RuntimeException e) {
      recorder.failed("budget", e);
    }
  }

  private static List<Reservation> and(List<Reservation> reservations, Reservation reservation) {
    List<Reservation> more = new ArrayList<>(reservations);
    more.add(reservation);
    return more;
  }

  /** Ends the call. Only the first end counts. */
  public void end() {
    finish(null);
  }

  /** Ends the call with what went wrong. What it used counts all the same. */
  public void fail(@Nullable Throwable thrown) {
    finish(SafeText.of(thrown));
  }

  private void finish(@Nullable String problem) {
    synchronized (this) {
      if (endedAt != null) {
        return;
      }
      Instant now = recorder.now();
      endedAt = now.isBefore(startedAt) ? startedAt : now; // the clock has gone back
      exception = problem;
    }
    recorder.hasEnded(this);
  }

  /** {@return the call as it ended} Settles what was reserved for it. */
  Call record() {
    Call call = ended();
    for (Reservation reservation : reservations) {
      try {
        settle(reservation, call);
      } catch (RuntimeException e) {
        recorder.failed("budget", e); // it was counted all the same
      }
    }
    return call;
  }

  private synchronized Call ended() {
    return Call.builder()
        .id(id)
        .projectId(recorder.project())
        .traceId(lineage.traceId)
        .parentId(parentId)
        .opName(operation)
        .displayName(name)
        .startedAt(startedAt)
        .endedAt(endedAt)
        .exception(exception)
        .wbUserId(lineage.keys.get(BudgetScope.USER))
        .attributes(allAttributes())
        .inputs(inputs)
        .output(output)
        .summary(usage.isEmpty() ? null : JsonValues.frozen("usage", usage))
        .build();
  }

  private void settle(Reservation reservation, Call call) {
    if (!usage.isEmpty()) {
      reservation.settle(call);
    } else if (call.failed()) {
      reservation.release();
    } else {
      reservation.settleUnknown("call " + id + " ended without usage");
    }
  }

  private @Nullable Object allAttributes() {
    if (lineage.keys.isEmpty() && attributes.isEmpty()) {
      return null;
    }
    Map<String, @Nullable Object> all = new LinkedHashMap<>(lineage.keys);
    all.putAll(attributes);
    return JsonValues.frozen(all);
  }

  /** {@return this call as the current one of this thread, until it is closed} */
  public CurrentCall makeCurrent() {
    return recorder.makeCurrent(this);
  }

  /** {@return the task, which runs with this call as the current one, on whichever thread} */
  public Runnable carry(Runnable task) {
    requireNonNull(task, "task");
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
    requireNonNull(task, "task");
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
