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
  private static final class Entry {
    private final String operation;
    private final String trace;
    private boolean isNew = true;
    private @Nullable String project;
    private @Nullable String thread;
    private @Nullable Instant started;
    private @Nullable Instant ended;

    private Entry(String operation, String trace) {
      this.operation = operation;
      this.trace = trace;
    }
  }

  /** By trace and id. */
  private final Map<String, Map<String, Entry>> entries = new LinkedHashMap<>();

  private final List<Runnable> late = new ArrayList<>();

  private final Map<String, String> parents = new LinkedHashMap<>();

  /** Says that something happened in a session or agent. */
  public void at(
      String id,
      String operation,
      String trace,
      @Nullable String project,
      @Nullable String thread,
      @Nullable Instant started,
      @Nullable Instant ended) {
    Entry entry = entry(id, operation, trace);
    // Calls are linked within one project: what the first calls below it have stays.
    entry.project = entry.isNew ? project : entry.project;
    entry.isNew = false;
    entry.thread = entry.thread == null ? thread : entry.thread;
    entry.started = Value.earlier(entry.started, started);
    entry.ended = Value.later(entry.ended, ended);
  }

  private Entry entry(String id, String operation, String trace) {
    Map<String, Entry> ofTrace = entries.computeIfAbsent(trace, unused -> new LinkedHashMap<>());
    Entry known = ofTrace.get(id);
    Entry entry = known == null ? new Entry(operation, trace) : known;
    if (known == null) {
      ofTrace.put(id, entry);
    }
    return entry;
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
