package io.tokentally.benchmarks.data;

import java.util.LinkedHashMap;
import java.util.Map;

/** Tokens of one request; the prompt includes cached ones. */
public record SampleUsage(long prompt, long completion, long cacheRead, long cacheCreation) {

  /** {@return the counts by the names of the contract; cached ones only where there are any} */
  public Map<String, Object> toMap() {
    Map<String, Object> counts = new LinkedHashMap<>();
    counts.put("requests", 1L);
    counts.put("prompt_tokens", prompt);
    counts.put("completion_tokens", completion);
    counts.put("total_tokens", prompt + completion);
    if (cacheRead > 0) {
      counts.put("cache_read_input_tokens", cacheRead);
    }
    if (cacheCreation > 0) {
      counts.put("cache_creation_input_tokens", cacheCreation);
    }
    return counts;
  }
}
