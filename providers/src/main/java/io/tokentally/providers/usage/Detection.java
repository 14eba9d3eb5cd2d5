package io.tokentally.providers.usage;

import io.tokentally.providers.Provider;
import io.tokentally.value.Numbers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Recognises the form of a usage object by its members. A member that is null is not there. What
 * could be read in two ways has no form here: the contract's rules decide about it. The member
 * {@code requests} tells nothing: tracers add it to whatever a provider returned.
 */
final class Detection {

  private static final List<String> GEMINI =
      List.of(
          "promptTokenCount",
          "candidatesTokenCount",
          "totalTokenCount",
          "responseTokenCount",
          "thoughtsTokenCount",
          "prompt_token_count",
          "candidates_token_count",
          "total_token_count",
          "response_token_count",
          "thoughts_token_count");

  /** Cached counts that some report inside the prompt and some on top of it. */
  private static final List<String> FLAT_CACHE =
      List.of("cache_creation_input_tokens", "cache_read_input_tokens");

  /** What only Anthropic writes beside input tokens. */
  private static final List<String> ANTHROPIC =
      List.of("cache_creation", "server_tool_use", "service_tier", "inference_geo", "iterations");

  private final Map<?, ?> usage;

  private Detection(Map<?, ?> usage) {
    this.usage = usage;
  }

  /**
   * {@return the form, null if it is not known}
   *
   * @param provider who returned the object, null if that is not known
   */
  static @Nullable Form of(Map<?, ?> usage, @Nullable Provider provider) {
    Detection detection = new Detection(usage);
    return provider == null ? detection.byMembers() : detection.of(provider);
  }

  /** {@return whether nothing but the names of cached counts shows that Anthropic wrote it} */
  static boolean isAnthropicByCacheAlone(Map<?, ?> usage) {
    return !new Detection(usage).hasAny(ANTHROPIC);
  }

  private @Nullable Form of(Provider provider) {
    if (provider == Provider.OPENAI && (hasPromptCompletion() || hasInputOutput())) {
      return hasPromptCompletion() ? Form.CHAT : Form.RESPONSES;
    }
    boolean servesClaude =
        provider == Provider.ANTHROPIC
            || provider == Provider.BEDROCK
            || provider == Provider.GEMINI;
    boolean isClaude = hasInputOutput() || (provider == Provider.ANTHROPIC && isOfAnthropicAlone());
    if (servesClaude && isClaude && !hasPromptCompletion()) {
      return Form.ANTHROPIC;
    }
    return provider == Provider.BEDROCK && isCamelCase() ? Form.BEDROCK : byMembers();
  }

  private boolean isOfAnthropicAlone() {
    return hasAny(FLAT_CACHE) || hasAny(ANTHROPIC);
  }

  private @Nullable Form byMembers() {
    if (hasAny(GEMINI)) {
      return hasAny("inputTokenCount", "outputTokenCount") ? null : Form.GEMINI;
    }
    if (isCamelCase()) {
      return isOfAnotherKit() ? null : Form.BEDROCK;
    }
    if (isCohere()) {
      return Form.COHERE;
    }
    if (hasPromptCompletion()) {
      return isChat() ? Form.CHAT : null;
    }
    return hasInputOutput() ? anthropicOrResponses() : null;
  }

  private @Nullable Form anthropicOrResponses() {
    if (!has("total_tokens")) {
      return isOfAnthropicAlone() ? Form.ANTHROPIC : Form.RESPONSES;
    }
    return hasAny(FLAT_CACHE) || has("cache_creation") ? null : Form.RESPONSES;
  }

  private boolean isCamelCase() {
    return hasAny("inputTokens", "outputTokens");
  }

  /** {@return whether a kit in the client wrote it, which counts cached tokens otherwise} */
  private boolean isOfAnotherKit() {
    return hasAny("cachedInputTokens", "reasoningTokens", "inputTokenDetails", "outputTokenDetails")
        || usage.get("inputTokens") instanceof Map<?, ?>;
  }

  private boolean isCohere() {
    return usage.get("billed_units") instanceof Map<?, ?>
        || (usage.get("tokens") instanceof Map<?, ?> tokens
            && new Detection(tokens).hasInputOutput());
  }

  /** {@return whether the chat names alone say everything} */
  private boolean isChat() {
    boolean cachedInDetails =
        usage.get("prompt_tokens_details") instanceof Map<?, ?> details
            && new Detection(details).has("cached_tokens");
    return agrees("input_tokens", "prompt_tokens")
        && agrees("output_tokens", "completion_tokens")
        && (cachedInDetails || !hasAny(FLAT_CACHE));
  }

  /** {@return whether a member is absent or says the same as another} */
  private boolean agrees(String member, String other) {
    Object a = usage.get(member);
    Object b = usage.get(other);
    if (a instanceof Number x && b instanceof Number y) {
      Number exactX = Numbers.exact(x);
      Number exactY = Numbers.exact(y);
      return exactX != null && exactY != null && Numbers.compare(exactX, exactY) == 0;
    }
    return a == null || Objects.equals(a, b);
  }

  private boolean hasPromptCompletion() {
    return hasAny("prompt_tokens", "completion_tokens");
  }

  private boolean hasInputOutput() {
    return hasAny("input_tokens", "output_tokens");
  }

  private boolean hasAny(String... members) {
    return hasAny(List.of(members));
  }

  private boolean hasAny(List<String> members) {
    for (String member : members) {
      if (has(member)) {
        return true;
      }
    }
    return false;
  }

  private boolean has(String member) {
    return usage.get(member) != null;
  }
}
