package io.tokentally.otel;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.providers.usage.SpanUsage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a span, or a log record about one, in the form of OTLP JSON. */
final class OtlpSpan {

  private final ErrorCollector faults;
  private final Attributes attributes;
  private final String scope;

  /**
   * @param faults takes what is wrong with it
   * @param scope the name of the instrumentation
   */
  OtlpSpan(ErrorCollector faults, String scope) {
    this.faults = faults;
    this.attributes = new Attributes(faults);
    this.scope = scope;
  }

  @Nullable Span span(@Nullable Object value, Loc at) {
    if (!(value instanceof Map<?, ?> span)) {
      Check.wrongType("an object", value, at, faults);
      return null;
    }
    String id = Span.id(text(span, "spanId", at));
    if (id == null) {
      missing(at.key("spanId"));
      id = "";
    }
    Span read =
        new Span(
            id,
            Span.id(text(span, "traceId", at)),
            Span.id(text(span, "parentSpanId", at)),
            text(span, "name", at),
            scope,
            UnixNanos.read(span, "startTimeUnixNano", at, faults),
            UnixNanos.read(span, "endTimeUnixNano", at, faults),
            exception(span, at),
            attributes.list(span.get("attributes"), at.key("attributes")));
    return SpanCalls.hasUsage(read) ? read : withEvents(read, span.get("events"), at.key("events"));
  }

  /** Usage may stand in an event of the span in place of the span itself. */
  private Span withEvents(Span span, @Nullable Object value, Loc at) {
    if (value instanceof List<?> events) {
      for (int i = 0; i < events.size(); i++) {
        if (events.get(i) instanceof Map<?, ?> event) {
          Loc place = at.index(i).key("attributes");
          Span with =
              span.with(new Attributes(new ErrorCollector()).list(event.get("attributes"), place));
          if (SpanCalls.hasUsage(with)) {
            return with;
          }
        }
      }
    }
    return span;
  }

  /** {@return what a log record says of usage, null if it says nothing} */
  @Nullable Span logRecord(@Nullable Object value, Loc at) {
    if (!(value instanceof Map<?, ?> log)) {
      Check.wrongType("an object", value, at, faults);
      return null;
    }
    Map<String, @Nullable Object> said =
        new Attributes(new ErrorCollector()).list(log.get("attributes"), at.key("attributes"));
    if (said.entrySet().stream()
        .noneMatch(each -> SpanUsage.isUsage(each.getKey(), each.getValue()))) {
      return null;
    }
    Instant time = UnixNanos.read(log, "timeUnixNano", at, faults);
    Instant observed = UnixNanos.read(log, "observedTimeUnixNano", at, faults);
    Instant at0 = time == null ? observed : time;
    String id = Span.id(text(log, "spanId", at));
    String event = text(log, "eventName", at);
    Object named = said.get("event.name");
    return new Span(
        id == null ? "" : id,
        Span.id(text(log, "traceId", at)),
        null,
        event == null && named instanceof String name ? name : event,
        scope,
        at0,
        at0,
        null,
        said);
  }

  private void missing(Loc at) {
    if (faults.isEmpty()) {
      faults.add(at, Type.MISSING, "required, but not there");
    }
  }

  /** {@return the message of a status that is an error, perhaps empty; null without an error} */
  private @Nullable String exception(Map<?, ?> span, Loc at) {
    Object value = span.get("status");
    if (value == null) {
      return null;
    }
    if (!(value instanceof Map<?, ?> status)) {
      Check.wrongType("an object", value, at.key("status"), faults);
      return null;
    }
    Object code = status.get("code");
    boolean isError = Long.valueOf(2).equals(code) || "STATUS_CODE_ERROR".equals(code);
    String message = text(status, "message", at.key("status"));
    return !isError ? null : message == null ? "" : message;
  }

  /** {@return a string, null if it is absent or empty: in this form of JSON the two are one} */
  private @Nullable String text(Map<?, ?> members, String name, Loc at) {
    Object value = members.get(name);
    if (value instanceof String text) {
      return text.isEmpty() ? null : text;
    }
    if (value != null) {
      Check.wrongType("a string", value, at.key(name), faults);
    }
    return null;
  }
}
