package io.tokentally.otel;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.tokentally.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/** Tells spans from calls by the names of the members of the first object of a document. */
final class FirstMembers {

  private static final Set<String> OF_SPANS =
      Set.of(
          "resourceSpans",
          "resourceLogs",
          "resourceMetrics",
          "resourceProfiles",
          "scopeSpans",
          "scopeLogs",
          "instrumentationLibrarySpans",
          "batches",
          "instrumentationScope",
          "parentSpanContext",
          "traceId",
          "traceID",
          "context.span_id",
          "span_kind",
          "resource_spans",
          "resource_logs",
          "scope_spans",
          "scope_logs",
          "start_time_unix_nano",
          "end_time_unix_nano",
          "parent_span_id");

  private static final Set<String> OF_CALLS =
      Set.of("trace_id", "project_id", "op_name", "started_at", "summary");

  private FirstMembers() {}

  static boolean areOfSpans(byte[] beginning) {
    Set<String> names = new HashSet<>();
    try (JsonParser parser = JsonReader.parser(new ByteArrayInputStream(beginning))) {
      JsonToken first = parser.nextToken();
      if (first == JsonToken.START_ARRAY) {
        first = parser.nextToken();
      }
      while (first == JsonToken.START_OBJECT && parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        names.add(name);
        if (OF_SPANS.contains(name) || OF_CALLS.contains(name)) {
          return OF_SPANS.contains(name);
        }
        JsonToken value = parser.nextToken();
        if (name.equals("data") && value == JsonToken.START_ARRAY) {
          return true; // of Jaeger, which is rejected by its name
        }
        parser.skipChildren();
      }
    } catch (IOException e) {
      // The text goes on after what is here, or is no JSON.
    }
    return names.contains("context") && names.contains("parent_id");
  }
}
