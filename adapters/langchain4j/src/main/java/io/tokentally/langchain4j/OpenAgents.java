package io.tokentally.langchain4j;

import io.tokentally.recorder.CallRecorder;
import io.tokentally.recorder.CurrentCall;
import io.tokentally.recorder.OpenCall;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The agents that have begun and not ended, each the current call of the thread that it began on.
 * Thread-safe. The agents of one run of a system have a scope in common, whose identity counts.
 */
final class OpenAgents {

  private static final class Open {
    private final String agentId;
    private final OpenCall call;
    private final CurrentCall current;

    /** How many listeners have said that it began and not that it ended. */
    private int listeners = 1;

    Open(String agentId, OpenCall call) {
      this.agentId = agentId;
      this.call = call;
      this.current = call.makeCurrent();
    }

    void end(@Nullable Throwable error) {
      current.close();
      if (error == null) {
        call.end();
      } else {
        call.fail(error);
      }
    }
  }

  private final CallRecorder recorder;

  /** The last ones to begin first. */
  private final IdentityHashMap<Object, Deque<Open>> byScope = new IdentityHashMap<>();

  OpenAgents(CallRecorder recorder) {
    this.recorder = recorder;
  }

  /**
   * Starts an agent. Of one that was given several listeners, its own and an inherited one, it is
   * reported more than once.
   *
   * @param parentId the agent that runs it, on whichever thread; null for none
   */
  synchronized void start(Object scope, String agentId, String name, @Nullable String parentId) {
    Deque<Open> open = byScope.computeIfAbsent(scope, unused -> new ArrayDeque<>());
    Open same = find(open, agentId);
    if (same != null && same.call.equals(recorder.current())) {
      same.listeners++;
      return;
    }
    Open parent = parentId == null ? null : find(open, parentId);
    OpenCall call =
        parent == null ? recorder.start(Parents.OPERATION) : parent.call.start(Parents.OPERATION);
    call.name(name);
    open.push(new Open(agentId, call));
  }

  /**
   * {@return the open agent with the id; of several that run at a time the current one of this
   * thread, else the last one}
   */
  private @Nullable Open find(Deque<Open> open, String agentId) {
    OpenCall current = recorder.current();
    Open found = null;
    for (Open each : open) {
      if (each.agentId.equals(agentId)) {
        if (each.call.equals(current)) {
          return each;
        }
        found = found == null ? each : found;
      }
    }
    return found;
  }

  void end(Object scope, String agentId, @Nullable Throwable error) {
    Open ended = take(scope, agentId);
    if (ended != null) {
      ended.end(error);
    }
  }

  private synchronized @Nullable Open take(Object scope, String agentId) {
    Deque<Open> open = byScope.get(scope);
    Open ended = open == null ? null : find(open, agentId);
    if (ended != null && --ended.listeners > 0) {
      return null;
    }
    if (open != null && ended != null) {
      open.remove(ended);
      if (open.isEmpty()) {
        byScope.remove(scope);
      }
    }
    return ended;
  }

  /** Ends what has not ended of a scope, those below before those above. */
  void endAll(Object scope) {
    Deque<Open> open;
    synchronized (this) {
      open = byScope.remove(scope);
    }
    if (open != null) {
      open.forEach(each -> each.end(null));
    }
  }
}
