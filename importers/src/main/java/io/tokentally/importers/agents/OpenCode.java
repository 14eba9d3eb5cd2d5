package io.tokentally.importers.agents;

import io.tokentally.Call;
import io.tokentally.importers.read.Reading;
import io.tokentally.importers.read.RecordPlace;
import io.tokentally.importers.read.RecordReader;
import io.tokentally.importers.read.SeenIds;
import io.tokentally.importers.read.Summary;
import io.tokentally.importers.read.Value;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of OpenCode: {@code storage/message/SESSION/msg_*.json} and {@code
 * storage/session/PROJECT/ses_*.json}, a document each, and what {@code opencode export} writes.
 * Its input leaves cached tokens out; whether its output leaves out reasoning, which newer versions
 * do, is shown by the total.
 */
public final class OpenCode implements RecordReader {

  static final String SESSION = "opencode.session";
  static final String ANSWER = "opencode.answer";

  private final Reading reading;
  private final Threads sessions;

  public OpenCode(Reading reading, Threads sessions) {
    this.reading = reading;
    this.sessions = sessions;
  }

  @Override
  public Set<String> lists() {
    return Set.of("messages");
  }

  @Override
  public void read(Map<?, ?> record, Map<?, ?> around, RecordPlace at) {
    Map<?, ?> about = Value.object(around, "info");
    if (about != null) {
      session(about);
    }
    Map<?, ?> inner = Value.object(record, "info");
    Map<?, ?> one = inner == null ? record : inner;
    String id = Value.text(one, "id");
    if (id == null) {
      reading.log().bad("expected a record with an id, found none", at.line(), at.column());
    } else if (id.startsWith("ses_")) {
      session(one);
    } else if (id.startsWith("prt_") || !(one.get("tokens") instanceof Map<?, ?> tokens)) {
      String role = Value.text(one, "role");
      reading.log().leftOut(role == null ? "parts of messages" : "messages of role " + role);
    } else {
      message(id, one, tokens);
    }
  }

  private void session(Map<?, ?> about) {
    String id = Value.text(about, "id");
    if (id == null) {
      return;
    }
    String parent = Value.text(about, "parentID");
    String trace = parent == null ? id : sessions.trace(parent);
    String project = parent == null ? null : sessions.project(parent);
    project = project == null ? project(about) : project;
    sessions.put(id, trace, project);
    Map<?, ?> time = Value.object(about, "time");
    Instant created = time == null ? null : Value.millis(time, "created");
    reading.spanning().at(id, SESSION, trace, project, id).happened(created);
    if (parent != null) {
      reading.spanning().below(id, trace, parent);
    }
  }

  private static @Nullable String project(Map<?, ?> about) {
    String folder = Value.text(about, "directory");
    return folder == null ? null : folder.substring(folder.lastIndexOf('/') + 1);
  }

  private void message(String id, Map<?, ?> message, Map<?, ?> tokens) {
    String session = Value.text(message, "sessionID");
    String thread = session == null ? reading.stem() : session;
    if (reading.seen().add(thread + '\n' + id, 0) != SeenIds.NEW) {
      reading.log().repeated();
      return;
    }
    Map<?, ?> time = Value.object(message, "time");
    Instant started = time == null ? null : Value.millis(time, "created");
    Instant ended = time == null ? null : Value.millis(time, "completed");
    String trace = sessions.trace(thread);
    reading
        .spanning()
        .at(thread, SESSION, trace, sessions.project(thread), thread)
        .happened(started, ended);
    String model = Value.text(message, "modelID");
    String provider = Value.text(message, "providerID");
    Call.Builder call = Call.builder();
    call.id(id)
        .traceId(trace)
        .parentId(thread)
        .projectId(sessions.project(thread))
        .threadId(thread)
        .turnId(Value.text(message, "parentID"))
        .opName(ANSWER)
        .startedAt(started)
        .endedAt(ended)
        .attributes(provider == null ? null : Map.of("gen_ai.provider.name", provider))
        .summary(Summary.of(model, usage(message, tokens)));
    reading.call(call.build());
  }

  private static Map<String, Object> usage(Map<?, ?> message, Map<?, ?> tokens) {
    Map<String, Object> usage = new LinkedHashMap<>();
    put(usage, "input_tokens", tokens.get("input"));
    put(usage, "output_tokens", tokens.get("output"));
    put(usage, "reasoning_tokens", tokens.get("reasoning"));
    Map<?, ?> cache = Value.object(tokens, "cache");
    if (cache != null) {
      put(usage, "cache_read_tokens", cache.get("read"));
      put(usage, "cache_write_tokens", cache.get("write"));
    }
    put(usage, "total_tokens", tokens.get("total"));
    put(usage, "cost", message.get("cost"));
    for (Map.Entry<?, ?> member : tokens.entrySet()) {
      if (!Set.of("input", "output", "reasoning", "cache", "total").contains(member.getKey())) {
        put(usage, String.valueOf(member.getKey()), member.getValue());
      }
    }
    return usage;
  }

  private static void put(Map<String, Object> usage, String name, @Nullable Object value) {
    if (value != null) {
      usage.put(name, value);
    }
  }
}
