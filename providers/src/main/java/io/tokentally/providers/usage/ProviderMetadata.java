package io.tokentally.providers.usage;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What spans of the AI SDK say of the provider, as JSON. Of counts that no other attribute has it
 * holds one: up to version 5 of the SDK, what was written to a cache stands here alone.
 */
final class ProviderMetadata {

  static final String ATTRIBUTE = "ai.response.providerMetadata";

  private static final List<List<String>> CACHE_WRITES =
      List.of(
          List.of("anthropic", "cacheCreationInputTokens"),
          List.of("vertex", "cacheCreationInputTokens"),
          List.of("bedrock", "usage", "cacheWriteInputTokens"));

  private ProviderMetadata() {}

  /** {@return what was written to a cache, null if the metadata does not say it} */
  static @Nullable Object cacheWrite(Object metadata) {
    for (List<String> path : CACHE_WRITES) {
      Object value = metadata;
      for (String name : path) {
        value = value instanceof Map<?, ?> members ? members.get(name) : null;
      }
      if (value != null) {
        return value;
      }
    }
    return null;
  }
}
