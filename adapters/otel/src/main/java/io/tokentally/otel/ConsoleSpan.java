package io.tokentally.otel;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import io.tokentally.value.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a span as the console exporters of OpenTelemetry's SDKs for Python and JavaScript write it:
 * attributes as an object, times as text or in microseconds.
 */
final class ConsoleSpan {

  private final ErrorCollector faults;

  ConsoleSpan(ErrorCollector faults) {
    this.faults = faults;
  }

  static boolean isPython(Map<?, ?> members) {
    return members.get("context") instanceof Map<?, ?> context && context.containsKey("span_id");
  }

  static boolean isJavaScript(Map<?, ?> members) {
    return members.containsKey("traceId")
        && members.containsKey("id")
        && (members.containsKey("instrumentationScope")
            || members.containsKey("instrumentationLibrary")
            || members.containsKey("traceState"));
  }

  @Nullable Span read(Map<?, ?> span, Loc at) {
    Span read = isPython(span) ? python(span, at) : javaScript(span, at);
    if (read.id().isEmpty()) {
      faults.add(at, Type.MISSING, "expected a span with an id, found none");
    }
    return read;
  }

  private Span python(Map<?, ?> span, Loc at) {
    Map<?, ?> context = object(span, "context", at);
    Map<?, ?> status = object(span, "status", at);
    boolean isError = "ERROR".equals(status.get("status_code"));
    return new Span(
        orEmpty(Span.id(text(context, "span_id"))),
        Span.id(text(context, "trace_id")),
        Span.id(text(span, "parent_id")),
        text(span, "name"),
        scope(span, "instrumentation_scope"),
        instant(span, "start_time", at),
        instant(span, "end_time", at),
        isError ? orEmpty(text(status, "description")) : null,
        attributes(span, at));
  }

  private Span javaScript(Map<?, ?> span, Loc at) {
    Map<?, ?> status = object(span, "status", at);
    Map<?, ?> parent = object(span, "parentSpanContext", at);
    String parentId = text(span, "parentId");
    Instant start = micros(span, "timestamp", null, at);
    boolean isError = Long.valueOf(2).equals(status.get("code"));
    String scope = scope(span, "instrumentationScope");
    return new Span(
        orEmpty(Span.id(text(span, "id"))),
        Span.id(text(span, "traceId")),
        Span.id(parentId == null ? text(parent, "spanId") : parentId),
        text(span, "name"),
        scope.isEmpty() ? scope(span, "instrumentationLibrary") : scope,
        start,
        start == null ? null : micros(span, "duration", start, at),
        isError ? orEmpty(text(status, "message")) : null,
        attributes(span, at));
  }

  private Map<String, @Nullable Object> attributes(Map<?, ?> span, Loc at) {
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    object(span, "attributes", at).forEach((name, value) -> attributes.put((String) name, value));
    return attributes;
  }

  private Map<?, ?> object(Map<?, ?> members, String name, Loc at) {
    Object value = members.get(name);
    if (value != null && !(value instanceof Map<?, ?>)) {
      Check.wrongType("an object", value, at.key(name), faults);
    }
    return value instanceof Map<?, ?> object ? object : Map.of();
  }

  private static @Nullable String text(Map<?, ?> members, String name) {
    return members.get(name) instanceof String text && !text.isEmpty() ? text : null;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String scope(Map<?, ?> span, String member) {
    return span.get(member) instanceof Map<?, ?> scope ? orEmpty(text(scope, "name")) : "";
  }

  private @Nullable Instant instant(Map<?, ?> span, String name, Loc at) {
    String text = text(span, name);
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeParseException e) {
      faults.add(at.key(name), Type.VALUE, "expected a timestamp, found " + JsonValues.quote(text));
      return null;
    }
  }

  /** {@return a time in microseconds since 1970, or since another} */
  private @Nullable Instant micros(Map<?, ?> span, String name, @Nullable Instant since, Loc at) {
    Object value = span.get(name);
    if (value == null) {
      return null;
    }
    BigDecimal micros =
        value instanceof Number number ? Numbers.decimal(number) : BigDecimal.ONE.negate();
    if (micros.signum() < 0 || micros.precision() - micros.scale() > 18) {
      String msg = "expected microseconds, found " + JsonValues.describe(value);
      faults.add(at.key(name), Type.VALUE, msg);
      return null;
    }
    long nanos = micros.movePointRight(3).toBigInteger().longValue();
    Instant from = since == null ? Instant.EPOCH : since;
    return from.plusNanos(nanos);
  }
}
