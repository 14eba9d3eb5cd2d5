package io.tokentally.importers.agents;

import io.tokentally.importers.read.Value;
import io.tokentally.json.MemberReader;
import io.tokentally.json.WantedMember;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What counts of a line of Codex: of one after the other, without making objects of those that say
 * nothing of usage. Not thread-safe.
 */
final class CodexLine {

  // The places of members, in the order of the names behind.
  private static final int TIME = 0;
  private static final int TYPE = 1;
  private static final int PAYLOAD = 2;

  private static final int KIND = 0;
  private static final int ID = 1;
  private static final int MODEL = 2;
  private static final int INFO = 3;
  private static final int TURN = 4;
  private static final int FORKED_FROM = 5;
  private static final int PARENT_THREAD = 6;
  private static final int SOURCE = 7;
  private static final int FOLDER = 8;
  private static final int THREAD = 9;
  private static final int SETTINGS = 10;
  private static final int RESPONSE = 11;
  private static final int USAGE = 12;
  private static final int SO_FAR = 13;

  private final MemberReader payload =
      new MemberReader(
          List.of(
              WantedMember.whole("type"),
              WantedMember.late("id"),
              WantedMember.late("model"),
              WantedMember.whole("info"),
              WantedMember.late("turn_id"),
              WantedMember.late("forked_from_id"),
              WantedMember.late("parent_thread_id"),
              WantedMember.whole("source"),
              WantedMember.late("cwd"),
              WantedMember.late("thread_id"),
              WantedMember.whole("thread_settings"),
              WantedMember.late("response_id"),
              WantedMember.whole("usage"),
              WantedMember.whole("thread_token_usage")));

  private final MemberReader line =
      new MemberReader(
          List.of(
              WantedMember.late("timestamp"),
              WantedMember.whole("type"),
              WantedMember.below("payload", payload)));

  /** {@return what reads the lines; this has what it read last} */
  MemberReader members() {
    return line;
  }

  @Nullable Instant time() {
    return line.time(TIME);
  }

  @Nullable String type() {
    return line.text(TYPE);
  }

  boolean hasPayload() {
    return line.value(PAYLOAD) != null;
  }

  /** {@return the type of the payload} */
  @Nullable String kind() {
    return payload.text(KIND);
  }

  @Nullable String id() {
    return payload.text(ID);
  }

  @Nullable String model() {
    return payload.text(MODEL);
  }

  @Nullable Map<?, ?> info() {
    return object(INFO);
  }

  @Nullable String turn() {
    return payload.text(TURN);
  }

  /** {@return the session whose events this one begins with} */
  @Nullable String forkedFrom() {
    return payload.text(FORKED_FROM);
  }

  /** {@return the session that started this one as an agent; null if none did} */
  @Nullable String parentThread() {
    Map<?, ?> source = object(SOURCE);
    Map<?, ?> agent = source == null ? null : Value.object(source, "subagent");
    Map<?, ?> spawn = agent == null ? null : Value.object(agent, "thread_spawn");
    return spawn == null ? payload.text(PARENT_THREAD) : Value.text(spawn, "parent_thread_id");
  }

  @Nullable String folder() {
    return payload.text(FOLDER);
  }

  @Nullable String thread() {
    return payload.text(THREAD);
  }

  @Nullable Map<?, ?> settings() {
    return object(SETTINGS);
  }

  @Nullable String response() {
    return payload.text(RESPONSE);
  }

  @Nullable Map<?, ?> usage() {
    return object(USAGE);
  }

  /** {@return what the session used so far} */
  @Nullable Map<?, ?> usageSoFar() {
    return object(SO_FAR);
  }

  private @Nullable Map<?, ?> object(int index) {
    return payload.value(index) instanceof Map<?, ?> object ? object : null;
  }
}
