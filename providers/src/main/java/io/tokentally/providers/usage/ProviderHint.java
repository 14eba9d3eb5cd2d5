package io.tokentally.providers.usage;

import io.tokentally.aggregation.usage.Counts;
import io.tokentally.providers.Provider;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells who served a model, as far as its usage and its name show. */
final class ProviderHint {

  /** A model of Anthropic under the name that Bedrock gives it, perhaps with a region. */
  private static final Pattern ON_BEDROCK =
      Pattern.compile("(arn:aws[a-z-]*:bedrock:.*)|(([a-z-]{2,8}\\.)?anthropic\\..*)");

  /** A model of Anthropic under the name that Vertex AI gives it. */
  private static final Pattern ON_VERTEX = Pattern.compile("[^@]*@[0-9]{8}");

  private ProviderHint() {}

  /** {@return the provider that the form and the model show, null if they do not} */
  static @Nullable Provider of(Form form, Counts usage, @Nullable String model) {
    return switch (form) {
      case CHAT -> ofChat(usage);
      case RESPONSES -> null;
      case ANTHROPIC -> ofClaude(model);
      case BEDROCK -> Provider.BEDROCK;
      case GEMINI -> Provider.GEMINI;
      case COHERE -> Provider.COHERE;
    };
  }

  private static @Nullable Provider ofChat(Counts usage) {
    if (hasAny(usage, "queue_time", "prompt_time", "x_groq")) {
      return Provider.GROQ;
    }
    if (hasAny(usage, "cost_details", "is_byok")) {
      return Provider.OPENROUTER;
    }
    if (hasAny(usage, "prompt_cache_hit_tokens", "prompt_cache_miss_tokens")) {
      return Provider.DEEPSEEK;
    }
    return hasAny(usage, "num_cached_tokens", "prompt_audio_seconds") ? Provider.MISTRAL : null;
  }

  private static Provider ofClaude(@Nullable String model) {
    if (model != null && ON_BEDROCK.matcher(model).matches()) {
      return Provider.BEDROCK;
    }
    return model != null && ON_VERTEX.matcher(model).matches()
        ? Provider.GEMINI
        : Provider.ANTHROPIC;
  }

  private static boolean hasAny(Counts usage, String... members) {
    for (String member : members) {
      if (usage.has(member)) {
        return true;
      }
    }
    return false;
  }
}
