package io.tokentally.importers;

import com.fasterxml.jackson.core.JsonFactory;
import io.tokentally.json.JsonBytes;
import io.tokentally.json.MemberReader;
import io.tokentally.json.WantedMember;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Sees from the first line of most sessions of Claude Code what {@link Beginning} says of them:
 * people have thousands of these files. Not thread-safe.
 */
final class FirstLine {

  private static final Beginning SESSION = new Beginning(FileKind.CLAUDE_CODE, true, "", List.of());

  private static final List<String> IDS = List.of("parentUuid", "uuid", "leafUuid");

  /** With one of these a line may be of another kind, or hold records in a list. */
  private static final List<String> OTHERS =
      List.of("payload", "thread_id", "usage", "item", "data", "observations", "messages");

  private final JsonFactory factory;

  private final MemberReader members =
      new MemberReader(
          Stream.concat(Stream.of("sessionId"), Stream.concat(IDS.stream(), OTHERS.stream()))
              .map(WantedMember::late)
              .toList());

  FirstLine(JsonFactory factory) {
    this.factory = factory;
  }

  /**
   * {@return what the beginning of a file shows}
   *
   * @param head its first bytes, {@link Beginning#LENGTH} of them if there are so many
   */
  Beginning beginning(byte[] head, int length) {
    return isSession(head, length)
        ? SESSION
        : Beginning.of(length < head.length ? Arrays.copyOf(head, length) : head, factory);
  }

  /** {@return whether the file begins with a whole line that Claude Code alone writes} */
  boolean isSession(byte[] head, int length) {
    if (length == 0
        || head[0] != '{'
        || members.endOfPlain(new JsonBytes(head, length), 0) == JsonBytes.UNKNOWN) {
      return false;
    }
    int others = 1 + IDS.size();
    return isThere(0, 1) && isThere(1, others) && !isThere(others, others + OTHERS.size());
  }

  /** {@return whether any member is there of those at these places} */
  private boolean isThere(int from, int to) {
    for (int i = from; i < to; i++) {
      if (MemberReader.isThere(members.values()[i])) {
        return true;
      }
    }
    return false;
  }
}
