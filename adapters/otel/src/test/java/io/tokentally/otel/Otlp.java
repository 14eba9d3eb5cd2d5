package io.tokentally.otel;

import java.util.Map;
import java.util.stream.Collectors;

/** Writes OTLP JSON. */
final class Otlp {

  private Otlp() {}

  static String document(String... spans) {
    return inScope("", spans);
  }

  static String inScope(String scope, String... spans) {
    return """
        {"resourceSpans": [{"resource": {"attributes": []}, "scopeSpans": [{"scope": {"name": "%s"}, "spans": [%s]}]}]}"""
        .formatted(scope, String.join(",", spans));
  }

  static String span(String id, String parent, Map<String, Object> attributes) {
    return """
        {"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "%s", "parentSpanId": "%s",
         "name": "op", "startTimeUnixNano": "1767600000000000000", "attributes": [%s]}"""
        .formatted(
            id,
            parent,
            attributes.entrySet().stream()
                .map(attribute -> attribute(attribute.getKey(), value(attribute.getValue())))
                .collect(Collectors.joining(",")));
  }

  static String attribute(String key, String value) {
    return "{\"key\": \"%s\", \"value\": %s}".formatted(key, value);
  }

  private static String value(Object value) {
    return value instanceof String text
        ? "{\"stringValue\": \"%s\"}".formatted(text.replace("\"", "\\\""))
        : "{\"intValue\": \"%s\"}".formatted(value);
  }
}
