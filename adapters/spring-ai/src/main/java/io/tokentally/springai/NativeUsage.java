package io.tokentally.springai;

import com.anthropic.models.messages.Usage;
import com.openai.models.completions.CompletionUsage;
import io.tokentally.aggregation.CacheConvention;
import io.tokentally.aggregation.RecordedUsage;
import io.tokentally.anthropic.AnthropicUsage;
import io.tokentally.openai.OpenAiUsage;
import org.jspecify.annotations.Nullable;

/**
 * The usage of the provider's own library, which Spring AI keeps. Its type is recognised by its
 * name, and each library's is read in a class of its own: only the library in use has to be there.
 */
final class NativeUsage {

  private NativeUsage() {}

  /** {@return the usage, null if it is of a type that is not read} */
  static @Nullable RecordedUsage read(@Nullable Object nativeUsage) {
    return switch (type(nativeUsage)) {
      case "com.openai.models.completions.CompletionUsage" -> OpenAi.read(nativeUsage);
      case "com.anthropic.models.messages.Usage" -> Anthropic.read(nativeUsage);
      default -> null;
    };
  }

  /** {@return what Spring AI's counts include, as far as the type of the usage shows} */
  static CacheConvention convention(@Nullable Object nativeUsage) {
    String type = type(nativeUsage);
    if (type.startsWith("com.openai.")) {
      return CacheConvention.INCLUSIVE;
    }
    return type.startsWith("com.anthropic.") ? CacheConvention.EXCLUSIVE : CacheConvention.AUTO;
  }

  private static String type(@Nullable Object nativeUsage) {
    return nativeUsage == null ? "" : nativeUsage.getClass().getName();
  }

  private static final class OpenAi {
    static @Nullable RecordedUsage read(@Nullable Object usage) {
      return usage instanceof CompletionUsage completion ? OpenAiUsage.of(completion) : null;
    }
  }

  private static final class Anthropic {
    static @Nullable RecordedUsage read(@Nullable Object usage) {
      return usage instanceof Usage message ? AnthropicUsage.of(message) : null;
    }
  }
}
