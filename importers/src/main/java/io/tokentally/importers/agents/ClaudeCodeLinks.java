package io.tokentally.importers.agents;

import io.tokentally.importers.read.RecordPlace;
import io.tokentally.importers.read.Spanning;
import io.tokentally.importers.read.Value;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which message started which agent, in all files of Claude Code that are read together. */
public final class ClaudeCodeLinks {

  /** Reads what counts of a line, in all files: it learns how lines look. */
  private @Nullable SessionLine line;

  /** The message that used a tool which starts agents, by session and the use of the tool. */
  private final Map<String, String> messages = new HashMap<>();

  /** The message that started an agent with a prompt, by session and prompt. */
  private final Map<String, String> prompts = new HashMap<>();

  /** {@return what reads a line} */
  SessionLine line(boolean withContent) {
    SessionLine known = line;
    if (known == null) {
      known = new SessionLine(withContent);
      line = known;
    }
    return known;
  }

  /** {@return the id of the call of an agent} */
  static String call(String agent) {
    return "agent-" + agent;
  }

  /** Looks for uses of tools that start agents among the blocks of a message. */
  void tools(String session, String id, SessionLine line, RecordPlace at) {
    for (Object block : blocks(line, at)) {
      if (block instanceof Map<?, ?> tool && isAgent(tool)) {
        String use = Value.text(tool, "id");
        if (use != null) {
          messages.put(session + '\n' + use, id);
        }
        Map<?, ?> input = Value.object(tool, "input");
        String prompt = input == null ? null : Value.text(input, "prompt");
        if (prompt != null) {
          prompts.put(session + '\n' + digest(prompt), id);
        }
      }
    }
  }

  private static boolean isAgent(Map<?, ?> block) {
    return SessionLine.isType("tool_use", block) && SessionLine.isAgentTool(block.get("name"));
  }

  private static List<?> blocks(SessionLine line, RecordPlace at) {
    return line.content(at) instanceof List<?> blocks ? blocks : List.of();
  }

  /** Takes the result of a tool that was an agent. */
  void result(Spanning spanning, String session, String agent, SessionLine line, RecordPlace at) {
    for (Object block : blocks(line, at)) {
      String use = block instanceof Map<?, ?> result ? Value.text(result, "tool_use_id") : null;
      if (use != null) {
        started(spanning, session, agent, use);
      }
    }
  }

  void started(Spanning spanning, String session, String agent, String use) {
    String message = messages.get(session + '\n' + use);
    if (message != null) {
      spanning.below(call(agent), session, message);
    }
  }

  /** {@return the message whose agent began with the prompt in a line; null if none did} */
  @Nullable String byPrompt(String session, SessionLine line, RecordPlace at) {
    if (prompts.isEmpty()) {
      return null;
    }
    Object content = line.content(at);
    String text = content instanceof String string && !string.isEmpty() ? string : null;
    if (content instanceof List<?> blocks) {
      for (Object block : blocks) {
        text = text == null && block instanceof Map<?, ?> part ? Value.text(part, "text") : text;
      }
    }
    return text == null ? null : prompts.get(session + '\n' + digest(text));
  }

  /** Nothing of prompts is kept but this. */
  private static String digest(String prompt) {
    return prompt.length() + " " + prompt.hashCode();
  }
}
