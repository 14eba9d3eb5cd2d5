package io.tokentally.importers.read;

import io.tokentally.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sessions and agents: calls that have no usage of their own, and whose records may be in several
 * files. They are made once all files are read.
 */
public final class Spanning {

  /** One of them. */
  public static final class Span {
    private final String id;
    private final String operation;
    private final String trace;
    private boolean isNew = true;
    private @Nullable String project;
    private @Nullable String thread;
    private @Nullable Instant started;
    private @Nullable Instant ended;

    private Span(String id, String operation, String trace) {
      this.id = id;
      this.operation = operation;
      this.trace = trace;
    }

    public String id() {
      return id;
    }

    public String trace() {
      return trace;
    }

    /** Says that something happened in it. */
    public void happened(@Nullable Instant time) {
      happened(time, time);
    }

    /** Says that something began and ended in it. */
    public void happened(@Nullable Instant began, @Nullable Instant over) {
      started = Value.earlier(started, began);
      ended = Value.later(ended, over);
    }
  }

  /** By trace and id. */
  private final Map<String, Map<String, Span>> entries = new LinkedHashMap<>();

  private final List<Runnable> late = new ArrayList<>();

  private final Map<String, String> parents = new LinkedHashMap<>();

  /** {@return a session or agent of which there is a record} */
  public Span at(
      String id,
      String operation,
      String trace,
      @Nullable String project,
      @Nullable String thread) {
    Span span =
        entries
            .computeIfAbsent(trace, unused -> new LinkedHashMap<>())
            .computeIfAbsent(id, unused -> new Span(id, operation, trace));
    // Calls are linked within one project: what the first calls below it have stays.
    span.project = span.isNew ? project : span.project;
    span.isNew = false;
    span.thread = span.thread == null ? thread : span.thread;
    return span;
  }

  /** Says below which call one of them is. The first one that is said counts. */
  public void below(String id, String trace, String parent) {
    parents.putIfAbsent(key(id, trace), parent);
  }

  private static String key(String id, String trace) {
    return trace + '\n' + id;
  }

  /** Does something once all files are read, before the calls are made. */
  public void later(Runnable action) {
    late.add(action);
  }

  /** Makes the calls. */
  public void end(Consumer<Call> to) {
    late.forEach(Runnable::run);
    late.clear();
    entries.forEach(
        (trace, byId) ->
            byId.forEach(
                (id, entry) -> {
                  String parent = parents.get(key(id, trace));
                  // An agent that nobody says who started it is below its session.
                  String usual = id.equals(trace) || !byId.containsKey(trace) ? null : trace;
                  Call.Builder call = Call.builder();
                  call.id(id)
                      .traceId(entry.trace)
                      .parentId(parent == null || parent.equals(id) ? usual : parent)
                      .projectId(entry.project)
                      .threadId(entry.thread)
                      .opName(entry.operation)
                      .startedAt(entry.started)
                      .endedAt(entry.ended);
                  to.accept(call.build());
                }));
    entries.clear();
  }
}
