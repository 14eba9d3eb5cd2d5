package io.tokentally.otel;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Spans of OpenTelemetry's SDK, read as {@link OtlpSpan} reads those of a file. */
final class SdkSpan {

  private SdkSpan() {}

  static Span of(SpanData data) {
    Span span =
        new Span(
            data.getSpanId(),
            Span.id(data.getTraceId()),
            Span.id(data.getParentSpanId()),
            data.getName().isEmpty() ? null : data.getName(),
            data.getInstrumentationScopeInfo().getName(),
            time(data.getStartEpochNanos()),
            time(data.getEndEpochNanos()),
            data.getStatus().getStatusCode() == StatusCode.ERROR
                ? data.getStatus().getDescription()
                : null,
            plain(data.getAttributes()));
    if (SpanCalls.hasUsage(span)) {
      return span;
    }
    for (EventData event : data.getEvents()) {
      Span with = span.with(plain(event.getAttributes()));
      if (SpanCalls.hasUsage(with)) {
        return with;
      }
    }
    return span;
  }

  static Map<String, @Nullable Object> plain(Attributes attributes) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    attributes.forEach((key, value) -> plain.put(key.getKey(), value));
    return plain;
  }

  private static @Nullable Instant time(long epochNanos) {
    return epochNanos == 0 ? null : Instant.ofEpochSecond(0, epochNanos);
  }
}
