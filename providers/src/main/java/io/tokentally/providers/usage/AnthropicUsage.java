package io.tokentally.providers.usage;

import io.tokentally.aggregation.usage.Counts;
import java.util.Set;

/**
 * The usage of Anthropic's Messages. Its input tokens are those that are not cached; tokens read
 * from and written to a cache come on top.
 */
final class AnthropicUsage {

  private static final Set<String> USUAL_GEO = Set.of("global", "not_available");

  private AnthropicUsage() {}

  static void read(Counts usage, Draft draft) {
    addTokens(usage, draft);
    // Not Anthropic's own, but some clients add it.
    draft.total(usage.orZero("total_tokens"));
    Counts tools = usage.in("server_tool_use");
    draft.charged("web_search_requests", tools.orZero("web_search_requests"));
    // Charged by the time the container ran, which is not recorded.
    draft.charged("code_execution_requests", tools.orZero("code_execution_requests"));
    addServing(usage, draft);
    for (Counts iteration : usage.each("iterations")) {
      addIteration(iteration, usage, draft);
    }
  }

  private static void addTokens(Counts usage, Draft draft) {
    Counts byDuration = usage.in("cache_creation");
    long minutes = byDuration.orZero("ephemeral_5m_input_tokens");
    long hour = byDuration.orZero("ephemeral_1h_input_tokens");
    long cacheCreation = usage.read("cache_creation_input_tokens");
    if (cacheCreation == Counts.ABSENT) {
      cacheCreation = Math.addExact(minutes, hour);
    }
    long cacheRead = usage.orZero("cache_read_input_tokens");
    draft.addPrompt(usage.orZero("input_tokens"));
    draft.addPrompt(cacheCreation);
    draft.addPrompt(cacheRead);
    draft.addCacheCreation(cacheCreation, hour);
    draft.addCacheRead(cacheRead);
    draft.addCompletion(usage.orZero("output_tokens"));
  }

  /** The list prices are those of standard service, at standard speed, anywhere in the world. */
  private static void addServing(Counts usage, Draft draft) {
    ServiceTier.read(usage, "service_tier", draft);
    draft.served("speed", usage.text("speed"), Set.of("standard"));
    draft.served("inference_geo", usage.text("inference_geo"), USUAL_GEO);
  }

  /** The counts of a message are the sum of its steps, except for the two kinds here. */
  private static void addIteration(Counts iteration, Counts usage, Draft draft) {
    String type = iteration.text("type");
    if ("compaction".equals(type)) {
      addTokens(iteration, draft);
    } else if ("advisor_message".equals(type)) {
      String model = iteration.text("model");
      if (model == null) {
        draft.charged("advisor_requests", 1);
        return;
      }
      Draft advisor = draft.otherModel(model);
      advisor.addRequests(1);
      addTokens(iteration, advisor);
      addServing(usage, advisor);
    }
  }
}
