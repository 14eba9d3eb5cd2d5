package io.tokentally.providers.usage;

import io.tokentally.aggregation.OtherKind.Within;
import io.tokentally.aggregation.usage.CountReader;
import io.tokentally.aggregation.usage.UnreadMembers;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.util.List;
import java.util.Map;

/** Reads how often tools of a provider were used, whatever their names. */
record ToolReader(CountReader counts, UnreadMembers unread) {

  /** Searches have a price of their own name, whoever counts them. */
  private static final Map<String, String> KINDS =
      Map.of(
          "web_search_calls", "web_search_requests",
          "google_search", "web_search_requests",
          "x_search_calls", "x_search_requests");

  /** Reads an object of tools: a count each, or an object that holds it. */
  void object(String name, Meaning.Tools tools, Object value, Loc at, Gathered to) {
    if (!(value instanceof Map<?, ?> members)) {
      unread.look(name, value, at);
      return;
    }
    long sum = 0;
    for (Map.Entry<?, ?> member : JsonValues.withTextKeys(members).entrySet()) {
      String tool = (String) member.getKey();
      long uses = uses(tool, member.getValue(), at.key(name));
      if (tools.kind() == null) {
        to.other(kind(tools.prefix() + tool), uses, Within.NOTHING);
      } else {
        sum = Math.addExact(sum, uses);
      }
    }
    if (tools.kind() != null) {
      to.other(tools.kind(), sum, Within.NOTHING);
    }
  }

  private long uses(String tool, Object value, Loc at) {
    if (value instanceof Map<?, ?> inner && inner.get("invocation") != null) {
      lookPast(inner, List.of("invocation"), at.key(tool));
      return counts.read(inner.get("invocation"), at.key(tool), "invocation");
    }
    if (value == null || value instanceof Map<?, ?> || value instanceof List<?>) {
      unread.look(tool, value, at);
      return 0;
    }
    return counts.read(value, at, tool);
  }

  /** Reads a list of objects with a type and a count. */
  void list(String name, Object value, Loc at, Gathered to) {
    if (!(value instanceof List<?> elements)) {
      unread.look(name, value, at);
      return;
    }
    Gathered sum = new Gathered();
    for (int i = 0; i < elements.size(); i++) {
      Loc place = at.key(name).index(i);
      if (elements.get(i) instanceof Map<?, ?> tool
          && tool.get("type") instanceof String type
          && tool.get("count") != null) {
        Gathered one = new Gathered();
        one.other(kind(type), counts.read(tool.get("count"), place, "count"), Within.NOTHING);
        sum.addElement(one);
        lookPast(tool, List.of("type", "count"), place);
      } else {
        unread.look(String.valueOf(i), elements.get(i), at.key(name));
      }
    }
    to.addList(sum, name);
  }

  private void lookPast(Map<?, ?> object, List<String> read, Loc at) {
    for (Map.Entry<?, ?> member : object.entrySet()) {
      String name = String.valueOf(member.getKey());
      if (!read.contains(name)) {
        unread.look(name, member.getValue(), at);
      }
    }
  }

  private static String kind(String tool) {
    String name = Words.name(tool);
    return KINDS.getOrDefault(name, name);
  }
}
