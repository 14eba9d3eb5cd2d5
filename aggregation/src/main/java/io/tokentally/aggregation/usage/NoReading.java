package io.tokentally.aggregation.usage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a number beside counts needs no reading: docs/semantics.md rule 55. */
public enum NoReading {
  /** How long something took. */
  DURATION(
      "queue_time",
      "prompt_time",
      "completion_time",
      "total_time",
      "total_duration",
      "load_duration",
      "prompt_eval_duration",
      "eval_duration",
      "invocation_latency",
      "first_byte_latency",
      "latency",
      "latency_ms",
      "duration_ms",
      "duration_api_ms",
      "time_to_first_token",
      "time_to_first_token_ms",
      "ttft",
      "ttft_ms",
      "prompt_ms",
      "prompt_per_token_ms",
      "predicted_ms",
      "predicted_per_token_ms"),
  /** A ratio, or a speed. */
  RATIO(
      "tokens_per_second",
      "prompt_per_second",
      "predicted_per_second",
      "cache_hit_rate",
      "temperature",
      "top_p"),
  /** What was allowed, not what was used. */
  LIMIT(
      "context_window",
      "model_context_window",
      "max_tokens",
      "max_output_tokens",
      "max_input_tokens",
      "context_window_size",
      "max_tool_calls",
      "top_logprobs"),
  /** Which one, or how manieth. */
  ID("id", "index", "seed", "version", "api_version", "num_turns", "step", "status_code"),
  /** When something was. */
  TIME(
      "created",
      "created_at",
      "updated_at",
      "started_at",
      "ended_at",
      "start_time",
      "end_time",
      "completed_at",
      "expires_at",
      "timestamp",
      "time");

  private static final Map<String, NoReading> BY_NAME = new HashMap<>();

  static {
    for (NoReading reason : values()) {
      for (String name : reason.names) {
        BY_NAME.put(name, reason);
        BY_NAME.put(Spelling.camelCase(name), reason);
      }
    }
  }

  @SuppressWarnings("ImmutableEnumChecker") // it is
  private final List<String> names;

  NoReading(String... names) {
    this.names = List.of(names);
  }

  /** {@return the names in snake case; each is known in camel case as well} */
  public List<String> names() {
    return names;
  }

  /** {@return why a member of that name needs no reading, null if it does} */
  public static @Nullable NoReading of(String name) {
    return BY_NAME.get(name);
  }
}
