package io.tokentally.providers;

import java.nio.charset.StandardCharsets;

/**
 * Counts the tokens of a string before it is sent to a model. Implementations are thread-safe. The
 * module {@code tokentally-jtokkit} has one that is exact for models of OpenAI.
 */
@FunctionalInterface
public interface TokenCounter {
  /**
   * Bounds without a tokenizer: at most one token per byte of UTF-8, which no tokenizer that works
   * on bytes exceeds; at least one per eight bytes, which is what running text has at the fewest.
   */
  TokenCounter BYTES =
      (model, text) -> {
        long bytes = text.getBytes(StandardCharsets.UTF_8).length;
        return new TokenRange((bytes + 7) / 8, bytes);
      };

  /**
   * {@return how many tokens the text has for a model; bounds where that is not known exactly}
   *
   * @param model the name of the model, which may be one that is not known
   * @param text the text
   */
  TokenRange count(String model, String text);
}
