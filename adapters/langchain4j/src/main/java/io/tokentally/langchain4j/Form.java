package io.tokentally.langchain4j;

import dev.langchain4j.model.anthropic.AnthropicTokenUsage;
import dev.langchain4j.model.openai.OpenAiTokenUsage;
import dev.langchain4j.model.output.TokenUsage;
import io.tokentally.aggregation.CacheConvention;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a usage object under its own names, and what its input includes.
 *
 * <p>The forms of providers are recognised by the names of their classes, and each is read in a
 * class of its own: of the providers' jars, only that of the one in use has to be there.
 */
record Form(Map<String, @Nullable Integer> counts, CacheConvention convention) {

  static final String INPUT = "inputTokenCount";
  static final String OUTPUT = "outputTokenCount";
  static final String TOTAL = "totalTokenCount";
  static final String CACHE_READ = "cacheReadInputTokens";
  static final String CACHE_CREATION = "cacheCreationInputTokens";

  static Form of(TokenUsage usage) {
    Map<String, @Nullable Integer> counts = new LinkedHashMap<>();
    counts.put(INPUT, usage.inputTokenCount());
    counts.put(OUTPUT, usage.outputTokenCount());
    counts.put(TOTAL, usage.totalTokenCount());
    if (usage.getClass() == TokenUsage.class) {
      return new Form(counts, CacheConvention.INCLUSIVE);
    }
    if (isA("dev.langchain4j.model.openai.OpenAiTokenUsage", usage)) {
      return OpenAi.form(usage, counts);
    }
    if (isA("dev.langchain4j.model.anthropic.AnthropicTokenUsage", usage)) {
      return Anthropic.form(usage, counts);
    }
    return new Form(counts, CacheConvention.AUTO);
  }

  private static boolean isA(String name, TokenUsage usage) {
    for (Class<?> type = usage.getClass(); type != null; type = type.getSuperclass()) {
      if (type.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static final class OpenAi {
    static Form form(TokenUsage usage, Map<String, @Nullable Integer> counts) {
      OpenAiTokenUsage.@Nullable InputTokensDetails details =
          ((OpenAiTokenUsage) usage).inputTokensDetails();
      counts.put(CACHE_READ, details == null ? null : details.cachedTokens());
      return new Form(counts, CacheConvention.INCLUSIVE);
    }
  }

  private static final class Anthropic {
    static Form form(TokenUsage usage, Map<String, @Nullable Integer> counts) {
      AnthropicTokenUsage anthropic = (AnthropicTokenUsage) usage;
      counts.put(CACHE_READ, anthropic.cacheReadInputTokens());
      counts.put(CACHE_CREATION, anthropic.cacheCreationInputTokens());
      return new Form(counts, CacheConvention.EXCLUSIVE);
    }
  }
}
