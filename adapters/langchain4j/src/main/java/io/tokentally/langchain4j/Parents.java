package io.tokentally.langchain4j;

import dev.langchain4j.invocation.InvocationContext;
import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.CurrentCall;
import io.tokentally.recorder.OpenCall;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which call the next one of a thread stands below. An AI service says that it issues a request,
 * and then calls its model on the same thread; it says that an answer has come, and then runs the
 * tools that this asks for on the same thread, unless it has an executor.
 */
@SuppressWarnings("ThreadLocalUsage") // as long as the recorder, which has one, too
final class Parents {

  static final String OPERATION = "invoke_agent";

  private final CallRecorder recorder;

  /** Weak: a stream that is never started never ends. */
  private final Map<UUID, OpenCall> invocations = Collections.synchronizedMap(new WeakHashMap<>());

  private final ThreadLocal<@Nullable UUID> issuing = new ThreadLocal<>();
  private final ThreadLocal<@Nullable CurrentCall> runningTools = new ThreadLocal<>();

  /** The call that a model of ours is about to make. */
  private final ThreadLocal<@Nullable OpenCall> making = new ThreadLocal<>();

  Parents(CallRecorder recorder) {
    this.recorder = recorder;
  }

  void started(InvocationContext invocation) {
    OpenCall call = recorder.start(OPERATION);
    call.name(invocation.interfaceName() + "." + invocation.methodName());
    invocations.put(invocation.invocationId(), call);
  }

  void issues(InvocationContext invocation) {
    endTools();
    issuing.set(invocation.invocationId());
  }

  void runsTools(InvocationContext invocation) {
    OpenCall call = invocations.get(invocation.invocationId());
    if (call != null) {
      endTools();
      runningTools.set(call.makeCurrent());
    }
  }

  private void endTools() {
    CurrentCall running = runningTools.get();
    if (running != null) {
      running.close();
      runningTools.remove();
    }
  }

  void ended(InvocationContext invocation, @Nullable Throwable error) {
    endTools();
    OpenCall call = invocations.remove(invocation.invocationId());
    if (call != null && error == null) {
      call.end();
    } else if (call != null) {
      call.fail(error);
    }
  }

  /** {@return the call that the next one of this thread stands below; null for none} */
  @Nullable OpenCall take() {
    UUID invocation = issuing.get();
    issuing.remove();
    OpenCall call = invocation == null ? null : invocations.get(invocation);
    return call == null ? recorder.current() : call;
  }

  @Nullable OpenCall making() {
    return making.get();
  }

  /**
   * Runs what an answer is for, which may make calls of its own: of a stream it may come on the
   * thread that makes the request, before this is made.
   */
  void answer(Runnable handler) {
    OpenCall made = making.get();
    making.remove();
    try {
      handler.run();
    } finally {
      if (made != null) {
        making.set(made);
      }
    }
  }

  void make(OpenCall call, Runnable request) {
    making.set(call);
    try {
      request.run();
    } finally {
      making.remove();
    }
  }
}
