package io.tokentally.providers.usage;

import io.tokentally.aggregation.OtherKind.Rate;
import io.tokentally.aggregation.usage.Counts;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The usage of Gemini, as the service writes it or, in snake case, its Python client. Cached tokens
 * are part of the prompt; what tools put in and what was thought come on top of the other counts.
 */
final class GeminiUsage {

  /** What tokens stand for. */
  private enum Modality {
    TEXT,
    AUDIO,
    IMAGE,
    VIDEO,
    DOCUMENT,
    OTHER;

    private final String word = name().toLowerCase(Locale.ROOT);
  }

  private GeminiUsage() {}

  static void read(Counts usage, Draft draft) {
    draft.addPrompt(usage.orZero(name(usage, "promptTokenCount")));
    draft.addPrompt(usage.orZero(name(usage, "toolUsePromptTokenCount")));
    draft.addCompletion(
        draft.oneOf(
            usage.read(name(usage, "candidatesTokenCount")),
            usage.read(name(usage, "responseTokenCount"))));
    draft.addCompletion(usage.orZero(name(usage, "thoughtsTokenCount")));
    draft.addCacheRead(usage.orZero(name(usage, "cachedContentTokenCount")));
    draft.total(usage.orZero(name(usage, "totalTokenCount")));
    addModalities(usage, draft);
    ServiceTier.read(usage, name(usage, "trafficType"), draft);
    ServiceTier.read(usage, name(usage, "serviceTier"), draft);
  }

  private static void addModalities(Counts usage, Draft draft) {
    // Embeddings spell the first one without an s.
    Map<Modality, Long> in =
        modalities(
            usage, "promptTokensDetails", "promptTokenDetails", "toolUsePromptTokensDetails");
    Map<Modality, Long> cached = modalities(usage, "cacheTokensDetails");
    Map<Modality, Long> out = modalities(usage, "candidatesTokensDetails", "responseTokensDetails");
    for (Modality modality : Modality.values()) {
      if (modality != Modality.TEXT) {
        Rate rate = modality == Modality.AUDIO ? Rate.OF_ITS_OWN : Rate.AS_TEXT;
        long fromCache = cached.getOrDefault(modality, 0L);
        draft.promptOf(modality.word, in.getOrDefault(modality, 0L), fromCache, rate);
        draft.completionOf(modality.word, out.getOrDefault(modality, 0L));
      }
    }
  }

  private static Map<Modality, Long> modalities(Counts usage, String... fields) {
    Map<Modality, Long> tokens = new EnumMap<>(Modality.class);
    for (String field : fields) {
      for (Counts detail : usage.each(name(usage, field))) {
        long count = detail.orZero(name(detail, "tokenCount"));
        tokens.merge(modality(detail), count, Math::addExact);
      }
    }
    return tokens;
  }

  private static Modality modality(Counts detail) {
    String name = detail.text("modality");
    if (name == null || name.equals("MODALITY_UNSPECIFIED")) {
      return Modality.TEXT;
    }
    for (Modality modality : Modality.values()) {
      if (modality.name().equalsIgnoreCase(name)) {
        return modality;
      }
    }
    return Modality.OTHER;
  }

  /** {@return the spelling of a name that the object uses} */
  private static String name(Counts object, String camelCase) {
    return object.has(camelCase) ? camelCase : snakeCase(camelCase);
  }

  private static String snakeCase(String camelCase) {
    StringBuilder name = new StringBuilder(camelCase.length() + 5);
    for (int i = 0; i < camelCase.length(); i++) {
      char c = camelCase.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        name.append('_').append((char) (c - 'A' + 'a'));
      } else {
        name.append(c);
      }
    }
    return name.toString();
  }
}
