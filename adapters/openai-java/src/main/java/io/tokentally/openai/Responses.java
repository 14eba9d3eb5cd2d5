package io.tokentally.openai;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What in a response is about its usage. */
final class Responses {

  /** Members whose numbers are no counts of what was used: what came out, what was asked for. */
  static final Set<String> CONTENT =
      Set.of(
          "data",
          "text",
          "b64_json",
          "logprobs",
          "segments",
          "words",
          "languages",
          "moderation",
          "error",
          "instructions",
          "metadata",
          "prompt",
          "tools",
          "tool_choice",
          // why a cache was not used
          "prompt_cache_diagnostics");

  private static final String DURATION = "duration";

  private Responses() {}

  /**
   * {@return the members of a response, which is changed} Without usage, the length of what was
   * transcribed is what was used, and a message that cites web pages shows a search.
   */
  static Map<String, Object> withAllUsage(Map<String, Object> response) {
    Object duration = response.remove(DURATION);
    if (duration != null && response.get("usage") == null) {
      response.put("seconds", duration);
    }
    if (cites(response.get("choices"))) {
      response.put("server_tool_use_details", Map.of("web_search_requests", 1));
    }
    return response;
  }

  private static boolean cites(@Nullable Object choices) {
    return choices instanceof List<?> list
        && list.stream()
            .map(choice -> member(member(choice, "message"), "annotations"))
            .anyMatch(Responses::isAnyCitation);
  }

  private static boolean isAnyCitation(@Nullable Object annotations) {
    return annotations instanceof List<?> list
        && list.stream().anyMatch(annotation -> "url_citation".equals(member(annotation, "type")));
  }

  private static @Nullable Object member(@Nullable Object object, String name) {
    return object instanceof Map<?, ?> members ? members.get(name) : null;
  }
}
