package io.tokentally.importers.exports;

import io.tokentally.Call;
import io.tokentally.importers.read.Reading;
import io.tokentally.importers.read.RecordPlace;
import io.tokentally.importers.read.RecordReader;
import io.tokentally.importers.read.Summary;
import io.tokentally.importers.read.Value;
import io.tokentally.value.Timestamps;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Observations of Langfuse, in the spelling of its API ({@code startTime}) or of its exports
 * ({@code start_time}): one per line, a list, an answer of the API ({@code data}), or a trace with
 * its {@code observations}. Usage is read as that of spans that Langfuse's SDK writes; its costs
 * are recorded ones.
 */
public final class Langfuse implements RecordReader {

  private final Reading reading;

  public Langfuse(Reading reading) {
    this.reading = reading;
  }

  @Override
  public Set<String> lists() {
    return Set.of("data", "observations");
  }

  @Override
  public void read(Map<?, ?> one, Map<?, ?> around, RecordPlace at) {
    Object below = one.get("observations");
    if (below instanceof List<?> observations) {
      for (Object each : observations) {
        if (each instanceof Map<?, ?> observation) {
          read(observation, one, at);
        }
      }
      return;
    }
    String id = Value.text(one, "id");
    String type = Value.text(one, "type");
    if (id == null) {
      reading.log().bad("expected an observation with an id, found none", at.line(), at.column());
      return;
    }
    Instant started = time(one, "startTime", "start_time");
    if (type == null && started == null) {
      reading.log().leftOut("traces without their observations");
      return;
    }
    String trace = Value.firstText(one, "traceId", "trace_id");
    Map<?, ?> usage = usage(one);
    String model = model(one);
    Map<String, Object> attributes = attributes(one, around, type);
    Call.Builder call = Call.builder();
    call.id(id)
        .traceId(trace == null ? Value.text(around, "id") : trace)
        .parentId(Value.firstText(one, "parentObservationId", "parent_observation_id"))
        .projectId(either(one, around, "projectId", "project_id"))
        .threadId(either(one, around, "sessionId", "session_id"))
        .wbUserId(either(one, around, "userId", "user_id"))
        .opName(Value.text(one, "name"))
        .startedAt(started)
        .endedAt(time(one, "endTime", "end_time"))
        .exception(
            "ERROR".equals(one.get("level"))
                ? Value.orEmpty(one, "statusMessage", "status_message")
                : null)
        .attributes(attributes)
        .inputs(reading.keepsContent() ? one.get("input") : null)
        .output(reading.keepsContent() ? one.get("output") : null);
    if (usage != null) {
      call.summary(Summary.of(model, entry(one, usage, type)));
    }
    reading.call(call.build());
  }

  private static @Nullable String either(
      Map<?, ?> one, Map<?, ?> around, String name, String otherName) {
    String own = Value.firstText(one, name, otherName);
    return own == null ? Value.firstText(around, name, otherName) : own;
  }

  private static @Nullable Instant time(Map<?, ?> one, String name, String otherName) {
    String text = Value.firstText(one, name, otherName);
    return text == null ? null : Timestamps.parse(text);
  }

  private static @Nullable String model(Map<?, ?> one) {
    return Value.firstText(
        one,
        "model",
        "providedModelName",
        "provided_model_name",
        "internalModel",
        "internal_model_id");
  }

  /** {@return the counts, null if there are none} */
  private static @Nullable Map<?, ?> usage(Map<?, ?> one) {
    for (String name : List.of("usageDetails", "usage_details", "usage")) {
      Map<?, ?> usage = Value.object(one, name);
      if (usage != null && usage.values().stream().anyMatch(Langfuse::isCounted)) {
        return usage;
      }
    }
    Map<String, Object> flat = new LinkedHashMap<>();
    put(flat, "input", one, "promptTokens", "prompt_tokens");
    put(flat, "output", one, "completionTokens", "completion_tokens");
    put(flat, "total", one, "totalTokens", "total_tokens");
    return flat.values().stream().anyMatch(Langfuse::isCounted) ? flat : null;
  }

  private static boolean isCounted(@Nullable Object count) {
    return (count instanceof Number number && number.doubleValue() != 0)
        || (count instanceof String text && text.matches("[0-9]*[1-9][0-9]*"));
  }

  private static void put(
      Map<String, Object> to, String name, Map<?, ?> from, String one, String other) {
    Object value = from.get(one) == null ? from.get(other) : from.get(one);
    if (value != null) {
      to.put(name, value);
    }
  }

  /**
   * {@return usage as the attributes of a span of Langfuse's SDK, which the readers of spans know}
   */
  private static Map<String, Object> entry(Map<?, ?> one, Map<?, ?> usage, @Nullable String type) {
    Map<String, Object> counts = new LinkedHashMap<>();
    usage.forEach(
        (name, count) -> {
          if (count != null && !"unit".equals(name) && !String.valueOf(name).endsWith("Cost")) {
            counts.put(String.valueOf(name), count);
          }
        });
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("otel.scope.name", "langfuse-sdk");
    entry.put(
        "langfuse.observation.type", type == null ? "generation" : type.toLowerCase(Locale.ROOT));
    entry.put("langfuse.observation.usage_details", counts);
    for (String name : List.of("costDetails", "cost_details")) {
      Map<?, ?> costs = Value.object(one, name);
      if (costs != null && !costs.isEmpty()) {
        entry.put("langfuse.observation.cost_details", costs);
      }
    }
    return entry;
  }

  private static Map<String, Object> attributes(
      Map<?, ?> one, Map<?, ?> around, @Nullable String type) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (type != null) {
      attributes.put("langfuse.observation.type", type.toLowerCase(Locale.ROOT));
    }
    Object tags = one.get("tags") == null ? around.get("tags") : one.get("tags");
    if (tags instanceof List<?> list && !list.isEmpty()) {
      attributes.put("tags", list);
    }
    String environment = Value.text(one, "environment");
    if (environment != null) {
      attributes.put("environment", environment);
    }
    return attributes;
  }
}
