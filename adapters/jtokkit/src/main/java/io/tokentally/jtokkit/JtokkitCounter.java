package io.tokentally.jtokkit;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import io.tokentally.providers.TokenCounter;
import io.tokentally.providers.TokenRange;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts tokens with JTokkit: exactly for models of OpenAI whose encoding is known, within a stated
 * bound for others. Thread-safe; the tables of an encoding are read when it is first asked for.
 *
 * <p>The bound for others: from three quarters of what {@code o200k_base} gives to twice as many.
 * It holds for running text and code in the tokenizers that their makers compare with it; it is no
 * promise for rare scripts or long numbers.
 */
public final class JtokkitCounter implements TokenCounter {
  /**
   * The beginnings of names, the longer ones first. https://github.com/openai/tiktoken, model.py.
   */
  private static final List<Map.Entry<String, EncodingType>> BY_NAME =
      List.of(
          Map.entry("gpt-3.5-turbo", EncodingType.CL100K_BASE),
          Map.entry("gpt-35-turbo", EncodingType.CL100K_BASE),
          Map.entry("gpt-4o", EncodingType.O200K_BASE),
          Map.entry("chatgpt-4o", EncodingType.O200K_BASE),
          Map.entry("gpt-4.1", EncodingType.O200K_BASE),
          Map.entry("gpt-4.5", EncodingType.O200K_BASE),
          Map.entry("gpt-4", EncodingType.CL100K_BASE),
          Map.entry("gpt-5", EncodingType.O200K_BASE),
          Map.entry("o1", EncodingType.O200K_BASE),
          Map.entry("o3", EncodingType.O200K_BASE),
          Map.entry("o4-mini", EncodingType.O200K_BASE),
          Map.entry("text-embedding-3", EncodingType.CL100K_BASE),
          Map.entry("text-embedding-ada-002", EncodingType.CL100K_BASE),
          Map.entry("davinci-002", EncodingType.CL100K_BASE),
          Map.entry("babbage-002", EncodingType.CL100K_BASE));

  private final EncodingRegistry registry = Encodings.newLazyEncodingRegistry();

  /** A counter for all models. */
  public JtokkitCounter() {}

  @Override
  public TokenRange count(String model, String text) {
    EncodingType known = encoding(model);
    Encoding encoding = registry.getEncoding(known == null ? EncodingType.O200K_BASE : known);
    long tokens = encoding.countTokensOrdinary(text);
    return known == null
        ? new TokenRange((tokens * 3 + 3) / 4, tokens * 2)
        : TokenRange.exactly(tokens);
  }

  /** {@return whether the tokens of a model are counted exactly} */
  public boolean isExact(String model) {
    return encoding(model) != null;
  }

  private static @Nullable EncodingType encoding(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    name = name.startsWith("ft:") ? name.substring("ft:".length()) : name;
    for (String prefix : List.of("openai/", "azure/")) {
      name = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
    for (Map.Entry<String, EncodingType> each : BY_NAME) {
      String known = each.getKey();
      if (name.startsWith(known)
          && (name.length() == known.length() || "-.:".indexOf(name.charAt(known.length())) >= 0)) {
        return each.getValue();
      }
    }
    return null;
  }
}
