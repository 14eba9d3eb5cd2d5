package io.tokentally.importers;

/** What a file is. docs/importers.md says for each what is read of it. */
public enum FileKind {
  /** Calls as the Weave service exports them: a JSON object per line, or one JSON array. */
  CALLS("calls"),
  /** Spans in JSON, as exporters of OpenTelemetry write them, and as Phoenix exports them. */
  SPANS("spans of OpenTelemetry or Phoenix"),
  CLAUDE_CODE("a session of Claude Code"),
  CODEX("a session (rollout) of Codex"),
  /** What {@code codex exec --json} prints. */
  CODEX_EXEC("events of codex exec"),
  GEMINI_CLI("a session of Gemini CLI"),
  OPENCODE("a session of OpenCode"),
  /** Observations or traces of Langfuse: exported, or answers of its API. */
  LANGFUSE("observations of Langfuse"),
  /** Rows of LiteLLM's spend logs, as JSON or CSV. */
  LITELLM("spend logs of LiteLLM"),
  /** Responses of OpenAI, or compatible ones, as they were received; lines of its batch files. */
  OPENAI("responses of OpenAI"),
  /** A table whose columns the caller names: {@link ImportOptions#columns}. */
  CSV("a table in CSV");

  private final String title;

  FileKind(String title) {
    this.title = title;
  }

  /** {@return what it is, in words} */
  public String title() {
    return title;
  }
}
