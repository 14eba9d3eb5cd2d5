package io.tokentally.benchmarks.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Typed records read from lines of JSON. Each has strings of its own, as records from a file or a
 * network have: calls made in memory share their models and names, and comparing those reads no
 * text.
 */
public final class Records {

  private Records() {}

  /** {@return the calls of the lines} */
  public static List<SampleCall> of(byte[] lines) {
    return Json.trees(lines).stream().map(Records::call).toList();
  }

  private static SampleCall call(JsonNode call) {
    JsonNode inputs = call.path("inputs");
    JsonNode attributes = call.path("attributes");
    return new SampleCall(
        call.path("id").asText(),
        call.path("trace_id").asText(),
        call.path("parent_id").textValue(),
        call.path("op_name").asText(),
        Instant.parse(call.path("started_at").asText()),
        Instant.parse(call.path("ended_at").asText()),
        call.path("exception").textValue(),
        inputs.path("model").textValue(),
        inputs.path("temperature").asDouble(Double.NaN),
        inputs.path("prompt").asText(),
        call.path("output").path("text").asText(),
        attributes.path("env").asText(),
        attributes.path("retries").asText(),
        attributes.path("score").asText(),
        usage(call.path("summary").path("usage")));
  }

  private static @Nullable SampleUsage usage(JsonNode byModel) {
    for (Map.Entry<String, JsonNode> each : byModel.properties()) {
      JsonNode counts = each.getValue();
      return new SampleUsage(
          counts.path("prompt_tokens").longValue(),
          counts.path("completion_tokens").longValue(),
          counts.path("cache_read_input_tokens").longValue(),
          counts.path("cache_creation_input_tokens").longValue());
    }
    return null;
  }
}
