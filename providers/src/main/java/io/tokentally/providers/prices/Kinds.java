package io.tokentally.providers.prices;

import io.tokentally.UsageCount;
import io.tokentally.aggregation.UnpricedKind;
import io.tokentally.json.Loc;
import java.util.List;
import java.util.stream.Collectors;

/** The names of the kinds that price lists have rates for; those of usage. */
final class Kinds {

  static final String PROMPT = UsageCount.PROMPT_TOKENS.wireName();
  static final String COMPLETION = UsageCount.COMPLETION_TOKENS.wireName();
  static final String CACHE_READ = UsageCount.CACHE_READ_INPUT_TOKENS.wireName();
  static final String CACHE_CREATION = UsageCount.CACHE_CREATION_INPUT_TOKENS.wireName();
  static final String CACHE_CREATION_1H = UnpricedKind.CACHE_CREATION_1H;

  /** Those that a row has rates for beside the others. */
  static final List<String> OF_A_ROW =
      List.of(PROMPT, COMPLETION, CACHE_READ, CACHE_CREATION, CACHE_CREATION_1H);

  private Kinds() {}

  /** {@return a place in words: its steps joined by dots} */
  static String dotted(Loc place) {
    return place.steps().stream().map(String::valueOf).collect(Collectors.joining("."));
  }

  /** {@return whether it counts tokens} What is no token costs the same however it was served. */
  static boolean isTokens(String kind) {
    return kind.endsWith("_tokens");
  }
}
