package io.tokentally.importers.agents;

import io.tokentally.importers.read.RecordPlace;
import io.tokentally.importers.read.Spanning;
import io.tokentally.importers.read.Value;
import io.tokentally.json.MemberReader;
import io.tokentally.json.MemberReader.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which message started which agent, in all files of Claude Code that are read together. */
public final class ClaudeCodeLinks {

  /** Reads what a message holds, which is skipped otherwise. */
  private final MemberReader content =
      new MemberReader(List.of(Member.inside("message", Member.whole("content"))));

  /** Reads what counts of a line, in all files: it learns the names of members. */
  private @Nullable MemberReader line;

  /** The message that used a tool which starts agents, by session and the use of the tool. */
  private final Map<String, String> messages = new HashMap<>();

  /** The message that started an agent with a prompt, by session and prompt. */
  private final Map<String, String> prompts = new HashMap<>();

  /** {@return what reads a line} */
  MemberReader line(boolean withContent) {
    MemberReader known = line;
    if (known == null) {
      known = membersOfLine(withContent);
      line = known;
    }
    return known;
  }

  private static MemberReader membersOfLine(boolean withContent) {
    List<Member> message = new ArrayList<>();
    // A message is seen by its role, if by nothing else.
    List.of("id", "model", "role", "usage").forEach(name -> message.add(Member.whole(name)));
    message.add(
        withContent
            ? Member.whole("content")
            : Member.inside(
                "content",
                Member.whole("type"),
                Member.whole("id"),
                Member.whole("name"),
                Member.whole("tool_use_id")));
    List<Member> line = new ArrayList<>();
    List.of(
            "type",
            "sessionId",
            "timestamp",
            "uuid",
            "parentUuid",
            "isSidechain",
            "isMeta",
            "agentId",
            "costUSD",
            "version",
            "gitBranch",
            "parentToolUseID")
        .forEach(name -> line.add(Member.whole(name)));
    line.add(Member.inside("message", message.toArray(Member[]::new)));
    line.add(Member.inside("toolUseResult", Member.whole("agentId")));
    line.add(Member.inside("data", Member.whole("agentId")));
    return new MemberReader(line);
  }

  /** {@return the id of the call of an agent} */
  static String call(String agent) {
    return "agent-" + agent;
  }

  /** Looks for uses of tools that start agents among the blocks of a message. */
  void tools(String session, String id, Map<?, ?> message, RecordPlace at) {
    boolean isAny = false;
    for (Object block : Value.list(message, "content")) {
      String use = block instanceof Map<?, ?> tool && isAgent(tool) ? Value.text(tool, "id") : null;
      if (use != null) {
        messages.put(session + '\n' + use, id);
        isAny = true;
      }
    }
    if (isAny) {
      prompts(session, id, at);
    }
  }

  private static boolean isAgent(Map<?, ?> block) {
    return "tool_use".equals(block.get("type"))
        && ("Task".equals(block.get("name")) || "Agent".equals(block.get("name")));
  }

  private void prompts(String session, String id, RecordPlace at) {
    for (Object block : content(at)) {
      Map<?, ?> input =
          block instanceof Map<?, ?> tool && isAgent(tool) ? Value.object(tool, "input") : null;
      String prompt = input == null ? null : Value.text(input, "prompt");
      if (prompt != null) {
        prompts.put(session + '\n' + digest(prompt), id);
      }
    }
  }

  /** Takes the result of a tool that was an agent. */
  void result(Spanning spanning, String session, String agent, Map<?, ?> message) {
    for (Object block : Value.list(message, "content")) {
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
  @Nullable String byPrompt(String session, RecordPlace at) {
    if (prompts.isEmpty()) {
      return null;
    }
    Map<?, ?> message = Value.object(at.look(content), "message");
    if (message == null) {
      return null;
    }
    String text = Value.text(message, "content");
    if (text == null) {
      for (Object block : Value.list(message, "content")) {
        text = text == null && block instanceof Map<?, ?> part ? Value.text(part, "text") : text;
      }
    }
    return text == null ? null : prompts.get(session + '\n' + digest(text));
  }

  /** Nothing of prompts is kept but this. */
  private static String digest(String prompt) {
    return prompt.length() + " " + prompt.hashCode();
  }

  private List<?> content(RecordPlace at) {
    Map<?, ?> message = Value.object(at.look(content), "message");
    return message == null ? List.of() : Value.list(message, "content");
  }
}
