package io.tokentally;

import io.tokentally.json.OpName;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What kind of operation a call was, from its attributes or its name. */
final class CallOperation {

  /** Attributes whose value is a name of its own. */
  private static final List<String> NAMES = List.of("gen_ai.operation.name", "ai.operationId");

  /** Attributes whose value is one of a few words, which mean nothing without the attribute. */
  private static final List<String> KINDS =
      List.of(
          "openinference.span.kind",
          "traceloop.span.kind",
          "langfuse.observation.type",
          "langsmith.span.kind",
          "mlflow.spanType");

  /** All that is looked at. */
  static final List<String> ATTRIBUTES = Stream.concat(NAMES.stream(), KINDS.stream()).toList();

  private CallOperation() {}

  static @Nullable String of(@Nullable Object attributes, @Nullable String opName) {
    if (attributes instanceof Map<?, ?> members && !members.isEmpty()) {
      String name = of(members);
      if (name != null) {
        return name;
      }
      name = members.get(SpanAttributes.OTEL) instanceof Map<?, ?> otel ? of(otel) : null;
      if (name != null) {
        return name;
      }
    }
    return opName == null ? null : OpName.shortName(opName);
  }

  private static @Nullable String of(Map<?, ?> attributes) {
    for (String name : NAMES) {
      if (attributes.get(name) instanceof String value && !value.isEmpty()) {
        return value;
      }
    }
    for (String kind : KINDS) {
      if (attributes.get(kind) instanceof String value && !value.isEmpty()) {
        return kind + "=" + unquoted(value);
      }
    }
    return null;
  }

  /** {@return the text of a JSON string, as MLflow writes attributes; else the value as it is} */
  private static String unquoted(String value) {
    int last = value.length() - 1;
    boolean quoted = last > 0 && value.charAt(0) == '"' && value.charAt(last) == '"';
    return quoted ? value.substring(1, last) : value;
  }
}
