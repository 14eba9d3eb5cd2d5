package io.tokentally.otel;

import io.tokentally.Call;
import io.tokentally.providers.usage.SpanUsage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes calls of spans, once all of a file are there. */
final class SpanCalls {

  /** What makes a span the same as another one. */
  private record Key(@Nullable String traceId, @Nullable String id) {}

  private final List<Span> spans;
  private final Set<Key> aboveUsage = new HashSet<>();

  private SpanCalls(List<Span> spans) {
    this.spans = spans;
  }

  /**
   * {@return a call for each span, and for each event that no span stands for}
   *
   * @param events what log records say of usage: of the span that they name, or of none
   */
  static List<Call> of(List<Span> spans, List<Span> events) {
    List<Span> all = new ArrayList<>(spans);
    Map<Key, Integer> places = new HashMap<>();
    for (int i = 0; i < spans.size(); i++) {
      places.put(key(spans.get(i)), i);
    }
    int unplaced = 0;
    for (Span event : events) {
      Integer place = places.get(key(event));
      if (place == null) {
        unplaced++;
        all.add(event.id().isEmpty() ? renamed(event, "event-" + unplaced) : event);
      } else if (!hasUsage(all.get(place))) {
        all.set(place, all.get(place).with(event.attributes()));
      }
    }
    return new SpanCalls(all).calls();
  }

  private static Span renamed(Span event, String id) {
    return new Span(
        id,
        event.traceId(),
        null,
        event.name(),
        event.scope(),
        event.startedAt(),
        event.endedAt(),
        event.exception(),
        event.attributes());
  }

  private List<Call> calls() {
    markAboveUsage();
    List<Call> calls = new ArrayList<>(spans.size());
    for (Span span : spans) {
      Call.Builder call = Call.builder();
      call.id(span.id())
          .traceId(span.traceId())
          .parentId(span.parentId())
          .opName(span.name())
          .startedAt(span.startedAt())
          .endedAt(span.endedAt())
          .exception(span.exception())
          .attributes(span.attributes())
          .summary(summary(span));
      calls.add(call.build());
    }
    return List.copyOf(calls);
  }

  private void markAboveUsage() {
    Map<Key, Span> byKey = new HashMap<>();
    spans.forEach(span -> byKey.put(key(span), span));
    for (Span span : spans) {
      if (hasUsage(span)) {
        Key above = new Key(span.traceId(), span.parentId());
        while (above.id() != null && aboveUsage.add(above)) {
          Span parent = byKey.get(above);
          above = new Key(span.traceId(), parent == null ? null : parent.parentId());
        }
      }
    }
  }

  private @Nullable Map<String, Object> summary(Span span) {
    boolean isMissing =
        SpanFacts.isModelCall(span.attributes())
            && span.exception() == null
            && !aboveUsage.contains(key(span));
    if (!hasUsage(span) && !isMissing) {
      return null;
    }
    Map<String, @Nullable Object> usage = new LinkedHashMap<>();
    usage.put(SpanFacts.SCOPE, span.scope());
    span.attributes()
        .forEach(
            (name, value) -> {
              if (SpanFacts.isFact(name) || SpanUsage.belongs(name, value)) {
                usage.put(name, value);
              }
            });
    String model = SpanFacts.model(span.attributes());
    return Map.of("usage", Map.of(model == null ? GenAiUsage.NO_MODEL : model, usage));
  }

  static boolean hasUsage(Span span) {
    return span.attributes().entrySet().stream()
        .anyMatch(attribute -> SpanUsage.isUsage(attribute.getKey(), attribute.getValue()));
  }

  private static Key key(Span span) {
    return new Key(span.traceId(), span.id());
  }
}
