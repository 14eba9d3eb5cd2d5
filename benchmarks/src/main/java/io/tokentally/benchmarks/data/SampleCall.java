package io.tokentally.benchmarks.data;

import io.tokentally.Call;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call in the form that somebody who writes everything by hand would choose: a field for all that
 * the queries ask for.
 *
 * @param model the model that was called, null if the call is no chat
 * @param temperature a chat's temperature, otherwise NaN
 * @param retries a count that the tracer wrote as text
 * @param score a decimal that the tracer wrote as text
 * @param usage null if the call is no chat
 */
public record SampleCall(
    String id,
    String traceId,
    @Nullable String parentId,
    String opName,
    Instant startedAt,
    Instant endedAt,
    @Nullable String exception,
    @Nullable String model,
    double temperature,
    String prompt,
    String answer,
    String environment,
    String retries,
    String score,
    @Nullable SampleUsage usage) {

  /** The operation of calls with a model and usage. */
  public static final String CHAT = "chat.completion";

  /** {@return the prompt tokens of one model, 0 if the call has none} */
  public long promptTokensOf(String wanted) {
    return usage != null && wanted.equals(model) ? usage.prompt() : 0;
  }

  /** {@return the call as the library knows it, with everything} */
  public Call toCall() {
    Map<String, Object> inputs = new LinkedHashMap<>();
    if (model != null) {
      inputs.put("model", model);
      inputs.put("temperature", temperature);
    }
    inputs.put("prompt", prompt);
    return columns().inputs(inputs).output(output()).attributes(attributes()).build();
  }

  private Map<String, Object> output() {
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("text", answer);
    output.put("finish_reason", "stop");
    output.put("created", startedAt.getEpochSecond());
    output.put("logprobs", List.of(-0.25, -0.5, -0.125, -1.75));
    return output;
  }

  private Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("env", environment);
    attributes.put("retries", retries);
    attributes.put("score", score);
    attributes.put("tags", List.of("nightly", "replayed"));
    attributes.put("client", Map.of("version", "0.52.1", "os", "Linux", "source", "sdk"));
    return attributes;
  }

  /** {@return the call with nothing but what a rollup reads} */
  public Call toUsageOnly() {
    return columns().build();
  }

  private Call.Builder columns() {
    Map<String, Object> byModel = new LinkedHashMap<>();
    if (model != null && usage != null) {
      byModel.put(model, usage.toMap());
    }
    Call.Builder builder = Call.builder();
    builder
        .id(id)
        .traceId(traceId)
        .parentId(parentId)
        .opName(opName)
        .startedAt(startedAt)
        .endedAt(endedAt)
        .exception(exception)
        .summary(Map.of("usage", byModel));
    return builder;
  }
}
