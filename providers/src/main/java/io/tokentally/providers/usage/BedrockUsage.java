package io.tokentally.providers.usage;

import io.tokentally.aggregation.usage.Counts;

/**
 * The usage of Bedrock's Converse. Its input tokens are those that are not cached; tokens read from
 * and written to a cache come on top. Each cached count may have two names.
 */
final class BedrockUsage {

  private BedrockUsage() {}

  static void read(Counts usage, Draft draft) {
    long cacheRead =
        draft.oneOf(usage.read("cacheReadInputTokens"), usage.read("cacheReadInputTokenCount"));
    long written =
        draft.oneOf(usage.read("cacheWriteInputTokens"), usage.read("cacheWriteInputTokenCount"));
    long minutes = 0;
    long hour = 0;
    for (Counts detail : usage.each("cacheDetails")) {
      long tokens = detail.orZero("inputTokens");
      if ("1h".equals(detail.text("ttl"))) {
        hour = Math.addExact(hour, tokens);
      } else {
        minutes = Math.addExact(minutes, tokens);
      }
    }
    boolean isCounted =
        usage.has("cacheWriteInputTokens") || usage.has("cacheWriteInputTokenCount");
    long cacheCreation = isCounted ? written : Math.addExact(minutes, hour);
    draft.addPrompt(usage.orZero("inputTokens"));
    draft.addPrompt(cacheRead);
    draft.addPrompt(cacheCreation);
    draft.addCacheRead(cacheRead);
    draft.addCacheCreation(cacheCreation, hour);
    draft.addCompletion(usage.orZero("outputTokens"));
    draft.total(usage.orZero("totalTokens"));
    ServiceTier.read(usage, "serviceTier", draft);
    long toolRequests = 0;
    Counts tools = usage.in("serverToolUsage");
    for (String tool : tools.fields()) {
      toolRequests = Math.addExact(toolRequests, tools.orZero(tool));
    }
    draft.charged("server_tool_requests", toolRequests);
  }
}
