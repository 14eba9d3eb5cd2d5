package io.tokentally.providers.usage;

import io.tokentally.aggregation.usage.Counts;
import java.util.List;
import java.util.Set;

/** What those who return OpenAI's forms charge besides tokens. */
final class Extras {

  private static final List<String> CHARGED =
      List.of(
          "num_search_queries",
          "citation_tokens",
          "num_sources_used",
          "num_server_side_tools_used",
          "prompt_audio_seconds");

  private Extras() {}

  /**
   * Adds what is charged on top.
   *
   * @param in the details of the prompt
   */
  static void read(Counts usage, Counts in, Draft draft) {
    for (String kind : CHARGED) {
      draft.charged(kind, usage.orZero(kind));
    }
    draft.charged(
        "web_search_requests",
        draft.oneOf(
            usage.in("server_tool_use").read("web_search_requests"),
            in.read("web_search_requests")));
    draft.served("search_context_size", usage.text("search_context_size"), Set.of());
    if (usage.has("num_search_queries") || usage.has("citation_tokens")) {
      // Perplexity counts reasoning apart from the completion, at a rate of its own.
      draft.charged("reasoning_tokens", usage.orZero("reasoning_tokens"));
    }
    ServiceTier.read(usage, "service_tier", draft);
  }
}
