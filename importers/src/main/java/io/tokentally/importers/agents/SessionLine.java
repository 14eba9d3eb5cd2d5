package io.tokentally.importers.agents;

import io.tokentally.importers.read.RecordPlace;
import io.tokentally.importers.read.Value;
import io.tokentally.json.Elements;
import io.tokentally.json.MemberReader;
import io.tokentally.json.WantedMember;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What counts of a line of Claude Code: of one after the other, without making objects of any. What
 * was written is skipped unless it is to be kept. Not thread-safe.
 */
final class SessionLine {

  // The places of members, in the order of the names behind.
  private static final int TYPE = 0;
  private static final int SESSION = 1;
  private static final int TIME = 2;
  private static final int UUID = 3;
  private static final int PARENT = 4;
  private static final int IS_SIDE = 5;
  private static final int IS_META = 6;
  private static final int AGENT = 7;
  private static final int COST = 8;
  private static final int VERSION = 9;
  private static final int BRANCH = 10;
  private static final int TOOL = 11;
  private static final int MESSAGE = 12;
  private static final int RESULT = 13;
  private static final int DATA = 14;

  private static final int ID = 0;
  private static final int MODEL = 1;
  private static final int USAGE = 2;
  private static final int CONTENT = 3;

  /** What a block of the content of a message is. */
  private static final class Blocks implements Elements {

    private static final int TYPE = 0;
    private static final int NAME = 1;

    private final MemberReader block =
        new MemberReader(
            List.of(
                WantedMember.whole("type"),
                WantedMember.whole("name"),
                // Both make a block count.
                WantedMember.late("id"),
                WantedMember.late("tool_use_id")));

    private boolean hasResult;
    private boolean hasAgent;

    @Override
    public void begin() {
      hasResult = false;
      hasAgent = false;
    }

    @Override
    public void element() {
      Object type = block.value(TYPE);
      hasResult |= "tool_result".equals(type);
      hasAgent |= "tool_use".equals(type) && isAgentTool(block.value(NAME));
    }
  }

  private final Blocks blocks = new Blocks();
  private final MemberReader message;
  private final MemberReader result = new MemberReader(List.of(WantedMember.whole("agentId")));
  private final MemberReader data = new MemberReader(List.of(WantedMember.whole("agentId")));
  private final MemberReader line;
  private final boolean withContent;

  /** The record that was read as a whole last. */
  private Map<?, ?> whole = Map.of();

  /** Reads what a message holds, which is skipped otherwise. */
  private final MemberReader content =
      new MemberReader(List.of(WantedMember.inside("message", WantedMember.whole("content"))));

  SessionLine(boolean withContent) {
    this.withContent = withContent;
    this.message =
        new MemberReader(
            List.of(
                WantedMember.whole("id"),
                WantedMember.whole("model"),
                WantedMember.whole("usage"),
                withContent
                    ? WantedMember.whole("content")
                    : WantedMember.each("content", blocks.block, blocks),
                // A message is seen by its role, if by nothing else.
                WantedMember.whole("role")));
    List<WantedMember> members = new ArrayList<>();
    List.of("type", "sessionId").forEach(name -> members.add(WantedMember.whole(name)));
    List.of("timestamp", "uuid", "parentUuid")
        .forEach(name -> members.add(WantedMember.late(name)));
    List.of("isSidechain", "isMeta", "agentId", "costUSD", "version", "gitBranch")
        .forEach(name -> members.add(WantedMember.whole(name)));
    members.add(WantedMember.late("parentToolUseID"));
    members.add(WantedMember.below("message", message));
    members.add(WantedMember.below("toolUseResult", result));
    members.add(WantedMember.below("data", data));
    this.line = new MemberReader(members);
  }

  /** {@return whether a tool of this name starts an agent} */
  static boolean isAgentTool(@Nullable Object name) {
    return "Task".equals(name) || "Agent".equals(name);
  }

  /** {@return what reads the lines; this has what it read last} */
  MemberReader members() {
    return line;
  }

  @Nullable String type() {
    return line.text(TYPE);
  }

  @Nullable String session() {
    return line.text(SESSION);
  }

  @Nullable Instant time() {
    return line.time(TIME);
  }

  @Nullable String uuid() {
    return line.text(UUID);
  }

  /** {@return the line that this one follows} */
  @Nullable String parent() {
    return line.text(PARENT);
  }

  boolean isSide() {
    return Boolean.TRUE.equals(line.value(IS_SIDE));
  }

  boolean isMeta() {
    return Boolean.TRUE.equals(line.value(IS_META));
  }

  @Nullable String agent() {
    return line.text(AGENT);
  }

  @Nullable Object cost() {
    return line.value(COST);
  }

  @Nullable String version() {
    return line.text(VERSION);
  }

  @Nullable String branch() {
    return line.text(BRANCH);
  }

  boolean hasMessage() {
    return line.value(MESSAGE) != null;
  }

  @Nullable String messageId() {
    return message.text(ID);
  }

  @Nullable String model() {
    return message.text(MODEL);
  }

  @Nullable Map<?, ?> usage() {
    return message.value(USAGE) instanceof Map<?, ?> usage ? usage : null;
  }

  /** {@return the agent whose result the message holds} */
  @Nullable String resultOf() {
    return line.value(RESULT) == null ? null : result.text(0);
  }

  /** {@return the agent whose progress the line says} */
  @Nullable String progressOf() {
    return line.value(DATA) == null ? null : data.text(0);
  }

  /** {@return the use of a tool whose progress the line says} */
  @Nullable String tool() {
    return line.text(TOOL);
  }

  /** {@return whether the message holds the result of a tool} */
  boolean hasResult() {
    return withContent
        ? content().stream()
            .anyMatch(each -> each instanceof Map<?, ?> block && isType("tool_result", block))
        : message.value(CONTENT) != null && blocks.hasResult;
  }

  /** {@return whether the message may start an agent} */
  boolean hasAgent() {
    return withContent || (message.value(CONTENT) != null && blocks.hasAgent);
  }

  static boolean isType(String type, Map<?, ?> block) {
    return type.equals(block.get("type"));
  }

  /** {@return what the message holds; null unless that is to be kept} */
  @Nullable Object prompt() {
    return withContent ? message.value(CONTENT) : null;
  }

  /** {@return what the message holds, in blocks; none unless that is to be kept} */
  List<?> content() {
    return prompt() instanceof List<?> kept ? kept : List.of();
  }

  /** Takes a record that was read as a whole. */
  void take(Map<?, ?> record) {
    whole = record;
    line.take(record);
  }

  /** {@return what the message holds, which is read again where the record is a line} */
  @Nullable Object content(RecordPlace at) {
    Map<?, ?> read = Value.object(at.isLine() ? at.look(content) : whole, "message");
    return read == null ? null : read.get("content");
  }
}
