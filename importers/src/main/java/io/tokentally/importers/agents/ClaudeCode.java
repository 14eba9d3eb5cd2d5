package io.tokentally.importers.agents;

import io.tokentally.Call;
import io.tokentally.importers.read.Reading;
import io.tokentally.importers.read.RecordPlace;
import io.tokentally.importers.read.RecordReader;
import io.tokentally.importers.read.SeenIds;
import io.tokentally.importers.read.Summary;
import io.tokentally.importers.read.Value;
import io.tokentally.json.MemberReader;
import io.tokentally.value.JsonValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sessions of Claude Code: {@code projects/PROJECT/SESSION.jsonl}, those of subagents in {@code
 * SESSION/subagents/agent-ID.jsonl} or beside. The call of a message has its id; below the session
 * are turns, which begin with a prompt, and below these the answers.
 *
 * <p>A message has a line for each block of its content, with usage that grows: the greatest
 * counts, the last of equal ones. Later sessions begin with copies of earlier lines: the first file
 * counts.
 */
public final class ClaudeCode implements RecordReader {

  static final String SESSION = "claude_code.session";
  static final String AGENT = "claude_code.agent";
  static final String TURN = "claude_code.turn";
  static final String ANSWER = "anthropic.messages.create";

  private static final String VERSION = "claude_code_version";
  private static final String BRANCH = "git_branch";

  /** The model of messages that the program made itself. */
  private static final String SYNTHETIC = "<synthetic>";

  private static final List<String> COUNTS =
      List.of(
          "input_tokens",
          "output_tokens",
          "cache_creation_input_tokens",
          "cache_read_input_tokens");

  /** Lines of one message stand close together. */
  private static final int MOST_OPEN = 256;

  private final Reading reading;
  private final ClaudeCodeLinks links;
  private final MemberReader members;
  private final @Nullable String project;
  private final boolean keepsContent;

  private final Map<String, Answer> open = new LinkedHashMap<>();

  /** Where lines of side chains in the file of their session belong, by their uuid. */
  private final Map<String, String> chains = new HashMap<>();

  /** The agents of such side chains, which are named by their first line. */
  private final Set<String> agents = new HashSet<>();

  private @Nullable Turn turn;
  private Map<String, @Nullable Object> attributes = Map.of();

  public ClaudeCode(Reading reading, ClaudeCodeLinks links) {
    this.reading = reading;
    this.links = links;
    this.project = reading.folderBehind("projects");
    this.keepsContent = reading.keepsContent();
    this.members = links.line(keepsContent);
  }

  /** One message on its lines. */
  private static final class Answer {
    private final String id;
    private String model = "";
    private Map<?, ?> usage = Map.of();
    private long tokens = -1;
    private @Nullable Object cost;
    private @Nullable Instant started;
    private @Nullable Instant ended;
    private String trace = "";
    private @Nullable String parent;
    private @Nullable String turn;
    private Map<?, ?> attributes = Map.of();
    private final List<@Nullable Object> content = new ArrayList<>();

    private Answer(String id) {
      this.id = id;
    }
  }

  /** What a prompt began. */
  private static final class Turn {
    private final String id;
    private final String trace;
    private final @Nullable Instant started;
    private @Nullable Instant ended;
    private @Nullable Object prompt;

    private Turn(String id, String trace, @Nullable Instant started) {
      this.id = id;
      this.trace = trace;
      this.started = started;
      this.ended = started;
    }
  }

  @Override
  public MemberReader members() {
    return members;
  }

