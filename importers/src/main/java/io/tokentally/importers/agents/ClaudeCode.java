package io.tokentally.importers.agents;

import io.tokentally.Call;
import io.tokentally.importers.read.Reading;
import io.tokentally.importers.read.RecordPlace;
import io.tokentally.importers.read.RecordReader;
import io.tokentally.importers.read.SeenIds;
import io.tokentally.importers.read.Spanning;
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
  private final SessionLine line;
  private final @Nullable String project;
  private final boolean keepsContent;

  private final Map<String, Answer> open = new LinkedHashMap<>();

  /** Where lines of side chains in the file of their session belong, by their uuid. */
  private final Map<String, String> chains = new HashMap<>();

  /** The agents of such side chains, which are named by their first line. */
  private final Set<String> agents = new HashSet<>();

  /** The message of the line before. */
  private @Nullable Answer last;

  /** The usage of the line before; lines of one message mostly say the same. */
  private @Nullable Map<?, ?> lastUsage;

  private long lastTokens;

  private Spanning.@Nullable Span ofSession;
  private Spanning.@Nullable Span ofAgent;
  private @Nullable Turn turn;
  private Map<String, @Nullable Object> attributes = Map.of();

  public ClaudeCode(Reading reading, ClaudeCodeLinks links) {
    this.reading = reading;
    this.links = links;
    this.project = reading.folderBehind("projects");
    this.keepsContent = reading.keepsContent();
    this.line = links.line(keepsContent);
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
    private @Nullable List<@Nullable Object> content;

    private Answer(String id) {
      this.id = id;
    }

    private void keep(List<?> blocks) {
      if (!blocks.isEmpty()) {
        content = content == null ? new ArrayList<>() : content;
        content.addAll(blocks);
      }
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
    return line.members();
  }

  @Override
  public void read(Map<?, ?> whole, Map<?, ?> around, RecordPlace at) {
    line.take(whole);
    readMembers(at);
  }

  @Override
  public void readMembers(RecordPlace at) {
    String session = line.session();
    boolean hasMessage = line.hasMessage();
    noteLinks(session, hasMessage, at);
    if (session == null || !hasMessage) {
      reading.log().leftOut(kind(line.type()));
      return;
    }
    Instant time = line.time();
    String agent = line.agent();
    boolean isSide = line.isSide();
    touch(session, agent, isSide, time);
    String parent = parent(session, agent, isSide, time, at);
    Map<?, ?> usage = line.usage();
    if (usage != null) {
      answer(usage, session, parent, isSide, time, at);
      return;
    }
    String type = line.type();
    reading.log().leftOut(kind(type));
    if ("user".equals(type) && !isSide && !line.isMeta() && !line.hasResult()) {
      begin(session, time);
    }
  }

  private static String kind(@Nullable String type) {
    return type == null ? "lines without a type" : type;
  }

  private void touch(
      String session, @Nullable String agent, boolean isSide, @Nullable Instant time) {
    Spanning.Span span = ofSession;
    if (span == null || !session.equals(span.trace())) {
      span = reading.spanning().at(session, SESSION, session, project, session);
      ofSession = span;
      ofAgent = null;
    }
    span.happened(time);
    if (agent != null && isSide) {
      String call = ClaudeCodeLinks.call(agent);
      Spanning.Span below = ofAgent;
      if (below == null || !call.equals(below.id())) {
        below = reading.spanning().at(call, AGENT, session, project, session);
        ofAgent = below;
      }
      below.happened(time);
    }
    Turn now = turn;
    if (now != null && now.trace.equals(session)) {
      now.ended = Value.later(now.ended, time);
    }
  }

  /** Notes which message started which agent. */
  private void noteLinks(@Nullable String session, boolean hasMessage, RecordPlace at) {
    if (session == null) {
      return;
    }
    String agent = line.resultOf();
    if (agent != null && hasMessage) {
      links.result(reading.spanning(), session, agent, line, at);
    }
    String progress = line.progressOf();
    String tool = progress == null ? null : line.tool();
    if (progress != null && tool != null) {
      links.started(reading.spanning(), session, progress, tool);
    }
  }

  /** {@return the call that a line is below} */
  private @Nullable String parent(
      String session,
      @Nullable String agent,
      boolean isSide,
      @Nullable Instant time,
      RecordPlace at) {
    if (isSide && agent != null) {
      return ClaudeCodeLinks.call(agent);
    }
    Turn now = turn;
    String usual = now != null && now.trace.equals(session) ? now.id : session;
    if (!isSide) {
      return usual;
    }
    String above = line.parent();
    String chain = above == null ? null : chains.get(above);
    String uuid = line.uuid();
    if (chain == null) {
      String task = links.byPrompt(session, line, at);
      chain = usual;
      if (task != null && uuid != null) {
        chain = ClaudeCodeLinks.call(uuid);
        agents.add(chain);
        reading.spanning().below(chain, session, task);
      }
    }
    if (agents.contains(chain)) {
      reading.spanning().at(chain, AGENT, session, project, session).happened(time);
    }
    if (uuid != null) {
      chains.put(uuid, chain);
    }
    return chain;
  }

  private void begin(String session, @Nullable Instant time) {
    String id = line.uuid();
    if (id == null) {
      return;
    }
    endTurn();
    Turn begun = new Turn(id, session, time);
    begun.prompt = line.prompt();
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

  @SuppressWarnings("ReferenceEquality") // of usage that is only equal the tokens are added again
  private void answer(
      Map<?, ?> usage,
      String session,
      @Nullable String parent,
      boolean isSide,
      @Nullable Instant time,
      RecordPlace at) {
    String model = line.model();
    long tokens = usage == lastUsage ? lastTokens : tokens(usage);
    lastUsage = usage;
    lastTokens = tokens;
    if (tokens == 0 && SYNTHETIC.equals(model)) {
      reading.log().leftOut("messages made by Claude Code itself");
      return;
    }
    String id = line.messageId();
    String key = id == null ? line.uuid() : id;
    if (key == null) {
      reading.log().bad("expected a message with an id, found none", at.line(), at.column());
      return;
    }
    if (line.hasAgent()) {
      links.tools(session, key, line, at);
    }
    Answer answer = opened(key);
    if (answer == null) {
      answer = new Answer(key);
      answer.trace = session;
      answer.parent = parent;
      answer.turn = isSide || turn == null ? null : turn.id;
      answer.started = time;
      answer.attributes = attributes();
      open.put(key, answer);
      if (open.size() > MOST_OPEN) {
        Answer oldest = open.values().iterator().next();
        open.remove(oldest.id);
        end(oldest);
      }
    }
    last = answer;
    answer.started = Value.earlier(answer.started, time);
    answer.ended = Value.later(answer.ended, time);
    if (tokens >= answer.tokens) {
      answer.tokens = tokens;
      answer.usage = usage;
      answer.model = model == null ? "" : model;
      answer.cost = line.cost();
    }
    if (keepsContent) {
      answer.keep(line.content());
    }
  }

  /** {@return the message of that id, of which there was a line; lines of one stand in a row} */
  private @Nullable Answer opened(String id) {
    Answer before = last;
    return before != null && before.id.equals(id) ? before : open.get(id);
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
  private Map<String, @Nullable Object> attributes() {
    String version = line.version();
    String branch = line.branch();
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
        .output(answer.content)
        .summary(Summary.of(answer.model, usage));
    reading.call(call.build());
  }

  @Override
  public void end() {
    open.values().forEach(this::end);
    open.clear();
    last = null;
    endTurn();
  }
}
