package io.tokentally.providers.usage;

import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.usage.UnreadMembers;
import io.tokentally.json.Loc;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts what tools of the provider did from the items of a response, each of which stands for one
 * use.
 *
 * @param areSearchesCounted whether the response says how many of the searches were charged
 */
record ItemReader(UnreadMembers unread, boolean areSearchesCounted) {

  private static final String CALL = "_call";
  private static final String SEARCHES = "web_search_requests";

  /** Items of OpenAI's responses that are charged on top of tokens, and the kinds they count as. */
  private static final Map<String, String> CHARGED =
      Map.of(
          "web_search_call", SEARCHES,
          "x_search_call", "x_search_requests",
          "file_search_call", "file_search_requests",
          "collections_search_call", "file_search_requests",
          "code_interpreter_call", "code_interpreter_calls",
          "image_generation_call", "image_generation_calls");

  /** Items that cost nothing but tokens, which are in the counts. */
  private static final Set<String> FREE =
      Set.of(
          "apply_patch_call",
          "computer_call",
          "custom_tool_call",
          "function_call",
          "local_shell_call",
          "mcp_call",
          "shell_call",
          "tool_search_call");

  /** What a web search does that is charged: opening a page and finding in it are not. */
  private static final String SEARCH = "search";

  void read(String name, Object value, Loc at, Gathered to) {
    if (!(value instanceof List<?> items)) {
      return;
    }
    Gathered sum = new Gathered();
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof Map<?, ?> item && unread.mayLook(1)) {
        switch (name) {
          case "choices" -> executed(item, sum);
          case "candidates" -> grounded(item, sum);
          default -> item(item, at.key(name).index(i), sum);
        }
      }
    }
    to.addList(sum, name);
  }

  private void item(Map<?, ?> item, Loc at, Gathered sum) {
    if (!(item.get("type") instanceof String type) || !type.endsWith(CALL) || FREE.contains(type)) {
      return;
    }
    String kind = CHARGED.get(type);
    if (kind == null) {
      unread.add(at.key("type"), type);
    } else if (kind.equals(SEARCHES) && areSearchesCounted) {
      return;
    } else if (!(item.get("action") instanceof Map<?, ?> action)
        || !(action.get("type") instanceof String done)
        || done.equals(SEARCH)) {
      one(kind, 1, sum);
    }
  }

  /** Groq's compound models say which tools they ran. */
  private static void executed(Map<?, ?> choice, Gathered sum) {
    if (choice.get("message") instanceof Map<?, ?> message
        && message.get("executed_tools") instanceof List<?> tools) {
      for (Object tool : tools) {
        if (tool instanceof Map<?, ?> members && members.get("type") instanceof String type) {
          one("executed_" + Words.name(type), 1, sum);
        }
      }
    }
  }

  /**
   * Gemini says what it searched for; whether by query or by prompt is charged the model decides.
   */
  private static void grounded(Map<?, ?> candidate, Gathered sum) {
    for (List<String> names :
        List.of(
            List.of("groundingMetadata", "webSearchQueries"),
            List.of("grounding_metadata", "web_search_queries"))) {
      if (candidate.get(names.get(0)) instanceof Map<?, ?> grounding
          && grounding.get(names.get(1)) instanceof List<?> queries) {
        one(Draft.SEARCH_QUERIES, queries.size(), sum);
      }
    }
  }

  private static void one(String kind, long count, Gathered sum) {
    Gathered one = new Gathered();
    one.other(kind, count, Within.NOTHING);
    sum.addElement(one);
  }
}
