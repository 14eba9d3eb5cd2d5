package io.tokentally.importers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What distinguishes the kinds of files: members that one tool alone writes together. */
final class Kinds {

  private static final String[] CALL_COLUMNS = {
    "project_id",
    "trace_id",
    "parent_id",
    "op_name",
    "started_at",
    "ended_at",
    "summary",
    "inputs",
    "output",
    "attributes",
    "exception",
    "display_name",
    "thread_id",
    "turn_id",
    "wb_user_id"
  };

  /** Langfuse's kinds of observations. */
  private static final String[] OBSERVATIONS = {
    "GENERATION",
    "SPAN",
    "EVENT",
    "AGENT",
    "TOOL",
    "CHAIN",
    "RETRIEVER",
    "EVALUATOR",
    "EMBEDDING",
    "GUARDRAIL"
  };

  /** In the order in which they are looked for. */
  private static final Map<FileKind, Predicate<Shape>> ALL = new LinkedHashMap<>();

  static {
    ALL.put(FileKind.CODEX, Kinds::isCodex);
    ALL.put(FileKind.CODEX_EXEC, Kinds::isCodexExec);
    ALL.put(FileKind.CLAUDE_CODE, Kinds::isClaudeCode);
    ALL.put(FileKind.GEMINI_CLI, Kinds::isGeminiCli);
    ALL.put(FileKind.OPENCODE, Kinds::isOpenCode);
    ALL.put(FileKind.LANGFUSE, Kinds::isLangfuse);
    ALL.put(FileKind.SPANS, Kinds::isPhoenix);
    ALL.put(FileKind.LITELLM, Kinds::isLiteLlm);
    ALL.put(FileKind.OPENAI, Kinds::isOpenAi);
    ALL.put(FileKind.CALLS, Kinds::isCall);
  }

  private Kinds() {}

  /** {@return the kind of a file with these objects at its beginning; null if none fits} */
  static @Nullable FileKind of(List<Shape> shapes) {
    for (Map.Entry<FileKind, Predicate<Shape>> kind : ALL.entrySet()) {
      for (Shape shape : shapes) {
        if (kind.getValue().test(shape)) {
          return kind.getKey();
        }
      }
    }
    return null;
  }

  /** {@return whether the first object holds the records, in a list} */
  static boolean holdsLists(List<Shape> shapes) {
    return !shapes.isEmpty()
        && shapes
            .get(0)
            .hasAny(
                "data[].id",
                "data[].request_id",
                "observations",
                "messages[].id",
                "messages[].info")
        && !isOpenAi(shapes.get(0));
  }

  private static boolean isClaudeCode(Shape shape) {
    return (shape.has("sessionId") && shape.hasAny("parentUuid", "uuid", "leafUuid"))
        || shape.has("sessionId", "type", "message.usage")
        || (shape.is("type", "summary") && shape.has("leafUuid"))
        || (shape.is("type", "file-history-snapshot") && shape.has("messageId"))
        || (shape.is("type", "queue-operation") && shape.has("sessionId"));
  }

  private static boolean isCodex(Shape shape) {
    return shape.has("timestamp", "payload")
        && shape.is(
            "type",
            "session_meta",
            "turn_context",
            "event_msg",
            "response_item",
            "compacted",
            "token_usage_record");
  }

  private static boolean isCodexExec(Shape shape) {
    return (shape.is("type", "thread.started") && shape.has("thread_id"))
        || (shape.is("type", "turn.completed") && shape.has("usage.cached_input_tokens"))
        || (shape.is("type", "item.started", "item.completed") && shape.has("item.id"));
  }

  private static boolean isGeminiCli(Shape shape) {
    return (shape.has("sessionId") && shape.hasAny("projectHash", "messages[].tokens.input"))
        || (shape.is("type", "gemini") && shape.has("tokens.input"));
  }

  private static boolean isOpenCode(Shape shape) {
    return (shape.starts("id", "msg_") && shape.hasAny("sessionID"))
        || (shape.starts("id", "ses_") && shape.hasAny("directory", "projectID", "title"))
        || (shape.starts("id", "prt_") && shape.hasAny("messageID"))
        || shape.has("messages[].info", "info.id");
  }

  private static boolean isLangfuse(Shape shape) {
    return isObservation(shape, "")
        || isObservation(shape, "data[].")
        || isObservation(shape, "observations[].")
        || (shape.has("trace_id", "start_time", "type")
            && shape.hasAny("usage_details", "parent_observation_id"));
  }

  private static boolean isObservation(Shape shape, String at) {
    return (shape.is(at + "type", OBSERVATIONS) && shape.has(at + "startTime"))
        || shape.has(at + "traceId", at + "parentObservationId")
        || shape.has(at + "observations", at + "sessionId", at + "timestamp")
        || shape.has(at + "usageDetails", at + "startTime");
  }

  private static boolean isPhoenix(Shape shape) {
    return isPhoenix(shape, "") || isPhoenix(shape, "data[].") || isPhoenix(shape, "spans[].");
  }

  private static boolean isPhoenix(Shape shape, String at) {
    return shape.has(at + "context.span_id")
        || shape.has(at + "span_id", at + "start_time_unix_nano");
  }

  private static boolean isLiteLlm(Shape shape) {
    return shape.has("request_id", "spend") || shape.has("data[].request_id", "data[].spend");
  }

  private static boolean isOpenAi(Shape shape) {
    return isResponse(shape, "")
        || isResponse(shape, "response.body.")
        || isResponse(shape, "response.");
  }

  private static boolean isResponse(Shape shape, String at) {
    return shape.has(at + "model", at + "usage")
        && (shape.is(at + "object", "chat.completion", "text_completion", "response", "list")
            || shape.has(at + "choices"));
  }

  private static boolean isCall(Shape shape) {
    return (shape.has("id") && (shape.hasAny(CALL_COLUMNS) || shape.paths().size() == 1))
        || shape.hasAny("summary.usage", "op_name");
  }
}
