package io.tokentally.otel;

import io.tokentally.aggregation.usage.Spelling;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The names that members of OTLP have in its protocol buffers, such as {@code
 * start_time_unix_nano}: JSON may have them in place of {@code startTimeUnixNano}. Attributes are
 * lists of keys and values in OTLP, so that no name of a member is anyone else's.
 */
final class ProtoNames {

  private static final Set<String> FIRST =
      Set.of("resource_spans", "resource_logs", "scope_spans", "scope_logs", "span_id");

  private ProtoNames() {}

  static boolean areIn(Map<?, ?> members) {
    return members.keySet().stream().anyMatch(FIRST::contains)
        && (!members.containsKey("span_id") || members.containsKey("start_time_unix_nano"));
  }

  /** {@return the same with the names of JSON} */
  static Map<String, @Nullable Object> toJson(Map<?, ?> members) {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    members.forEach((name, value) -> named.put(Spelling.camelCase((String) name), value(value)));
    return named;
  }

  private static @Nullable Object value(@Nullable Object value) {
    if (value instanceof List<?> elements) {
      List<@Nullable Object> named = new ArrayList<>(elements.size());
      elements.forEach(element -> named.add(value(element)));
      return named;
    }
    return value instanceof Map<?, ?> members ? toJson(members) : value;
  }
}
