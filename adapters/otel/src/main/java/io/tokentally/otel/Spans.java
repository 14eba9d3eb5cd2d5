package io.tokentally.otel;

import io.tokentally.Call;
import io.tokentally.ValidationError.Type;
import io.tokentally.json.Check;
import io.tokentally.json.Faults;
import io.tokentally.json.Loc;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes calls of the spans in objects of OTLP JSON. */
final class Spans {

  private static final String RESOURCE_SPANS = "resourceSpans";

  private final Faults faults;
  private final Consumer<Call> calls;

  Spans(Faults faults, Consumer<Call> calls) {
    this.faults = faults;
    this.calls = calls;
  }

  /** Reads one object; what is wrong with it is added to the errors. */
  void read(@Nullable Object document, Loc at) {
    if (document instanceof Map<?, ?> members && !members.containsKey(RESOURCE_SPANS)) {
      // Of another signal, perhaps; leaving it out would tell nobody.
      faults.add(at.key(RESOURCE_SPANS), Type.MISSING, "required, but not there");
    }
    each(
        document,
        RESOURCE_SPANS,
        at,
        (resource, inResource) ->
            each(
                resource,
                "scopeSpans",
                inResource,
                (scope, inScope) -> each(scope, "spans", inScope, this::span)));
  }

  private void each(
      @Nullable Object container,
      String member,
      Loc at,
      BiConsumer<@Nullable Object, Loc> elementReader) {
    if (!(container instanceof Map<?, ?> members)) {
      Check.wrongType("an object", container, at, faults);
      return;
    }
    Object value = members.get(member);
    if (value instanceof List<?> elements) {
      for (int i = 0; i < elements.size(); i++) {
        elementReader.accept(elements.get(i), at.key(member).index(i));
      }
    } else if (value != null) {
      Check.wrongType("a list", value, at.key(member), faults);
    }
  }

  private void span(@Nullable Object value, Loc at) {
    if (!(value instanceof Map<?, ?> span)) {
      Check.wrongType("an object", value, at, faults);
      return;
    }
    int before = faults.size();
    String id = text(span, "spanId", at);
    if (id == null && faults.size() == before) {
      faults.add(at.key("spanId"), Type.MISSING, "required, but not there");
    }
    Attributes read = new Attributes(faults);
    Map<String, @Nullable Object> attributes =
        read.list(span.get("attributes"), at.key("attributes"));
    Call.Builder call = Call.builder();
    call.traceId(text(span, "traceId", at))
        .parentId(text(span, "parentSpanId", at))
        .opName(text(span, "name", at))
        .startedAt(UnixNanos.read(span, "startTimeUnixNano", at, faults))
        .endedAt(UnixNanos.read(span, "endTimeUnixNano", at, faults))
        .exception(exception(span, at))
        .attributes(attributes)
        .summary(GenAiAttributes.summary(attributes));
    if (id != null && faults.size() == before) {
      calls.accept(call.id(id).build());
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