  @Override
  public void read(Map<?, ?> line, Map<?, ?> around, RecordPlace at) {
    String type = Value.text(line, "type");
    String session = Value.text(line, "sessionId");
    Map<?, ?> message = Value.object(line, "message");
    noteLinks(line, message);
    if (session == null || message == null) {
      reading.log().leftOut(kind(type));
      return;
    }
    Instant time = Value.time(line, "timestamp");
    String agent = Value.text(line, "agentId");
    boolean isSide = Value.isTrue(line, "isSidechain");
    touch(session, agent, isSide, time);
    String parent = parent(line, session, agent, isSide, at);
    if (message.get("usage") instanceof Map<?, ?> usage) {
      answer(line, message, usage, session, parent, isSide, time, at);
      return;
    }
    reading.log().leftOut(kind(type));
    boolean isPrompt =
        "user".equals(type)
            && !isSide
            && !Value.isTrue(line, "isMeta")
            && !hasResult(Value.list(message, "content"));
    if (isPrompt) {
      begin(line, message, session, time);
    }
  }

  private static boolean hasResult(List<?> blocks) {
    for (Object block : blocks) {
      if (block instanceof Map<?, ?> part && "tool_result".equals(part.get("type"))) {
        return true;
      }
    }
    return false;
  }

  private static String kind(@Nullable String type) {
    return type == null ? "lines without a type" : type;
  }

  private void touch(
      String session, @Nullable String agent, boolean isSide, @Nullable Instant time) {
    reading.spanning().at(session, SESSION, session, project, session, time, time);
    if (agent != null && isSide) {
      reading
          .spanning()
          .at(ClaudeCodeLinks.call(agent), AGENT, session, project, session, time, time);
    }
    Turn now = turn;
    if (now != null && now.trace.equals(session)) {
      now.ended = Value.later(now.ended, time);
    }
  }

  /** Notes which message started which agent. */
  private void noteLinks(Map<?, ?> line, @Nullable Map<?, ?> message) {
    String session = Value.text(line, "sessionId");
    if (session == null) {
      return;
    }
    Map<?, ?> result = Value.object(line, "toolUseResult");
    String agent = result == null ? null : Value.text(result, "agentId");
    if (agent != null && message != null) {
      links.result(reading.spanning(), session, agent, message);
    }
    Map<?, ?> data = Value.object(line, "data");
    String progress = data == null ? null : Value.text(data, "agentId");
    String tool = Value.text(line, "parentToolUseID");
    if (progress != null && tool != null) {
      links.started(reading.spanning(), session, progress, tool);
    }
  }

  /** {@return the call that a line is below} */
  private @Nullable String parent(
      Map<?, ?> line, String session, @Nullable String agent, boolean isSide, RecordPlace at) {
    if (isSide && agent != null) {
      return ClaudeCodeLinks.call(agent);
    }
    Turn now = turn;
    String usual = now != null && now.trace.equals(session) ? now.id : session;
    if (!isSide) {
      return usual;
    }
    String above = Value.text(line, "parentUuid");
    String chain = above == null ? null : chains.get(above);
    String uuid = Value.text(line, "uuid");
    if (chain == null) {
      String task = links.byPrompt(session, at);
      chain = usual;
      if (task != null && uuid != null) {
        chain = ClaudeCodeLinks.call(uuid);
        agents.add(chain);
        reading.spanning().below(chain, session, task);
      }
    }
    if (agents.contains(chain)) {
      Instant time = Value.time(line, "timestamp");
      reading.spanning().at(chain, AGENT, session, project, session, time, time);
    }
    if (uuid != null) {
      chains.put(uuid, chain);
    }
    return chain;
  }

  private void begin(Map<?, ?> line, Map<?, ?> message, String session, @Nullable Instant time) {
    String id = Value.text(line, "uuid");
    if (id == null) {
      return;
    }
    endTurn();
    Turn begun = new Turn(id, session, time);
    begun.prompt = keepsContent ? message.get("content") : null;
    turn = begun;
  }

  private void endTurn() {
    Turn ended = turn;
    turn = null;
    if (ended == null || reading.seen().add("turn " + ended.id, 0) != SeenIds.NEW) {
      return;
    }
    Call.Builder call = Call.builder();
    call.id(ended.id)
        .traceId(ended.trace)
        .parentId(ended.trace)
        .projectId(project)
        .threadId(ended.trace)
        .turnId(ended.id)
        .opName(TURN)
        .inputs(ended.prompt)
        .startedAt(ended.started)
        .endedAt(ended.ended);
    reading.call(call.build());
  }

