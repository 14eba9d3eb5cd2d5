package io.tokentally;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a call ended in an error, as its summary or its attributes say it. */
final class CallStatus {

  private static final String ERROR = "error";

  /** Attributes whose value is the word for an error, in whatever case. */
  private static final List<String> LEVELS =
      List.of("otel.status_code", "langfuse.observation.level");

  /** An attribute that only calls with an error have. */
  private static final String ERROR_TYPE = "error.type";

  private CallStatus() {}

  static boolean isError(@Nullable Object summary, @Nullable Object attributes) {
    return isError(summary) || (attributes instanceof Map<?, ?> members && isError(members));
  }

  private static boolean isError(@Nullable Object summary) {
    return summary instanceof Map<?, ?> members
        && members.get("weave") instanceof Map<?, ?> weave
        && isErrorWord(weave.get("status"));
  }

  private static boolean isError(Map<?, ?> attributes) {
    // Exports keep the attributes of a span in a member of this name.
    return has(attributes) || (attributes.get("otel") instanceof Map<?, ?> otel && has(otel));
  }

  private static boolean has(Map<?, ?> attributes) {
    return !attributes.isEmpty()
        && ((attributes.get(ERROR_TYPE) instanceof String type && !type.isEmpty())
            || LEVELS.stream().anyMatch(level -> isErrorWord(attributes.get(level))));
  }

  private static boolean isErrorWord(@Nullable Object value) {
    return value instanceof String word && word.equalsIgnoreCase(ERROR);
  }
}
