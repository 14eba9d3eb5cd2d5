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
 * Sessions of Gemini CLI: {@code tmp/PROJECT/chats/session-*.json}, one document, or {@code
 * .jsonl}, where a message that is written again replaces the one before. Its {@code tokens} are
 * the counts of the API's {@code usageMetadata} under other names, and are read as these.
 */
public final class GeminiCli implements RecordReader {

  static final String SESSION = "gemini_cli.session";
  static final String ANSWER = "gemini_cli.answer";

  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("input", "promptTokenCount");
    NAMES.put("output", "candidatesTokenCount");
    NAMES.put("cached", "cachedContentTokenCount");
    NAMES.put("thoughts", "thoughtsTokenCount");
    NAMES.put("tool", "toolUsePromptTokenCount");
    NAMES.put("total", "totalTokenCount");
  }

  private final Reading reading;
  private String session;
  private @Nullable String project;
  private @Nullable String turn;
  private @Nullable String model;
  private boolean isAgent;

  /** The calls of the file by the ids of their messages. */
  private final Map<String, Call> messages = new LinkedHashMap<>();

  public GeminiCli(Reading reading) {
    this.reading = reading;
    this.session = reading.stem();
  }

  @Override
  public Set<String> lists() {
    return Set.of("messages");
  }

  @Override
  public void read(Map<?, ?> record, Map<?, ?> around, RecordPlace at) {
    about(around);
    about(record);
    String type = Value.text(record, "type");
    String now = Value.text(record, "model");
    model = now == null ? model : now;
    if ("user".equals(type)) {
      turn = Value.text(record, "id");
    }
    Map<?, ?> update = Value.object(record, "$set");
    if (update != null) {
      checkpoint(update, at);
      return;
    }
    Map<?, ?> tokens = Value.object(record, "tokens");
    if (!"gemini".equals(type) || tokens == null) {
      reading.log().leftOut(type == null ? "lines without a type" : type);
      return;
    }
    String id = Value.text(record, "id");
    if (id == null) {
      reading.log().bad("expected a message with an id, found none", at.line(), at.column());
      return;
    }
    Instant time = Value.time(record, "timestamp");
    Call.Builder call = Call.builder();
    call.id(id)
        .traceId(trace())
        .parentId(session)
        .projectId(project)
        .threadId(session)
        .turnId(turn)
        .opName(ANSWER)
        .startedAt(time)
        .endedAt(time)
        .output(reading.keepsContent() ? record.get("content") : null)
        .summary(Summary.of(model, usage(tokens)));
    if (messages.put(id, call.build()) != null) {
      reading.log().leftOut("messages that were written again later");
    }
    reading.spanning().at(session, SESSION, trace(), project, session).happened(time);
  }

  /** Reads the messages of a checkpoint that the file does not have on lines of their own. */
  private void checkpoint(Map<?, ?> update, RecordPlace at) {
    for (Object each : Value.list(update, "messages")) {
      if (each instanceof Map<?, ?> message && !messages.containsKey(Value.text(message, "id"))) {
        read(message, Map.of(), at);
      }
    }
  }

  /**
   * {@return the session that started this one, whose folder an agent's file is in; else itself}
   */
  private String trace() {
    String above = isAgent ? reading.folderBehind("chats") : null;
    return above == null ? session : above;
  }

  private void about(Map<?, ?> record) {
    String id = Value.firstText(record, "sessionId", "session_id");
    session = id == null ? session : id;
    String hash = Value.text(record, "projectHash");
    project = hash == null ? project : hash;
    isAgent |= "subagent".equals(record.get("kind"));
  }

  private static Map<String, Object> usage(Map<?, ?> tokens) {
    Map<String, Object> usage = new LinkedHashMap<>();
    tokens.forEach(
        (name, count) -> {
          if (count != null) {
            usage.put(NAMES.getOrDefault(name, String.valueOf(name)), count);
          }
        });
    return usage;
  }

  @Override
  public void end() {
    messages.forEach(
        (id, call) -> {
          if (reading.seen().add(session + '\n' + id, 0) == SeenIds.NEW) {
            reading.call(call);
          } else {
            reading.log().repeated();
          }
        });
  }
}