  private void answer(
      Map<?, ?> line,
      Map<?, ?> message,
      Map<?, ?> usage,
      String session,
      @Nullable String parent,
      boolean isSide,
      @Nullable Instant time,
      RecordPlace at) {
    String model = Value.text(message, "model");
    long tokens = tokens(usage);
    if (SYNTHETIC.equals(model) && tokens == 0) {
      reading.log().leftOut("messages made by Claude Code itself");
      return;
    }
    String id = Value.firstText(message, "id");
    String key = id == null ? Value.text(line, "uuid") : id;
    if (key == null) {
      reading.log().bad("expected a message with an id, found none", at.line(), at.column());
      return;
    }
    links.tools(session, key, message, at);
    Answer answer = open.get(key);
    if (answer == null) {
      answer = new Answer(key);
      answer.trace = session;
      answer.parent = parent;
      answer.turn = isSide || turn == null ? null : turn.id;
      answer.started = time;
      answer.attributes = attributes(line);
      open.put(key, answer);
      if (open.size() > MOST_OPEN) {
        Answer oldest = open.values().iterator().next();
        open.remove(oldest.id);
        end(oldest);
      }
    }
    answer.started = Value.earlier(answer.started, time);
    answer.ended = Value.later(answer.ended, time);
    if (tokens >= answer.tokens) {
      answer.tokens = tokens;
      answer.usage = usage;
      answer.model = model == null ? "" : model;
      answer.cost = line.get("costUSD");
    }
    if (keepsContent) {
      answer.content.addAll(Value.list(message, "content"));
    }
  }

  /** {@return the sum of the counts, by which a partial record is known from a whole one} */
  private static long tokens(Map<?, ?> usage) {
    long sum = 0;
    for (String name : COUNTS) {
      if (usage.get(name) instanceof Long count && count > 0) {
        sum += Math.min(count, Long.MAX_VALUE / 8);
      }
    }
    return sum;
  }

  /** {@return what is kept of a line beside usage; lines in a row share it} */
  private Map<String, @Nullable Object> attributes(Map<?, ?> line) {
    String version = Value.text(line, "version");
    String branch = Value.text(line, "gitBranch");
    if (!Objects.equals(version, attributes.get(VERSION))
        || !Objects.equals(branch, attributes.get(BRANCH))) {
      Map<String, @Nullable Object> now = new LinkedHashMap<>();
      if (version != null) {
        now.put(VERSION, version);
      }
      if (branch != null) {
        now.put(BRANCH, branch);
      }
      attributes = JsonValues.frozen(now);
    }
    return attributes;
  }

  private void end(Answer answer) {
    long before = reading.seen().add(answer.id, answer.tokens);
    if (before != SeenIds.NEW) {
      reading.log().repeated();
      if (answer.tokens > before) {
        reading.log().leftOut("repeated messages with more tokens than the record that counts");
      }
      return;
    }
    Map<?, ?> usage = answer.usage;
    if (answer.cost != null) {
      Map<Object, Object> withCost = new LinkedHashMap<>(usage);
      withCost.put("costUSD", answer.cost);
      usage = withCost;
    }
    Call.Builder call = Call.builder();
    call.id(answer.id)
        .traceId(answer.trace)
        .parentId(answer.parent)
        .projectId(project)
        .threadId(answer.trace)
        .turnId(answer.turn)
        .opName(ANSWER)
        .startedAt(answer.started)
        .endedAt(answer.ended)
        .attributes(answer.attributes.isEmpty() ? null : answer.attributes)
        .output(answer.content.isEmpty() ? null : answer.content)
        .summary(Summary.of(answer.model, usage));
    reading.call(call.build());
  }

  @Override
  public void end() {
    open.values().forEach(this::end);
    open.clear();
    endTurn();
  }
}
