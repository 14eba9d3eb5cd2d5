package io.tokentally.otel;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import io.tokentally.value.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a span as Phoenix exports it: as its REST interface and its clients give it, with {@code
 * context} and {@code attributes} as objects, whose parts may be objects in turn; or as a row of
 * its table of spans, with a member such as {@code attributes.llm.token_count.prompt} for each
 * column.
 */
final class PhoenixSpan {

  private static final String KIND = "openinference.span.kind";
  private static final String ATTRIBUTES = "attributes.";

  private final ErrorCollector errors;

  PhoenixSpan(ErrorCollector errors) {
    this.errors = errors;
  }

  static boolean isPhoenix(@Nullable Object value) {
    return value instanceof Map<?, ?> members
        && (members.containsKey("context.span_id")
            || (members.containsKey("span_kind") && members.get("context") instanceof Map<?, ?>));
  }

  @Nullable Span read(Map<?, ?> span, Loc at) {
    Object context = span.get("context");
    Map<?, ?> ids = context instanceof Map<?, ?> object ? object : Map.of();
    String id = Span.id(text(ids, span, "span_id"));
    if (id == null) {
      errors.add(at, Type.MISSING, "expected a span with an id, found none");
      return null;
    }
    boolean isError = "ERROR".equals(span.get("status_code"));
    String message = span.get("status_message") instanceof String text ? text : "";
    return new Span(
        id,
        Span.id(text(ids, span, "trace_id")),
        Span.id(span.get("parent_id") instanceof String parent ? parent : null),
        span.get("name") instanceof String name ? name : null,
        "",
        time(span, "start_time", at),
        time(span, "end_time", at),
        isError ? message : null,
        attributes(span, at));
  }

  private static @Nullable String text(Map<?, ?> context, Map<?, ?> span, String name) {
    Object value = context.get(name) == null ? span.get("context." + name) : context.get(name);
    return value instanceof String text ? text : null;
  }

  /** {@return a time in text, or in milliseconds as tables write it} */
  private @Nullable Instant time(Map<?, ?> span, String name, Loc at) {
    Object value = span.get(name);
    Instant time = null;
    if (value instanceof String text) {
      time = Timestamps.parse(text);
    } else if (value instanceof Number number && Numbers.isPlain(number)) {
      time = Timestamps.ofEpochSeconds(Numbers.decimal(number).movePointLeft(3));
    }
    if (time == null && value != null) {
      String msg = "expected " + Timestamps.EXPECTED + ", found " + JsonValues.describe(value);
      errors.add(at.key(name), Type.VALUE, msg);
    }
    return time;
  }

  private Map<String, @Nullable Object> attributes(Map<?, ?> span, Loc at) {
    Map<String, @Nullable Object> flat = new LinkedHashMap<>();
    Object nested = span.get("attributes");
    if (nested instanceof Map<?, ?> object) {
      flatten("", object, flat);
    } else if (nested != null) {
      Check.wrongType("an object", nested, at.key("attributes"), errors);
    }
    span.forEach(
        (name, value) -> {
          if (((String) name).startsWith(ATTRIBUTES) && value != null) {
            put(((String) name).substring(ATTRIBUTES.length()), value, flat);
          }
        });
    if (span.get("span_kind") instanceof String kind && !flat.containsKey(KIND)) {
      flat.put(KIND, kind);
    }
    return flat;
  }

  private static void flatten(String prefix, Map<?, ?> object, Map<String, @Nullable Object> flat) {
    object.forEach((name, value) -> put(prefix + name, value, flat));
  }

  private static void put(String name, @Nullable Object value, Map<String, @Nullable Object> flat) {
    if (value instanceof Map<?, ?> inner && !inner.isEmpty()) {
      flatten(name + ".", inner, flat);
    } else {
      flat.put(name, value);
    }
  }
}
