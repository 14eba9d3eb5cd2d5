package io.tokentally;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Whether a call ended in an error, as its summary or its attributes say it. */
final class CallStatus {

  private static final String ERROR = "error";

  /** Attributes whose value is the word for an error, in whatever case. */
  private static final List<String> LEVELS =
      List.of("otel.status_code", "langfuse.observation.level");

  /** An attribute that only calls with an error have. */
  private static final String ERROR_TYPE = "error.type";

  /** All that is looked at. */
  static final List<String> ATTRIBUTES =
      Stream.concat(LEVELS.stream(), Stream.of(ERROR_TYPE)).toList();

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
    return has(attributes)
        || (attributes.get(SpanAttributes.OTEL) instanceof Map<?, ?> otel && has(otel));
  }

  private static boolean has(Map<?, ?> attributes) {
    return !attributes.isEmpty()
        && ((attributes.get(ERROR_TYPE) instanceof String type && !type.isEmpty())
            || hasErrorLevel(attributes));
  }

  private static boolean hasErrorLevel(Map<?, ?> attributes) {
    for (String level : LEVELS) {
      if (isErrorWord(attributes.get(level))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isErrorWord(@Nullable Object value) {
    return value instanceof String word && word.equalsIgnoreCase(ERROR);
  }
}
