package io.tokentally.providers.usage;

import io.tokentally.aggregation.usage.Counts;
import java.util.List;

/** The usage of Cohere: the billed units where they are recorded, else the tokens. */
final class CohereUsage {

  private static final List<String> CHARGED =
      List.of("search_units", "classifications", "image_tokens", "images");

  private CohereUsage() {}

  static void read(Counts usage, Draft draft) {
    if (usage.has("billed_units")) {
      readBilled(usage.in("billed_units"), draft);
    } else {
      Counts tokens = usage.in("tokens");
      long prompt = tokens.orZero("input_tokens");
      draft.addPrompt(prompt);
      draft.addCompletion(tokens.orZero("output_tokens"));
      draft.addCacheRead(Math.min(prompt, usage.orZero("cached_tokens")));
    }
  }

  private static void readBilled(Counts units, Draft draft) {
    draft.addPrompt(units.orZero("input_tokens"));
    draft.addCompletion(units.orZero("output_tokens"));
    for (String unit : CHARGED) {
      draft.charged(unit, units.orZero(unit));
    }
  }
}
