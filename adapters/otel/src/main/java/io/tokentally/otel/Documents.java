package io.tokentally.otel;

import io.tokentally.ValidationError.Type;
import io.tokentally.json.Check;
import io.tokentally.json.ErrorCollector;
import io.tokentally.json.Loc;
import io.tokentally.value.JsonValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the spans in JSON documents of every shape that is read. */
final class Documents {

  private static final Set<String> OTHER_SIGNALS =
      Set.of("resourceMetrics", "resourceProfiles", "scopeMetrics", "scopeProfiles");

  private final Consumer<ErrorCollector> bad;
  private final List<Span> spans = new ArrayList<>();
  private final List<Span> events = new ArrayList<>();

  /**
   * @param bad takes what is wrong with one span, or with one document
   */
  Documents(Consumer<ErrorCollector> bad) {
    this.bad = bad;
  }

  List<Span> spans() {
    return spans;
  }

  /** {@return what log records say of usage} */
  List<Span> events() {
    return events;
  }

  /** Reads one document: an object, or a list of them. */
  void read(@Nullable Object document, Loc at) {
    if (document instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        object(elements.get(i), at.index(i));
      }
    } else {
      object(document, at);
    }
  }

  private void object(@Nullable Object document, Loc at) {
    if (!(document instanceof Map<?, ?> members)) {
      wrongType("an object", document, at);
    } else if (ProtoNames.areIn(members)) {
      object(ProtoNames.toJson(members), at);
    } else if (members.containsKey("resourceSpans") || members.containsKey("resourceLogs")) {
      each(members, "resourceSpans", at, this::resource);
      each(members, "resourceLogs", at, this::resource);
    } else if (members.containsKey("batches")) {
      each(members, "batches", at, this::resource);
    } else if (members.containsKey("scopeSpans")
        || members.containsKey("scopeLogs")
        || members.containsKey("instrumentationLibrarySpans")) {
      resource(members, at);
    } else if (PhoenixSpan.isPhoenix(members)) {
      add(spans, errors -> new PhoenixSpan(errors).read(members, at));
    } else if (areSpans(members.get("data"))) {
      read(members.get("data"), at.key("data"));
    } else if (areSpans(members.get("spans"))) {
      read(members.get("spans"), at.key("spans"));
    } else if (isSpan(members)) {
      add(spans, errors -> new OtlpSpan(errors, "").span(members, at));
    } else if (ConsoleSpan.isPython(members) || ConsoleSpan.isJavaScript(members)) {
      add(spans, faults -> new ConsoleSpan(faults).read(members, at));
    } else if (members.keySet().stream().noneMatch(OTHER_SIGNALS::contains)) {
      problem(at, Shape.unknown(members));
    }
  }

  private static boolean areSpans(@Nullable Object value) {
    return value instanceof List<?> rows
        && rows.stream()
            .anyMatch(
                row ->
                    PhoenixSpan.isPhoenix(row)
                        || (row instanceof Map<?, ?> members
                            && (isSpan(members) || ProtoNames.areIn(members))));
  }

  /** {@return whether an object is a span of OTLP by itself} */
  private static boolean isSpan(Map<?, ?> members) {
    return members.containsKey("spanId") && members.containsKey("startTimeUnixNano");
  }

  private void resource(@Nullable Object resource, Loc at) {
    if (!(resource instanceof Map<?, ?> members)) {
      wrongType("an object", resource, at);
      return;
    }
    BiConsumer<@Nullable Object, Loc> spansOf = (scope, place) -> scope(scope, place);
    each(members, "scopeSpans", at, spansOf);
    each(members, "instrumentationLibrarySpans", at, spansOf);
    each(members, "scopeLogs", at, spansOf);
  }

  private void scope(@Nullable Object scope, Loc at) {
    if (!(scope instanceof Map<?, ?> members)) {
      wrongType("an object", scope, at);
      return;
    }
    Object about = members.get("scope");
    Object named = about == null ? members.get("instrumentationLibrary") : about;
    String name =
        named instanceof Map<?, ?> map && map.get("name") instanceof String text ? text : "";
    each(
        members,
        "spans",
        at,
        (span, place) -> add(spans, faults -> new OtlpSpan(faults, name).span(span, place)));
    each(
        members,
        "logRecords",
        at,
        (log, place) -> {
          add(events, faults -> new OtlpSpan(faults, name).logRecord(log, place));
        });
  }

  private void each(
      Map<?, ?> members, String member, Loc at, BiConsumer<@Nullable Object, Loc> reader) {
    Object value = members.get(member);
    if (value instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        reader.accept(elements.get(i), at.key(member).index(i));
      }
    } else if (value != null) {
      wrongType("a list", value, at.key(member));
    }
  }

  /** Reads one span. */
  private interface One {
    @Nullable Span read(ErrorCollector faults);
  }

  private void add(List<Span> to, One one) {
    ErrorCollector faults = new ErrorCollector();
    Span span = one.read(faults);
    if (!faults.isEmpty()) {
      bad.accept(faults);
    } else if (span != null) {
      to.add(span);
    }
  }

  private void wrongType(String expected, @Nullable Object found, Loc at) {
    ErrorCollector faults = new ErrorCollector();
    Check.wrongType(expected, found, at, faults);
    bad.accept(faults);
  }

  private void problem(Loc at, String message) {
    ErrorCollector faults = new ErrorCollector();
    faults.add(at, Type.VALUE, message);
    bad.accept(faults);
  }

  /** What a document is that holds no spans in a shape that is read. */
  private static final class Shape {

    static String unknown(Map<?, ?> members) {
      String expected =
          "expected spans in OTLP JSON (resourceSpans) or of a console exporter, found ";
      if (members.get("data") instanceof List<?> traces
          && traces.stream().anyMatch(each -> has(each, "traceID"))) {
        return expected + "traces in the JSON of Jaeger; export them as OTLP";
      }
      if (has(members, "traceID") && has(members, "operationName")) {
        return expected + "a span in the JSON of Jaeger; export it as OTLP";
      }
      if (has(members, "traceId") && has(members, "id")) {
        return expected + "a span in the JSON of Zipkin; export it as OTLP";
      }
      return expected + JsonValues.describe(members);
    }

    private static boolean has(@Nullable Object object, String member) {
      return object instanceof Map<?, ?> members && members.containsKey(member);
    }
  }
}
